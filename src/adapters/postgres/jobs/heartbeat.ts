import { claimLeaseMs } from '../../../core/delivery/ledger.ts';
import { reasonOf } from '../../../core/errors.ts';
import type { Log } from '../../../core/ports.ts';
import type { Db } from '../client.ts';
import { buryDead, freeLost, freeUnowned } from './rescue.ts';

const everyMs = 2_000;
/** An instance that has been silent for this long counts as dead, and its jobs are run elsewhere. Deliveries also have claims. */
const silentSeconds = 10;

/**
 * Records that this instance is alive, and frees the jobs of dead instances: a killed worker leaves its jobs locked for hours. It also
 * queues deliveries whose claim has expired, since a delivery done right after its commit has no job. The queue locks jobs under the ids of
 * its pools, not its workers, so the pools' ids are stored.
 */
export function createHeartbeat({
  db,
  log,
  instance,
  poolIds,
  inHand,
  afterwards,
}: {
  db: Db;
  log: Log;
  instance: string;
  poolIds: () => string[];
  /** Ids of the jobs this process holds. */
  inHand: () => readonly string[];
  /** Run after every beat of the timer. */
  afterwards: () => Promise<void>;
}) {
  let timer: NodeJS.Timeout | null = null;

  async function beat(): Promise<void> {
    await db.$executeRaw`
      insert into instance (id, pool_ids, beat_at) values (${instance}, ${poolIds()}, clock_timestamp())
      on conflict (id) do update set pool_ids = excluded.pool_ids, beat_at = excluded.beat_at`;
    await db.$executeRaw`
      delete from instance where beat_at < clock_timestamp() - make_interval(secs => ${silentSeconds * 6}::int)`;
    const freed = await freeUnowned(db, silentSeconds);
    if (freed > 0) log.warn('jobs.freed', { jobs: freed });
    await db.$executeRaw`
      select boost_enqueue(jsonb_agg(jsonb_build_object('task', 'deliver', 'payload', jsonb_build_object('key', key),
        'key', 'deliver:' || key)))
      from delivery d where state = 'sending' and claimed_at < clock_timestamp() - make_interval(secs => ${claimLeaseMs / 1000}::int)
        -- A job that failed keeps its own tries, so that one which cannot be done ends (buryDead).
        and not exists (
          select from graphile_worker._private_jobs o
          where o.key = 'deliver:' || d.key and o.attempts > 0 and o.locked_at is null)
      having count(*) > 0`;
    const lost = await freeLost(db, poolIds(), inHand());
    if (lost > 0) log.warn('jobs.found_again', { jobs: lost });
    const buried = await buryDead(db);
    if (buried > 0) log.error('jobs.buried', { buried });
  }

  return {
    beat,
    start() {
      let beating = false;
      timer = setInterval(() => {
        if (beating) return;
        beating = true;
        beat()
          .then(afterwards)
          .catch((error: unknown) => log.warn('instance.beat_failed', { reason: reasonOf(error) }))
          .finally(() => {
            beating = false;
          });
      }, everyMs);
    },
    stop() {
      if (timer) clearInterval(timer);
      timer = null;
    },
    /** Removes this instance when it stops on purpose, since it holds nothing any more. */
    async leave() {
      await db.$executeRaw`delete from instance where id = ${instance}`;
    },
  };
}
