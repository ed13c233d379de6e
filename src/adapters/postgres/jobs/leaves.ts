import { kindsWhere } from '../../../core/delivery/keys.ts';
import { claimLeaseMs } from '../../../core/delivery/ledger.ts';
import type { JobName } from '../../../core/jobs/job.ts';
import { type JobTraits, jobFailed, jobTable, type Leaves } from '../../../core/jobs/table.ts';
import { Prisma } from '../generated/client.ts';
import { leftOver } from '../tx/deliveries.ts';

/**
 * The row that waits for a job, ended or revived for jobs `j` (task, payload, delivery, reason). Each is an update that returns one row per
 * row changed.
 */
interface Left {
  /** Ends the row, since its job is dead. Null if that takes more than a statement, see `buryDead`. */
  readonly end: Prisma.Sql | null;
  /** Makes a row that was ended in this way wait again, since its job is run again. */
  readonly again: Prisma.Sql;
}

const failed = Prisma.sql`like ${`${jobFailed}:%`}`;
const ofDay = Prisma.sql`k.challenge_id = (j.payload->>'challenge')::uuid and k.day = (j.payload->>'day')::date`;
/** The turn is compared too, since a later turn has its own job. */
const ofTurn = Prisma.sql`k.member_id = (j.payload->>'member')::uuid and k.day = (j.payload->>'day')::date
  and k.turn = (j.payload->>'turn')::int`;
const ofPeriod = Prisma.sql`k.challenge_id = (j.payload->>'challenge')::uuid and k.kind = j.payload->>'kind'
  and k."from" = (j.payload->>'from')::date`;

/** The worker that had claimed the delivery `k` is gone: its claim has expired. */
const isLeft = Prisma.sql`(k.state = 'sending'
  and k.claimed_at < clock_timestamp() - make_interval(secs => ${claimLeaseMs / 1000}::int))`;

const left: Readonly<Record<Exclude<Leaves, 'nothing'>, Left>> = {
  // The delivery of a `deliver` job, or one that another job delivers itself and that has no `deliver` job.
  delivery: {
    end: Prisma.sql`
      update delivery k set state = 'dead', reason = j.reason, claim = null, claimed_at = null,
        maybe_sent = k.maybe_sent or k.state = 'sending', updated_at = clock_timestamp()
      from j where k.key = j.delivery and (k.state = 'pending' or ${isLeft}) and not exists (
        select from graphile_worker._private_jobs o
        where o.key = 'deliver:' || k.key and (o.attempts < o.max_attempts or o.locked_at is not null))
      returning k.key, k.proof_id, k.reason`,
    again: Prisma.sql`
      update delivery k set state = 'pending', reason = 'redriven', attempts = 0, claim = null, claimed_at = null,
        maybe_sent = true, updated_at = clock_timestamp()
      from j where k.key = j.delivery and k.state = 'dead' and k.reason ${failed}
      returning k.key, k.proof_id`,
  },
  cheer: {
    end: Prisma.sql`
      update cheer k set state = 'givenUp', reason = j.reason, updated_at = clock_timestamp()
      from j where ${leaves('cheer')} and k.proof_id = (j.payload->>'proof')::uuid and k.state in ('queued', 'generating')
      returning 1`,
    again: Prisma.sql`
      update cheer k set state = 'queued', reason = null, updated_at = clock_timestamp()
      from j where ${leaves('cheer')} and k.proof_id = (j.payload->>'proof')::uuid
        and k.state = 'givenUp' and k.reason ${failed} and k.care is null
      returning 1`,
  },
  talkTurn: {
    end: Prisma.sql`
      update talk_turn k set state = 'givenUp', reason = j.reason
      from j where ${leaves('talkTurn')} and k.id = (j.payload->>'turn')::uuid and k.state in ('queued', 'generating')
      returning 1`,
    again: Prisma.sql`
      update talk_turn k set state = 'queued', reason = null
      from j where ${leaves('talkTurn')} and k.id = (j.payload->>'turn')::uuid
        and k.state = 'givenUp' and k.reason ${failed} and k.deleted_at is null
      returning 1`,
  },
  photos: {
    // No statement: each photo is named in its proof's thread (`buryPhotos`).
    end: null,
    again: Prisma.sql`
      update photo k set state = 'waiting', reason = null
      from j where ${leaves('photos')} and k.proof_id = (j.payload->>'proof')::uuid and k.state = 'refused' and k.reason = 'expired'
      returning 1`,
  },
  // A skipped slot leaves its day free for the next of its times.
  nudgeSlot: {
    end: Prisma.sql`
      update nudge_slot k set state = 'skipped', reason = j.reason, updated_at = clock_timestamp()
      from j where ${leaves('nudgeSlot')} and ${ofDay} and k.state in ('pending', 'asking')
      returning 1`,
    again: Prisma.sql`
      update nudge_slot k set state = 'pending', reason = null, updated_at = clock_timestamp()
      from j where ${leaves('nudgeSlot')} and ${ofDay} and k.state = 'skipped' and k.reason ${failed}
      returning 1`,
  },
  memberNudgeSlot: {
    end: Prisma.sql`
      update member_nudge_slot k set state = 'skipped', reason = j.reason, updated_at = clock_timestamp()
      from j where ${leaves('memberNudgeSlot')} and ${ofTurn} and k.state = 'pending'
      returning k.member_id`,
    again: Prisma.sql`
      update member_nudge_slot k set state = 'pending', reason = null, updated_at = clock_timestamp()
      from j where ${leaves('memberNudgeSlot')} and ${ofTurn} and k.state = 'skipped' and k.reason ${failed}
      returning 1`,
  },
  summary: {
    end: Prisma.sql`
      update summary k set state = 'skipped', reason = j.reason, updated_at = clock_timestamp()
      from j where ${leaves('summary')} and ${ofPeriod} and k.state = 'pending'
      returning 1`,
    again: Prisma.sql`
      update summary k set state = 'pending', reason = null, updated_at = clock_timestamp()
      from j where ${leaves('summary')} and ${ofPeriod} and k.state = 'skipped' and k.reason ${failed}
      returning 1`,
  },
};

/** The cheer `k` that the delivery `b` posts, in the revision that its key names (boost_settle_delivery). */
const ofCheer = Prisma.sql`k.proof_id = b.proof_id
  and split_part(b.key, ':', 1) = any(${[...kindsWhere(({ cheer }) => cheer === 'itself')]})
  and k.revision::text = coalesce(nullif(split_part(b.key, ':', 3), ''), '0')`;

/** Has the cheers of these revived deliveries (a CTE's name) wait to be posted again: their text is stored. */
export const cheersAgain = (revived: string) => Prisma.sql`
  update cheer k set state = 'posting', reason = null, updated_at = clock_timestamp()
  from ${Prisma.raw(revived)} b where ${ofCheer} and k.state = 'givenUp' and k.line1 is not null and k.care is null`;

/** A cheer ends with its delivery, and waits to be posted again with it. */
const cheers = {
  end: Prisma.sql`
    update cheer k set state = 'givenUp', reason = b.reason, updated_at = clock_timestamp()
    from left_delivery b where ${ofCheer} and k.state in ('verified', 'posting')`,
  again: Prisma.sql`${cheersAgain('left_delivery')} and k.reason ${failed}`,
};

/** News that was held for a nudge that will not come is left to the morning job. */
const news = Prisma.sql`
  update delivery k set reason = ${leftOver}, updated_at = clock_timestamp()
  from left_memberNudgeSlot b join member m on m.id = b.member_id
  where k.state = 'held' and k.workspace_id = m.workspace_id and k.effect->'target'->>'member' = m.ref`;

/** The key of the delivery that a job (task `t`, job `j`) delivers or is there for; null for other jobs. */
export const deliveryOf = Prisma.sql`case t.identifier
  when 'deliver' then j.payload->>'key'
  when 'nudge' then concat_ws(':', 'nudge', j.payload->>'challenge', j.payload->>'day')
  when 'nudgeMe' then concat_ws(':', 'nudge-me', j.payload->>'member', j.payload->>'day', j.payload->>'turn')
  when 'summary' then concat_ws(':', 'summary', j.payload->>'challenge', j.payload->>'kind', j.payload->>'from') end`;

/**
 * The CTEs that follow `with j as (…)`, where `j` holds dead or repeated jobs with task, payload, delivery and reason: they end the rows
 * that wait for those jobs, or make them wait again. `count` is the number of rows changed.
 */
export function withLeft(what: 'end' | 'again'): { readonly ctes: Prisma.Sql; readonly count: Prisma.Sql } {
  const each = Object.entries(left).flatMap(([name, { [what]: update }]) =>
    update ? [{ name: Prisma.raw(`left_${name}`), update }] : [],
  );
  const ctes = each.map(({ name, update }) => Prisma.sql`${name} as (${update})`);
  const counts = each.map(({ name }) => Prisma.sql`(select count(*) from ${name})`);
  ctes.push(Prisma.sql`cheers as (${cheers[what]})`);
  if (what === 'end') ctes.push(Prisma.sql`news as (${news})`);
  return {
    ctes: Prisma.join(ctes, ', '),
    count: Prisma.sql`(${Prisma.join(counts, ' + ')})::int`,
  };
}

/** The condition that selects the jobs `j` that a row of this kind waits for. */
function leaves(what: Leaves): Prisma.Sql {
  const jobs = (Object.entries(jobTable) as [JobName, JobTraits][]).filter(
    ([, traits]) => traits.leaves === what,
  );
  return Prisma.sql`j.task = any(${jobs.map(([name]) => name)})`;
}
