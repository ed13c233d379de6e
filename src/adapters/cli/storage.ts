import type { Config } from '../../config.ts';
import type { Log } from '../../core/ports.ts';
import { systemClock } from '../node/clock.ts';
import { requireWritable } from '../node/writable.ts';
import type { Storage } from '../postgres/index.ts';

export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Runs `work` on the database the bot works on: DATABASE_URL, the built-in one of the running bot, or the built-in one
 * started for the while. It is brought up to this release first, as a start does. Throws StartError in plain words.
 */
export async function withStorage<T>(config: Config, work: (storage: Storage) => Promise<T>): Promise<T> {
  if (config.databaseUrl === null) await requireWritable(config.dataDir);
  // Loaded here: a slip of the pen is answered before half a second of loading.
  const { visitEmbedded } = await import('../postgres/embedded/visit.ts');
  const { openStorage } = await import('../postgres/index.ts');
  const visit = config.databaseUrl === null ? await visitEmbedded(config.dataDir, quiet) : null;
  try {
    const storage = await openStorage({
      databaseUrl: visit?.url ?? config.databaseUrl,
      dataDir: config.dataDir,
      defaults: { locale: config.locale, timezone: config.timezone },
      clock: systemClock,
      log: quiet,
      connections: { intake: 1, work: 1 },
    });
    try {
      return await work(storage);
    } finally {
      await storage.close();
    }
  } finally {
    await visit?.close();
  }
}
