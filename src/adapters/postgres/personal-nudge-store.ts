import { jobTable } from '../../core/jobs/table.ts';
import type { NudgeStore } from '../../core/nudge/store.ts';
import type { Db } from './client.ts';
import { doneUntil, noteDoneUntil } from './done-until.ts';
import { jobsEnqueued } from './jobs/row.ts';

const note = 'personal-nudges';

/** Plans members' own nudges, for all members at once. */
export function createPersonalNudgeStore(db: Db): NudgeStore {
  return {
    async zones() {
      // Jumps from one zone to the next along the index, however many members live in each zone.
      const rows = await db.$queryRaw<{ zone: string }[]>`
        with recursive z as (
          (select zone from member_nudge where "on" and paused_reason is null order by zone limit 1)
          union all
          select (select n.zone from member_nudge n where n."on" and n.paused_reason is null and n.zone > z.zone order by n.zone limit 1)
          from z where z.zone is not null
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
          select distinct on (n.member_id, d.day) n.member_id, d.day, d.at, d.late, n.version
          from due d
          join member_nudge n on n.zone = d.zone and n.minute = d.minute and n."on" and n.paused_reason is null
          join member m on m.id = n.member_id
          join workspace w on w.id = m.workspace_id and w.parked_at is null
          left join member_nudge_slot k on k.member_id = n.member_id and k.day = d.day
          where d.weekday = any(n.weekdays) and d.at > n.since
            and (k.member_id is null or (k.state = 'skipped' and k.turn = 0 and not d.late
              and (d.at > k.planned_at or k.reason = 'tooLate')))
          order by n.member_id, d.day, d.late, d.at
        ), slots as (
          insert into member_nudge_slot (member_id, day, planned_at, version, state, reason)
          select member_id, day, at, version, case when late then 'skipped' else 'pending' end, case when late then 'tooLate' end
          from wanted
          on conflict (member_id, day) do update
            set planned_at = excluded.planned_at, version = excluded.version, state = 'pending', reason = null,
              updated_at = clock_timestamp()
            where member_nudge_slot.state = 'skipped' and member_nudge_slot.turn = 0 and excluded.state = 'pending'
              and (excluded.planned_at > member_nudge_slot.planned_at or member_nudge_slot.reason = 'tooLate')
          returning member_id, day, turn, state
        ), counted as (
          select count(*) filter (where state = 'pending')::int as planned, count(*) filter (where state = 'skipped')::int as missed,
            jsonb_agg(jsonb_build_object('task', 'nudgeMe', 'priority', ${jobTable.nudgeMe.priority}::int,
              'payload', jsonb_build_object('member', member_id, 'day', day, 'turn', turn)))
              -- What waited to be told with one that was missed is told by itself.
              filter (where state = 'pending' or exists (
                select from delivery h join member m on m.id = member_id
                where h.state = 'held' and h.workspace_id = m.workspace_id and h.effect->'target'->>'member' = m.ref)) as jobs
          from slots
        ), enqueued as (
          select boost_enqueue(jobs) from counted where jobs is not null
        )
        select planned, missed, ${jobsEnqueued} from counted`;
      const { planned, missed } = rows[0]!;
      return { planned, missed };
    },
  };
}
