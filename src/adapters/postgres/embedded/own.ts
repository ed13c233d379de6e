import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { StartError } from '../../../core/errors.ts';
import { poolConfig } from '../client.ts';

/** Somebody has this data directory already. */
export class AlreadyRunning extends StartError {
  constructor(dataDir: string) {
    super(`Boost Pal is already running on ${dataDir}: stop that one first, or set another BOOST_DATA_DIR.`);
  }
}

const againMs = 200;

/**
 * One process owns a data directory: a lock of its session says so and ends with it, however the process ends. When the
 * server crashed and is back, the lock is taken anew. `end` gives it up. Throws AlreadyRunning.
 */
export async function ownDataDir(url: string, dataDir: string): Promise<{ end(): Promise<void> }> {
  let ended = false;
  let session: Client | null = null;

  const hold = async (): Promise<boolean> => {
    const client = new Client({ ...poolConfig(url, 1), statement_timeout: 0, query_timeout: 0 });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(727000) as mine`);
    if (!rows[0]?.mine || ended) {
      await client.end();
      return false;
    }
    session = client;
    client.once('end', () => void holdAgain());
    return true;
  };
  const holdAgain = async () => {
    while (!ended && !(await hold().catch(() => false))) await delay(againMs, undefined, { ref: false });
  };

  if (!(await hold())) throw new AlreadyRunning(dataDir);
  return {
    async end() {
      ended = true;
      await session?.end();
    },
  };
}
