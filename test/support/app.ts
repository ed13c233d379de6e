import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { type App, type AppOptions, type Seams, startApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import type { Log, LogFields } from '../../src/core/ports.ts';
import { complain } from '../fakes/complaints.ts';
import { defaults } from './settings.ts';

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: LogFields;
}

export interface TestApp extends App {
  readonly log: readonly LogLine[];
  readonly dataDir: string;
  /** Words of errors in the log ("<event> <reason>") that the test provokes. */
  readonly provoked: string[];
  /**
   * As the program's; throws what would have ended the program meanwhile, unless `onFatal` was given to hear of it, and every error
   * of the log that the test did not provoke.
   */
  stop(): Promise<void>;
}

/** A whole Boost Pal of one's own on a database, with nothing replaced but what `options` names. */
export async function startTestApp(
  databaseUrl: string,
  config: Partial<Config> = {},
  { log: ownLog, onFatal, ...seams }: Partial<AppOptions> & Seams = {},
): Promise<TestApp> {
  const dataDir = config.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'boost-app-')));
  const lines: LogLine[] = [];
  const fatal: Error[] = [];
  // In the chaos tests what a fault leads to is in the log as it comes.
  const provoked: string[] = expect.getState().testPath?.includes('/test/chaos/') ? [''] : [];
  const write =
    (level: LogLine['level']) =>
    (event: string, fields: LogFields = {}) => {
      lines.push({ level, event, fields });
    };
  const log: Log = { info: write('info'), warn: write('warn'), error: write('error') };
  const app = await startApp(
    { ...defaults, databaseUrl, dataDir, ...config },
    { log: ownLog ?? (() => log), onFatal: onFatal ?? ((error) => fatal.push(error)) },
    seams,
  );
  return {
    ...app,
    log: lines,
    dataDir,
    provoked,
    async stop() {
      await app.stop();
      if (config.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
      if (fatal.length > 0) throw new AggregateError(fatal, `It would have ended: ${fatal.join('; ')}`);
      complain('the log', lines.filter(({ level }) => level === 'error').map(told), provoked);
    },
  };
}

const told = ({ event, fields }: LogLine): string =>
  `${event} ${fields.reason ?? ''} ${JSON.stringify(fields)}`;

/** As long as anything may take on the busiest of machines: what is waited for mostly comes in a moment. */
const patienceMs = 30_000;

/** How long to wait before the next look: seldom where it takes long, so that looking is not what it waits for. */
export const untilNextLook = (waitedMs: number): number => Math.min(100, 10 + waitedMs / 8);

/** Resolves with the first truthy answer of `look`; throws, saying what was awaited, when none comes in time. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  withinMs = patienceMs,
): Promise<NonNullable<T>> {
  const begun = performance.now();
  for (;;) {
    const found = await look();
    if (found) return found;
    const waited = performance.now() - begun;
    if (waited > withinMs) throw new Error(`Waited ${withinMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, untilNextLook(waited)));
  }
}
