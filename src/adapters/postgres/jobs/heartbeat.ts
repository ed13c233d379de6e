import { claimLeaseMs } from '../../../core/delivery/ledger.ts';
import { reasonOf } from '../../../core/errors.ts';
import type { Log } from '../../../core/ports.ts';
import type { Db } from '../client.ts';
import { buryDead, freeLost, freeUnowned } from './rescue.ts';

const everyMs = 2_000;
/** An instance silent for this long is dead to the others, and its jobs are run elsewhere. Deliveries have claims besides. */
const silentSeconds = 10;

/**
 * Says that this instance lives, and frees the jobs of those that no longer do: a killed worker leaves its jobs locked for
 * hours. So does what was claimed and never settled: a delivery done at once has no job. The queue locks jobs under its
 * pools' ids, not its workers', so those are what is kept.
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
  /** Ids of the jobs this process has. */
  inHand: () => readonly string[];
  /** Done after every beat of the timer. */
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
      from delivery where state = 'sending' and claimed_at < clock_timestamp() - make_interval(secs => ${claimLeaseMs / 1000}::int)
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
    /** Gone on purpose: nothing is held any more. */
    async leave() {
      await db.$executeRaw`delete from instance where id = ${instance}`;
    },
  };
}
