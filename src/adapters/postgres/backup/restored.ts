import type { Client, Pool } from 'pg';
import { z } from 'zod';
import type { Clock } from '../../../core/ports.ts';

/** The note that remembers the last restore. */
export const restoredNote = 'restored';

const schema = z.object({
  /** The instant that the backup shows, in milliseconds since 1970. */
  from: z.number(),
  /** When it was put back. What was posted between the two may have been answered, which this database does not know. */
  to: z.number(),
  /** Until when all that is planned is looked for before it is said; absent until the bot first says something. */
  searchUntil: z.number().optional(),
});

/** Reads the note's value. */
export const readRestored = (value: string): z.infer<typeof schema> => schema.parse(JSON.parse(value));

/** Remembers, in the transaction of a restore, since when more may have happened than the database knows. */
export async function keepRestored(client: Client, from: number): Promise<void> {
  await client.query(
    `insert into note (key, value)
      values ($1, json_build_object('from', $2::bigint, 'to', floor(extract(epoch from clock_timestamp()) * 1000)::bigint)::text)
      on conflict (key) do update set value = excluded.value, updated_at = clock_timestamp()`,
    [restoredNote, from],
  );
}

/**
 * What was planned for the time between backup and restore is planned anew in the first minutes: jobs are due, mornings have come. Only
 * then is everything searched for, since a search takes a request.
 */
const searchMs = 15 * 60_000;

/** Knows what may have been said before a restore. Reads the note once in a process, when it first says something. */
export function createRestored(pool: Pick<Pool, 'query'>, clock: Pick<Clock, 'now'>) {
  const read = async () => {
    const { rows } = await pool.query<{ value: string }>(
      `update note set value = (value::jsonb
        || jsonb_build_object('searchUntil', coalesce((value::jsonb->>'searchUntil')::bigint, $2::bigint)))::text
      where key = $1 returning value`,
      [restoredNote, clock.now() + searchMs],
    );
    return rows[0] ? readRestored(rows[0].value) : null;
  };
  let known: ReturnType<typeof read> | null = null;
  const once = () => {
    known ??= read().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
  return {
    /** Reads what is known; from then on `saidSince` asks nobody. */
    async ready(): Promise<void> {
      await once();
    },

    /**
     * Since when a delivery may have been said without this database knowing; null if it was not.
     * `createdAt`: when it was planned. `proofAt`: when the proof that it is about was stored; null: it is about none. About a proof that
     * is stored only since the restore, nothing was said before. `neverFound`: what was said of its kind cannot be found again, so that
     * it counts as said only if it, or its proof, was there before the restore.
     */
    async saidSince(createdAt: number, proofAt: number | null, neverFound: boolean): Promise<number | null> {
      const restored = await once();
      if (!restored || createdAt >= (restored.searchUntil ?? restored.to)) return null;
      if ((proofAt !== null || neverFound) && Math.min(createdAt, proofAt ?? createdAt) >= restored.to)
        return null;
      return Math.min(createdAt, restored.from);
    },
  };
}
