import { jobTable } from '../../core/jobs/table.ts';
import type { NudgeStore } from '../../core/nudge/store.ts';
import type { Db } from './client.ts';
import { doneUntil, noteDoneUntil } from './done-until.ts';
import { Prisma } from './generated/client.ts';
import { jobsEnqueued } from './jobs/row.ts';

const note = 'nudges';

/**
 * Condition on a slot `k`: its day has not had its nudge. The slot was skipped, or the ledger gave up on its delivery, and it certainly
 * never reached the channel. Written as one look-up by key for each slot: `exists` might be planned as a scan of the ledger.
 */
export const unsaid = Prisma.sql`(k.state = 'skipped' or (k.state = 'sending' and coalesce((
  select v.state in ('skipped', 'dead') and not v.maybe_sent from delivery v
  where v.key = 'nudge:' || k.challenge_id || ':' || k.day), false)))`;

/** Plans the nudges of challenges, for all challenges at once. */
export function createNudgeStore(db: Db): NudgeStore {
  return {
    async zones() {
      // Jumps from one zone to the next along the index, however many schedules each zone has.
      const rows = await db.$queryRaw<{ zone: string }[]>`
        with recursive z as (
          (select zone from nudge_time order by zone limit 1)
          union all
          select (select t.zone from nudge_time t where t.zone > z.zone order by t.zone limit 1) from z where z.zone is not null
        )
        select zone from z where zone is not null`;
      return rows.map(({ zone }) => zone);
    },

    doneUntil: () => doneUntil(db, note),

    async plan(due, until) {
      // Slots are inserted in the order of their key, so that planners running at the same time wait for one another and never deadlock.
      const minutes = due.map(({ at, ...rest }) => ({ ...rest, at: new Date(at) }));
      const rows = await db.$queryRaw<{ planned: number; missed: number }[]>`
        with noted as (${noteDoneUntil(note, until)}), due as materialized (
          select * from jsonb_to_recordset(${JSON.stringify(minutes)}::jsonb)
            as d(zone text, day date, weekday int, minute int, at timestamptz, late boolean)
        ), wanted as (
          select distinct on (t.challenge_id, d.day) t.challenge_id, d.day, d.at, d.late, s.version
          from due d
          join nudge_time t on t.zone = d.zone and t.minute = d.minute
          join nudge_schedule s on s.challenge_id = t.challenge_id
          join challenge c on c.id = t.challenge_id
          join workspace w on w.id = c.workspace_id
          left join nudge_slot k on k.challenge_id = t.challenge_id and k.day = d.day
          where d.weekday = any(s.weekdays) and d.at > s.since and s.paused_reason is null
            and c.started_at < d.at and c.ended_at is null and w.parked_at is null
            -- A day more on both sides: the challenge's day ends after midnight, and its zone may be another.
            and d.day >= c.starts_on - 1 and (c.ends_on is null or d.day <= c.ends_on + 2)
            and (k.challenge_id is null or (${unsaid} and not d.late and (d.at > k.planned_at or k.reason = 'tooLate')))
          order by t.challenge_id, d.day, d.late, d.at
        ), slots as (
          insert into nudge_slot as k (challenge_id, day, planned_at, version, state, reason)
          select challenge_id, day, at, version, case when late then 'skipped' else 'pending' end, case when late then 'tooLate' end
          from wanted
          on conflict (challenge_id, day) do update
            set planned_at = excluded.planned_at, version = excluded.version, state = 'pending', reason = null,
              opening = null, updated_at = clock_timestamp()
            where ${unsaid} and excluded.state = 'pending' and (excluded.planned_at > k.planned_at or k.reason = 'tooLate')
          returning k.challenge_id, k.day, k.state
        ), counted as (
          select count(*) filter (where state = 'pending')::int as planned, count(*) filter (where state = 'skipped')::int as missed,
            jsonb_agg(jsonb_build_object('task', 'nudge', 'priority', ${jobTable.nudge.priority}::int,
              'payload', jsonb_build_object('challenge', challenge_id, 'day', day))) filter (where state = 'pending') as jobs
          from slots
        ), enqueued as (
          select boost_enqueue(jobs) from counted where planned > 0
        )
        select planned, missed, ${jobsEnqueued} from counted`;
      const { planned, missed } = rows[0]!;
      return { planned, missed };
    },
  };
}
