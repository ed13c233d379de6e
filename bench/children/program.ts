import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLog } from '../../src/adapters/node/logger.ts';
import { type App, startApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import type { Log } from '../../src/core/ports.ts';
import { type Crowd, gather } from '../../test/spread/crowd.ts';
import { defaults } from '../../test/support/settings.ts';
import { answerCalls } from '../support/child.ts';
import { type Club, foundClub } from '../support/club.ts';

let app: App | undefined;
let dataDir = '';
const queued = new Map<string, number>();
const started: number[] = [];

/** The program's own log, read on its way: how long each cheer's job waited. */
function watch(log: Log): Log {
  return {
    ...log,
    info(event, fields) {
      if (event === 'cheer.queued') queued.set(String(fields?.proof), performance.now());
      if (event === 'cheer.generating') {
        const since = queued.get(String(fields?.proof));
        if (since !== undefined) started.push(performance.now() - since);
      }
      log.info(event, fields);
    },
  };
}

export const calls = {
  /** Starts the whole program as it is shipped, on a database of its own. Answers the address of its HTTP server. */
  async start(config: Partial<Config>): Promise<string> {
    dataDir = await mkdtemp(path.join(tmpdir(), 'boost-bench-'));
    app = await startApp(
      { ...defaults, dataDir, ...config },
      {
        log: (count) => watch(createLog('info', count)),
        onFatal(error) {
          throw error;
        },
      },
    );
    return app.url!;
  },

  /** Challenges with members, to post in. */
  found: (club: Club) => foundClub(app!.storage, club),

  /** Challenges in many channels with the same minute for their nudge. */
  crowd: ({ minute, ...crowd }: Crowd & { readonly minute: number }) => gather(app!.storage, crowd, minute),

  /** Milliseconds from the commit of each proof to the start of its cheer's job, since last asked. */
  async jobWaits(): Promise<number[]> {
    return started.splice(0);
  },
} as const;

answerCalls(calls, async () => {
  await app?.stop();
  await rm(dataDir, { recursive: true, force: true });
});
