import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, HeldLease, Lease, Log } from '../../core/ports.ts';
import type { Db } from './client.ts';

const leaseMs = 15_000;
const renewMs = 4_000;
/** For this long after the last renewal began, the lease is certainly still held. */
const sureMs = leaseMs * 0.6;

/**
 * A lease is a row that its holder renews. It is held until it expires by the database's clock, or until somebody waiting has seen the row
 * unrenewed for the length of a lease by their own clock, since the database's clock may be set back. `term` counts how often it changed
 * hands. The holder lets go by its own monotonic clock well before that, so a holder that was paused or cut off never acts at the same time
 * as its successor.
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
  /** `unrenewed` is the row's text that has not changed for longer than a lease lasts. */
  async function take(name: string, unrenewed: string | null = null): Promise<boolean> {
    const changed = await db.$executeRaw`
      insert into lease (name, holder, term, expires_at)
      values (${name}, ${instance}, 1, clock_timestamp() + make_interval(secs => ${leaseMs / 1000}::float))
      on conflict (name) do update set
        term = lease.term + case when lease.holder = excluded.holder then 0 else 1 end,
        holder = excluded.holder, expires_at = excluded.expires_at
      where lease.holder = excluded.holder or lease.expires_at < clock_timestamp()
        or lease.holder || ' ' || lease.expires_at = ${unrenewed}`;
    return changed === 1;
  }

  /** The row as a text that every renewal changes. */
  async function seen(name: string): Promise<string | null> {
    const rows = await db.$queryRaw<{ row: string }[]>`
      select holder || ' ' || expires_at as row from lease where name = ${name}`;
    return rows[0]?.row ?? null;
  }

  /**
   * Lets the next one who asks have the lease; does nothing if another holds it. Set a millisecond back, since times are kept in whole
   * milliseconds and rounding could put the present into the future.
   */
  async function giveUp(name: string): Promise<void> {
    await db.$executeRaw`update lease set expires_at = clock_timestamp() - interval '1 millisecond' where name = ${name} and holder = ${instance}`.catch(
      () => 0,
    );
  }

  function hold(name: string, asked: number): HeldLease {
    log.info('lease.held', { lease: name });
    const over = new AbortController();
    let renewed = asked;
    const lose = () => {
      if (over.signal.aborted) return;
      log.warn('lease.lost', { lease: name });
      over.abort();
    };
    const held = () => {
      if (clock.monotonic() - renewed > sureMs) lose();
      return !over.signal.aborted;
    };
    // Checked by a separate timer, so that a renewal that hangs cannot hide the age of the lease.
    const watch = setInterval(held, 250);
    let renewing: Promise<void> | null = null;
    const renew = setInterval(() => {
      if (renewing || over.signal.aborted || clock.monotonic() - renewed < renewMs) return;
      const before = clock.monotonic();
      renewing = take(name)
        .then((kept) => {
          if (kept) renewed = before;
          else lose();
        })
        // The database was not reached; the timer above decides when that has lasted too long.
        .catch(() => undefined)
        .finally(() => {
          renewing = null;
        });
    }, 500);

    return {
      signal: over.signal,
      held,
      async release() {
        clearInterval(watch);
        clearInterval(renew);
        over.abort();
        await renewing;
        await giveUp(name);
      },
    };
  }

  return {
    async acquire(name, stop) {
      let waiting = false;
      let row: string | null = null;
      let since = 0;
      while (!stop.aborted) {
        const asked = clock.monotonic();
        const taken = await take(name, asked - since > leaseMs ? row : null).catch(() => false);
        if (stop.aborted) break;
        if (taken) return hold(name, asked);
        if (!waiting) log.info('lease.waiting', { lease: name });
        waiting = true;
        const now = await seen(name).catch(() => null);
        if (now !== row) {
          row = now;
          since = clock.monotonic();
        }
        await delay(1_000, undefined, { signal: stop }).catch(() => undefined);
      }
      // The last request may have been granted without the answer reaching us.
      await giveUp(name);
      return null;
    },
  };
}
