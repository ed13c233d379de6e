import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { until } from './app.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One of our programs as a process of its own, in an environment that holds nothing but what is given. */
export interface Program {
  readonly child: ChildProcess;
  /** All it has printed so far. */
  output(): { readonly stdout: string; readonly stderr: string };
  /** Resolves with the address of the page once it says that it is ready. */
  ready(withinMs?: number): Promise<string>;
  readonly ended: Promise<Ended>;
  /** Sends a signal and waits for the end. Past 4.8 s by its own clock it would end with 1, however busy the machine is. */
  stop(signal?: NodeJS.Signals): Promise<Ended & { readonly ms: number }>;
}

export type Env = Readonly<Record<string, string>>;

const { NODE_COMPILE_CACHE } = process.env;
/** What was compiled once is not compiled again (vitest.config.ts). */
export const compiled: Env = NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {};

/** Starts `node <file> …args`; what is left of it at the end of the test is killed. */
export function startProgram(file: string, args: readonly string[], env: Env): Program {
  const child = spawn(process.execPath, [path.join(root, file), ...args], {
    // Elsewhere than the project: no .env of the developer's is read.
    cwd: tmpdir(),
    env: { PATH: process.env.PATH ?? '', NODE_NO_WARNINGS: '1', ...compiled, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  });
  return {
    child,
    output: () => ({ stdout, stderr }),
    async ready(withinMs = 60_000) {
      await until(
        'the ready lines',
        () => {
          if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${stderr}`);
          return stdout.includes('\n  Database ');
        },
        withinMs,
      );
      return /Page\s+on\s+(http:\/\/\S+)/.exec(stdout)?.[1] ?? '';
    },
    ended,
    async stop(signal = 'SIGTERM') {
      const started = performance.now();
      child.kill(signal);
      return { ...(await ended), ms: performance.now() - started };
    },
  };
}

export const startBot = (env: Env): Program => startProgram('src/main.ts', [], { PORT: '0', ...env });

/** A program told to end has ended by then by the clock on the wall, on a machine that has a tenth of a processor for it. */
export const endsWithinMs = 15_000;

/** Runs the operator's command to its end. */
export const pal = (args: readonly string[], env: Env): Promise<Ended> =>
  startProgram('src/adapters/cli/pal.ts', args, env).ended;

/** A folder of one's own, removed at the end of the test. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'boost-program-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }));
  return folder;
}
