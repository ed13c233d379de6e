import { jobTable } from '../../core/jobs/table.ts';
import type { SummaryStore } from '../../core/nudge/summary/store.ts';
import type { Db } from './client.ts';
import { doneUntil, noteDoneUntil } from './done-until.ts';
import { jobsEnqueued } from './jobs/row.ts';

const note = 'summaries';

/** Plans the weekly and monthly summaries of challenges. */
export function createSummaryStore(db: Db): SummaryStore {
  return {
    async zones() {
      const rows = await db.$queryRaw<{ zone: string }[]>`
        select distinct timezone as zone from challenge
        where (weekly_summary or monthly_picture) and started_at is not null and ended_at is null`;
      return rows.map(({ zone }) => zone);
    },

    doneUntil: () => doneUntil(db, note),

    async plan(due, until) {
      const mornings = due.map(({ at, ...rest }) => ({ ...rest, at: new Date(at) }));
      const [row] = await db.$queryRaw<{ planned: number }[]>`
        with noted as (${noteDoneUntil(note, until)}), due as materialized (
          select * from jsonb_to_recordset(${JSON.stringify(mornings)}::jsonb) as d(zone text, day date, at timestamptz)
        ), wanted as (
          select c.id, k.kind, k.first, d.at
          from due d
          join challenge c on c.timezone = d.zone
          join workspace w on w.id = c.workspace_id and w.parked_at is null
          cross join lateral (values
            ('week', d.day - 7, c.weekly_summary and extract(isodow from d.day) = c.week_start),
            ('month', (d.day - interval '1 month')::date, c.monthly_picture and extract(day from d.day) = 1)
          ) as k(kind, first, ended)
          where k.ended and c.started_at < d.at and c.ended_at is null
            and c.starts_on < d.day and (c.ends_on is null or c.ends_on >= k.first)
          -- In the order of the key: planners at once wait for one another and never in a ring.
          order by c.id, k.kind, k.first
        ), slots as (
          insert into summary (challenge_id, kind, "from", planned_at, state)
          select id, kind, first, at, 'pending' from wanted on conflict do nothing
          returning challenge_id, kind, "from"
        ), counted as (
          select count(*)::int as planned, jsonb_agg(jsonb_build_object('task', 'summary', 'priority', ${jobTable.summary.priority}::int,
            'payload', jsonb_build_object('challenge', challenge_id, 'kind', kind, 'from', "from"))) as jobs
          from slots
        ), enqueued as (
          select boost_enqueue(jobs) from counted where planned > 0
        )
        select planned, ${jobsEnqueued} from counted`;
      return row!.planned;
    },
  };
}
