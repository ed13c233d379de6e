import { setTimeout as delay } from 'node:timers/promises';
import { PlatformError, reasonOf } from '../../core/errors.ts';
import type { Pace } from '../../core/ports.ts';
import type { Db } from './client.ts';

/** A turn that is further away than this is refused: meanwhile the claim of the waiting delivery would grow old. */
const longestWaitMs = 4_000;
/** No turn is ever given this far ahead; a note that is has been written before the database's clock was set back. */
const neverMs = 60_000;

/**
 * Hands out turns, so many per second for all instances together: a note holds the time of the newest turn, by the database's clock, moved
 * by one short statement per turn. Turns that nobody took are not made up for. Throws PlatformError: `rateLimited` if the next turn is too
 * far away, `unavailable` if the database cannot be asked.
 */
export function createPace(db: Db) {
  return (name: string, perSecond: number): Pace => {
    const key = `pace:${name}`;
    const stepMs = 1000 / perSecond;
    return async () => {
      const turns = await db.$queryRaw<{ waitMs: number }[]>`
        insert into note as n (key, value)
        select ${key}, t::text from (select extract(epoch from clock_timestamp())::float8 * 1000 as t) now
        on conflict (key) do update set updated_at = clock_timestamp(),
          value = case when n.value::float8 > excluded.value::float8 + ${neverMs}::float8 then excluded.value
            else greatest(n.value::float8 + ${stepMs}::float8, excluded.value::float8)::text end
        where n.value::float8 + ${stepMs}::float8 < excluded.value::float8 + ${longestWaitMs}::float8
          or n.value::float8 > excluded.value::float8 + ${neverMs}::float8
        returning n.value::float8 - extract(epoch from clock_timestamp())::float8 * 1000 as "waitMs"`.catch(
        (error: unknown) => {
          throw new PlatformError('unavailable', `no turn of ${name}: ${reasonOf(error)}`, { cause: error });
        },
      );
      const [turn] = turns;
      if (!turn)
        throw new PlatformError('rateLimited', `no turn of ${name}`, { retryAfterMs: longestWaitMs });
      if (turn.waitMs > 0) await delay(turn.waitMs);
    };
  };
}
