import type { JobName } from '../../../core/jobs/job.ts';
import { type JobTraits, jobFailed, jobTable, type Leaves } from '../../../core/jobs/table.ts';
import { Prisma } from '../generated/client.ts';
import { leftOver } from '../tx/deliveries.ts';

/** What a job leaves behind, over jobs `j` (task, payload, delivery, reason); an update that returns a row for each. */
interface Left {
  /** Ends it, since the job is dead. Null: more than a statement can do, see `buryDead`. */
  readonly end: Prisma.Sql | null;
  /** Has what was ended so wait again, since the job is done again. */
  readonly again: Prisma.Sql;
}

const failed = Prisma.sql`like ${`${jobFailed}:%`}`;
const ofDay = Prisma.sql`k.challenge_id = (j.payload->>'challenge')::uuid and k.day = (j.payload->>'day')::date`;
/** A later turn has a job of its own. */
const ofTurn = Prisma.sql`k.member_id = (j.payload->>'member')::uuid and k.day = (j.payload->>'day')::date
  and k.turn = (j.payload->>'turn')::int`;
const ofPeriod = Prisma.sql`k.challenge_id = (j.payload->>'challenge')::uuid and k.kind = j.payload->>'kind'
  and k."from" = (j.payload->>'from')::date`;

const left: Readonly<Record<Exclude<Leaves, 'nothing'>, Left>> = {
  // Its own job's, or what a job delivers itself and has no other.
  delivery: {
    end: Prisma.sql`
      update delivery k set state = 'dead', reason = j.reason, updated_at = clock_timestamp()
      from j where k.key = j.delivery and k.state = 'pending' and not exists (
        select from graphile_worker._private_jobs o
        where o.key = 'deliver:' || k.key and (o.attempts < o.max_attempts or o.locked_at is not null))
      returning 1`,
    again: Prisma.sql`
      update delivery k set state = 'pending', reason = 'redriven', attempts = 0, claim = null, claimed_at = null,
        maybe_sent = true, updated_at = clock_timestamp()
      from j where k.key = j.delivery and k.state = 'dead' and k.reason ${failed}
      returning 1`,
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
    // Each is named in its thread.
    end: null,
    again: Prisma.sql`
      update photo k set state = 'waiting', reason = null
      from j where ${leaves('photos')} and k.proof_id = (j.payload->>'proof')::uuid and k.state = 'refused' and k.reason = 'expired'
      returning 1`,
  },
  // Skipped, a slot leaves its day to the next of its times.
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

/** What waits to be told with a nudge that does not come is looked at in the mornings. */
const news = Prisma.sql`
  update delivery k set reason = ${leftOver}, updated_at = clock_timestamp()
  from left_memberNudgeSlot b join member m on m.id = b.member_id
  where k.state = 'held' and k.workspace_id = m.workspace_id and k.effect->'target'->>'member' = m.ref`;

/** The key of what a job (task `t`, job `j`) delivers itself, or is there for; null where it is none of these. */
export const deliveryOf = Prisma.sql`case t.identifier
  when 'deliver' then j.payload->>'key'
  when 'nudge' then concat_ws(':', 'nudge', j.payload->>'challenge', j.payload->>'day')
  when 'nudgeMe' then concat_ws(':', 'nudge-me', j.payload->>'member', j.payload->>'day', j.payload->>'turn')
  when 'summary' then concat_ws(':', 'summary', j.payload->>'challenge', j.payload->>'kind', j.payload->>'from') end`;

/**
 * The parts of a statement after `with j as (…)`, jobs that are dead or done again with task, payload, delivery and reason: what they
 * left is ended, or waits again. `count`: of how much.
 */
export function withLeft(what: 'end' | 'again'): { readonly ctes: Prisma.Sql; readonly count: Prisma.Sql } {
  const each = Object.entries(left).flatMap(([name, { [what]: update }]) =>
    update ? [{ name: Prisma.raw(`left_${name}`), update }] : [],
  );
  const ctes = each.map(({ name, update }) => Prisma.sql`${name} as (${update})`);
  const counts = each.map(({ name }) => Prisma.sql`(select count(*) from ${name})`);
  return {
    ctes: Prisma.join(what === 'end' ? [...ctes, Prisma.sql`news as (${news})`] : ctes, ', '),
    count: Prisma.sql`(${Prisma.join(counts, ' + ')})::int`,
  };
}

/** Of jobs `j` those that leave this. */
function leaves(what: Leaves): Prisma.Sql {
  const jobs = (Object.entries(jobTable) as [JobName, JobTraits][]).filter(
    ([, traits]) => traits.leaves === what,
  );
  return Prisma.sql`j.task = any(${jobs.map(([name]) => name)})`;
}
