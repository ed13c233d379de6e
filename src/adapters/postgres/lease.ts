import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, Lease, Log } from '../../core/ports.ts';
import type { Db } from './client.ts';

const leaseMs = 15_000;
const renewMs = 4_000;
/** So long after it was last asked for it is surely held. */
const sureMs = leaseMs * 0.6;

/**
 * A renewable row: whoever's term is the highest and not expired holds it. The holder lets go by its own monotonic clock
 * well before the row expires by the database's, so a paused or cut-off holder never acts beside its successor.
 */
export function createLease({
  db,
  clock,
  log,
  instance,
}: {
  db: Db;
  clock: Clock;
  log: Log;
  instance: string;
}): Lease {
  async function take(name: string): Promise<boolean> {
    const changed = await db.$executeRaw`
      insert into lease (name, holder, term, expires_at)
      values (${name}, ${instance}, 1, clock_timestamp() + make_interval(secs => ${leaseMs / 1000}::float))
      on conflict (name) do update set
        term = lease.term + case when lease.holder = excluded.holder then 0 else 1 end,
        holder = excluded.holder, expires_at = excluded.expires_at
      where lease.holder = excluded.holder or lease.expires_at < clock_timestamp()`;
    return changed === 1;
  }

  return {
    async acquire(name) {
      let waiting = false;
      let asked = clock.monotonic();
      while (!(await take(name).catch(() => false))) {
        if (!waiting) log.info('lease.waiting', { lease: name });
        waiting = true;
        await delay(1_000);
        asked = clock.monotonic();
      }
      log.info('lease.held', { lease: name });
      const lost = new AbortController();
      let renewed = asked;
      const lose = () => {
        if (lost.signal.aborted) return;
        log.warn('lease.lost', { lease: name });
        lost.abort();
      };
      const held = () => {
        if (clock.monotonic() - renewed > sureMs) lose();
        return !lost.signal.aborted;
      };
      // By a timer of its own, so that a renewal that hangs cannot hide how old the lease is.
      const watch = setInterval(held, 250);
      let renewing: Promise<void> | null = null;
      const renew = setInterval(() => {
        if (renewing || lost.signal.aborted || clock.monotonic() - renewed < renewMs) return;
        const before = clock.monotonic();
        renewing = take(name)
          .then((kept) => {
            if (kept) renewed = before;
            else lose();
          })
          // Not reached: the timer decides when that has lasted too long.
          .catch(() => undefined)
          .finally(() => {
            renewing = null;
          });
      }, 500);

      return {
        signal: lost.signal,
        held,
        async release() {
          clearInterval(watch);
          clearInterval(renew);
          await renewing;
          await db.$executeRaw`update lease set expires_at = clock_timestamp() where name = ${name} and holder = ${instance}`.catch(
            () => 0,
          );
        },
      };
    },
  };
}
