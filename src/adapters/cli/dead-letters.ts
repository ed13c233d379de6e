import type { Storage } from '../postgres/index.ts';

type Db = Storage['db'];

/** What will not be tried again by itself: a delivery of the ledger, or a job of the queue. Ids only, no one's words. */
export interface DeadLetter {
  /** The delivery's key, or `job:<number>`. */
  readonly key: string;
  readonly kind: 'delivery' | 'job';
  /** What it would have done: the effect, or the job's name. */
  readonly what: string;
  /** `discord:<server>` and the like; null where it belongs to none. */
  readonly workspace: string | null;
  readonly reason: string;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly diedAt: Date;
  /** Whether redriving it does something: words older than a day are not said any more. */
  readonly redrivable: boolean;
}

export interface Selection {
  readonly key: string | null;
  /** Part of the reason, in any case. */
  readonly reason: string | null;
  /** Died at or after this, in milliseconds since 1970. */
  readonly since: number | null;
  readonly limit: number;
}

/** Dead letters, oldest first. */
export function findDead(db: Db, { key, reason, since, limit }: Selection): Promise<DeadLetter[]> {
  const sinceAt = since === null ? null : new Date(since);
  return db.$queryRaw<DeadLetter[]>`
    select * from (
      select d.key, 'delivery' as kind, d.effect->>'do' as what, w.platform || ':' || w.ref as workspace,
        coalesce(d.reason, '') as reason, d.attempts, d.created_at as "createdAt", d.updated_at as "diedAt",
        d.created_at > now() - interval '24 hours' as redrivable
      from delivery d left join workspace w on w.id = d.workspace_id
      where d.state = 'dead'
      union all
      select 'job:' || j.id, 'job', j.task_identifier, null, split_part(coalesce(j.last_error, ''), E'\n', 1), j.attempts,
        j.created_at, j.updated_at,
        -- Erasing says nothing to anybody; the others lead to a post.
        j.task_identifier = 'erasePhotos' or j.created_at > now() - interval '24 hours'
      from graphile_worker.jobs j
      where j.attempts >= j.max_attempts and j.locked_at is null
    ) letter
    where (${key}::text is null or letter.key = ${key})
      and (${reason}::text is null or position(lower(${reason}) in lower(letter.reason)) > 0)
      and (${sinceAt}::timestamptz is null or letter."diedAt" >= ${sinceAt})
    order by letter."diedAt", letter.key
    limit ${limit}`;
}

/**
 * Has them done again: the platform is searched first for what an earlier try may have left there. Answers the keys that
 * were dead and are no longer; given again, the same letters are not dead any more, so nothing happens twice.
 */
export async function redrive(db: Db, letters: readonly DeadLetter[]): Promise<string[]> {
  const able = letters.filter(({ redrivable }) => redrivable);
  const keys = able.filter(({ kind }) => kind === 'delivery').map(({ key }) => key);
  const ids = able.filter(({ kind }) => kind === 'job').map(({ key }) => BigInt(key.slice('job:'.length)));
  const revived = await db.$queryRaw<{ keys: string[] }[]>`
      with revived as (
        update delivery set state = 'pending', reason = 'redriven', attempts = 0, claim = null, claimed_at = null,
          maybe_sent = true, updated_at = clock_timestamp()
        where key = any(${keys}) and state = 'dead' and created_at > now() - interval '24 hours'
        returning key, proof_id
      ), cheers as (
        -- The text is stored; it waits to be posted again.
        update cheer set state = 'posting', updated_at = clock_timestamp()
        from revived where cheer.proof_id = revived.proof_id and revived.key like 'cheer%'
          and cheer.state = 'givenUp' and cheer.line1 is not null
      ), enqueued as (
        select boost_enqueue(jsonb_agg(jsonb_build_object('task', 'deliver', 'payload', jsonb_build_object('key', key),
          'key', 'deliver:' || key))) from revived having count(*) > 0
      )
      select coalesce(array_agg(key), '{}') as keys from revived left join enqueued on true`;
  const jobs =
    ids.length === 0
      ? []
      : await db.$queryRaw<{ id: bigint }[]>`
          select id from graphile_worker.reschedule_jobs(
            (select coalesce(array_agg(id), '{}') from graphile_worker.jobs
              where id = any(${ids}) and attempts >= max_attempts and locked_at is null),
            run_at := now(), attempts := 0)`;
  return [...(revived[0]?.keys ?? []), ...jobs.map(({ id }) => `job:${id}`)];
}
