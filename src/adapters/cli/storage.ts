import type { Config } from '../../config.ts';
import type { Log } from '../../core/ports.ts';
import { systemClock } from '../node/clock.ts';
import { requireWritable } from '../node/writable.ts';
import type { Storage } from '../postgres/index.ts';

/** A log that writes nothing. */
export const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Runs `work` on the bot's database: DATABASE_URL, the built-in one of a running bot, or the built-in one started for this command. It is
 * migrated to this release first, as a start does. Throws StartError in plain words.
 */
export async function withStorage<T>(config: Config, work: (storage: Storage) => Promise<T>): Promise<T> {
  if (config.databaseUrl === null) await requireWritable(config.dataDir);
  // Imported here, so that a typing error is reported without half a second of loading.
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
