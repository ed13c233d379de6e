import { setTimeout as delay } from 'node:timers/promises';
import { PlatformError, reasonOf } from '../../core/errors.ts';
import type { Pace } from '../../core/ports.ts';
import type { Db } from './client.ts';

/** A turn that is further off than this is not waited for with a delivery in hand, whose claim would grow old. */
const longestWaitMs = 4_000;
/** No turn was ever given that far ahead: the database's clock was set back since. */
const neverMs = 60_000;

/**
 * Turns for all instances together, so many a second: a note holds when the next one is. By the database's clock, in one short
 * statement each; turns nobody took in time are not made up for.
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
