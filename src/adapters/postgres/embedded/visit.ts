import type { Log } from '../../../core/ports.ts';
import { embeddedUrl } from './address.ts';
import { startEmbedded } from './index.ts';
import { AlreadyRunning, ownDataDir } from './own.ts';

/** The built-in database while an operator's command uses it. */
export interface Visit {
  readonly url: string;
  /** True if the server was already running, for a bot or left behind by one; `close` then leaves it running. */
  readonly running: boolean;
  close(): Promise<void>;
}

/**
 * Opens the built-in database for an operator's command: the running server or, if none runs, one that is started for this command and that
 * a bot starting meanwhile does not take over. Throws StartError in plain words.
 */
export async function visitEmbedded(dataDir: string, log: Log): Promise<Visit> {
  const running = await embeddedUrl(dataDir);
  if (running !== null) return { url: running, running: true, close: async () => undefined };
  const server = await startEmbedded(dataDir, log);
  try {
    const owner = await ownDataDir(server.url, dataDir);
    return {
      url: server.url,
      running: false,
      async close() {
        await owner.end();
        await server.stop();
      },
    };
  } catch (error) {
    if (!(error instanceof AlreadyRunning)) await server.stop();
    throw error;
  }
}
