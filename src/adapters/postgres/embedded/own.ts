import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { StartError } from '../../../core/errors.ts';
import { poolConfig } from '../client.ts';

/** Another process owns this data directory. */
export class AlreadyRunning extends StartError {
  constructor(dataDir: string) {
    super(`Boost Pal is already running on ${dataDir}: stop that one first, or set another BOOST_DATA_DIR.`);
  }
}

const againMs = 200;

/**
 * Makes this process the owner of a data directory by an advisory lock of a database session, which ends with the process, however it ends.
 * If the server crashes and comes back, the lock is taken again. `end` releases it. Throws AlreadyRunning if another process has it.
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
