import { reasonText, tooOldMs } from '../../core/delivery/cause.ts';
import type { Db } from './client.ts';
import { Prisma } from './generated/client.ts';
import { reviveHung } from './hung.ts';
import { cheersAgain, deliveryOf, withLeft } from './jobs/leaves.ts';
import { deliveriesEnqueued, jobsEnqueued } from './jobs/row.ts';
import type { PrismaTx } from './unit-of-work.ts';

const tooOld = reasonText({ cause: 'tooOld', detail: '' });
/** Deliveries and jobs created at this time or earlier are too old to be sent. */
const youngSince = Prisma.sql`now() - make_interval(secs => ${tooOldMs / 1_000}::int)`;

/** A delivery of the ledger or a job of the queue that is not retried any more. Holds ids only, no member's words. */
export interface DeadLetter {
  /** The delivery's key, or `job:<number>`. */
  readonly key: string;
  readonly kind: 'delivery' | 'job';
  /** What it would have done: the effect's `do`, or the job's name. */
  readonly what: string;
  readonly workspaceId: string | null;
  /** Such as `discord:<server>`; null if it belongs to no workspace. */
  readonly workspace: string | null;
  readonly reason: string;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly diedAt: Date;
  /** Whether redriving it has an effect: messages older than a day are not sent any more. */
  readonly redrivable: boolean;
}

/** Which dead letters to find; null in a field selects all. */
export interface Selection {
  readonly key: string | null;
  /** Text that the reason contains, in upper or lower case. */
  readonly reason: string | null;
  /** Died at or after this, in milliseconds since 1970. */
  readonly since: number | null;
  /** A workspace's id; null for all workspaces. */
  readonly workspace: string | null;
  /** At most this many; null for all. */
  readonly limit: number | null;
}

/** The dead letters that match the selection, those that died first coming first. */
export function findDead(db: Db | PrismaTx, selection: Selection): Promise<DeadLetter[]> {
  const { key, reason, since, workspace, limit } = selection;
  const sinceAt = since === null ? null : new Date(since);
  return db.$queryRaw<DeadLetter[]>`
    select letter.*, letter."workspaceId"::text as "workspaceId", w.platform || ':' || w.ref as workspace from (
      select d.key, 'delivery' as kind, d.effect->>'do' as what, d.workspace_id as "workspaceId",
        coalesce(d.reason, '') as reason, d.attempts, d.created_at as "createdAt", d.updated_at as "diedAt",
        d.created_at > ${youngSince} as redrivable
      from delivery d where d.state = 'dead'
      union all
      select 'job:' || j.id, 'job', t.identifier,
        coalesce((select p.workspace_id from proof p where p.id::text = j.payload->>'proof'),
          (select c.workspace_id from challenge c where c.id::text = j.payload->>'challenge'),
          (select m.workspace_id from member m where m.id::text = j.payload->>'member'),
          (select v.workspace_id from talk_turn v where v.id::text = j.payload->>'turn'),
          (select d.workspace_id from delivery d where d.key = j.payload->>'key')),
        split_part(coalesce(j.last_error, ''), E'\n', 1), j.attempts, j.created_at, j.updated_at,
        -- Erasing says nothing to anybody; the others lead to a post.
        t.identifier in ('erasePhotos', 'dropPhotos') or j.created_at > ${youngSince}
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where j.attempts >= j.max_attempts and j.locked_at is null
    ) letter left join workspace w on w.id = letter."workspaceId"
    where (${key}::text is null or letter.key = ${key})
      and (${reason}::text is null or position(lower(${reason}) in lower(letter.reason)) > 0)
      and (${sinceAt}::timestamptz is null or letter."diedAt" >= ${sinceAt})
      and (${workspace}::uuid is null or letter."workspaceId" = ${workspace}::uuid)
    order by letter."diedAt", letter.key
    limit ${limit}::int`;
}

/** The keys of the letters that are retried, and of those that were too old and are closed for good. */
export interface Redrive {
  readonly redriven: readonly string[];
  readonly closed: readonly string[];
}

/**
 * Retries dead letters, and what was skipped only because it hangs on one of them (reviveHung); the platform is searched first for what an
 * earlier attempt may have posted. Letters too old to be sent are closed with that reason. Returns only the letters that were dead and are
 * no longer: called twice, or by two at once, with the same letters, it changes each only once.
 */
export async function redriveDead(db: Db | PrismaTx, letters: readonly DeadLetter[]): Promise<Redrive> {
  const [deliveries, jobs] = [keysOf(letters, 'delivery'), keysOf(letters, 'job')];
  const said = await db.$queryRaw<{ keys: string[] }[]>`
      with revived as (
        update delivery set state = 'pending', reason = 'redriven', attempts = 0, claim = null, claimed_at = null,
          maybe_sent = true, updated_at = clock_timestamp()
        where key = any(${deliveries.redrivable}) and state = 'dead' and created_at > ${youngSince}
        returning key, proof_id
      ), cheers as (${cheersAgain('revived')}), enqueued as (${deliveriesEnqueued('revived')})
      select coalesce(array_agg(key), '{}') as keys, ${jobsEnqueued} from revived`;
  const closed = await db.$queryRaw<{ keys: string[] }[]>`
      with closed as (
        update delivery set state = 'skipped', reason = left(${tooOld} || '; ' || coalesce(reason, ''), 300),
          claim = null, claimed_at = null, updated_at = clock_timestamp()
        where key = any(${deliveries.old}) and state = 'dead' and created_at <= ${youngSince}
        returning key
      )
      select coalesce(array_agg(key), '{}') as keys from closed`;
  const again = await db.$queryRaw<{ id: bigint; revived: readonly string[] }[]>`
      with j as (
        select j.id, t.identifier as task, j.payload, ${deliveryOf} as delivery
        from graphile_worker.reschedule_jobs(${await lockDead(db, jobs.redrivable)}::bigint[], run_at := now(), attempts := 0) j
        join graphile_worker._private_tasks t on t.id = j.task_id
      -- What was buried with its job (buryDead) could not be done any more.
      ), ${withLeft('again').ctes}
      select id, array(select key from left_delivery) as revived from j`;
  await reviveHung(db, [...(said[0]?.keys ?? []), ...(again[0]?.revived ?? [])], youngSince);
  const over = await db.$queryRaw<{ id: bigint }[]>`
      with j as (
        select j.id, t.identifier as task, j.payload, ${deliveryOf} as delivery, ${tooOld} as reason
        from graphile_worker.complete_jobs(${await lockDead(db, jobs.old)}::bigint[]) j
        join graphile_worker._private_tasks t on t.id = j.task_id
      ), ${withLeft('end').ctes}
      select id from j`;
  const names = (ids: readonly { readonly id: bigint }[]) => ids.map(({ id }) => `job:${id}`);
  return {
    redriven: [...(said[0]?.keys ?? []), ...names(again)],
    closed: [...(closed[0]?.keys ?? []), ...names(over)],
  };
}

function keysOf(letters: readonly DeadLetter[], kind: DeadLetter['kind']) {
  const all = letters.filter((letter) => letter.kind === kind);
  const keys = (redrivable: boolean) =>
    all.filter((letter) => letter.redrivable === redrivable).map(({ key }) => key);
  return { redrivable: keys(true), old: keys(false) };
}

/** Locks those of the given jobs that are still dead, skipping any that another transaction has locked. */
async function lockDead(db: Db | PrismaTx, keys: readonly string[]): Promise<bigint[]> {
  const ids = keys.map((key) => BigInt(key.slice('job:'.length)));
  if (ids.length === 0) return [];
  const dead = await db.$queryRaw<{ id: bigint }[]>`
    select id from graphile_worker._private_jobs
    where id = any(${ids}) and attempts >= max_attempts and locked_at is null order by id for update skip locked`;
  return dead.map(({ id }) => id);
}
