import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../../config.ts';
import { StartError } from '../../core/errors.ts';
import { requireWritable } from '../node/writable.ts';
import { openSession } from '../postgres/backup/session.ts';
import { isInUse } from '../postgres/backup/standing.ts';
import { hasCluster } from '../postgres/embedded/index.ts';
import { ownDataDir } from '../postgres/embedded/own.ts';
import { visitEmbedded } from '../postgres/embedded/visit.ts';
import { checkServer } from '../postgres/server.ts';
import { quiet } from './storage.ts';

/**
 * Runs `work` on the bot's database as it is: unlike `withStorage` it migrates nothing. For a backup, a running bot goes on beside it, and
 * a built-in database must have been made; for a restore, no bot may run. Throws StartError in plain words.
 */
export async function withDatabase<T>(
  config: Config,
  purpose: 'backup' | 'restore',
  work: (database: { readonly url: string }) => Promise<T>,
): Promise<T> {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl !== null) {
    await checkServer(databaseUrl);
    if (purpose === 'restore') await refuseInUse(databaseUrl);
    return work({ url: databaseUrl });
  }
  if (purpose === 'backup' && !(await hasCluster(dataDir))) {
    throw new StartError(
      `There is nothing to back up: no built-in database was made under ${dataDir} yet, and DATABASE_URL is not set.`,
    );
  }
  await requireWritable(dataDir);
  const visit = await visitEmbedded(dataDir, quiet);
  // A server that runs may be a bot's. One that nobody owns was left behind by a killed bot.
  const owner =
    purpose === 'restore' && visit.running
      ? await ownDataDir(visit.url, dataDir).catch(async (error: unknown) => {
          await visit.close();
          throw error;
        })
      : null;
  try {
    return await work({ url: visit.url });
  } finally {
    await owner?.end();
    await visit.close();
  }
}

/** Throws StartError if a bot, or another command of the operator, uses this database. For one's own PostgreSQL. */
export async function refuseInUse(url: string): Promise<void> {
  const client = await openSession(url);
  try {
    // PostgreSQL takes a moment to see that a bot which has just ended is gone.
    for (let look = 0; look < 10; look++) {
      if (!(await isInUse(client))) return;
      await delay(200);
    }
  } finally {
    await client.end();
  }
  throw new StartError(
    'A Boost Pal runs on this database, or was killed less than fifteen seconds ago: stop it, then restore.',
  );
}
