import { jobFailed } from '../../../core/jobs/table.ts';
import type { NudgeCount, NudgeLogTx } from '../../../core/nudge/log/store.ts';
import { refusedAs } from '../refused.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/** Of the challenges whose nudges had the same outcome on a day, this many are named. */
const mostNamed = 5;

/** Reads what became of nudges, from their slots and the delivery ledger. */
export function nudgeLogReads(prisma: PrismaTx): NudgeLogTx {
  return {
    async nudgeLog(workspace, { from, to }) {
      return prisma.$queryRaw<NudgeCount[]>`
        with slots as (
          select k.day, 'channel' as kind, k.state, k.reason, coalesce(c.emoji || ' ', '') || c.title as name,
            'nudge:' || k.challenge_id || ':' || k.day as key, null as other
          from challenge c join nudge_slot k on k.challenge_id = c.id
          where c.workspace_id = ${workspace}::uuid and k.day between ${from}::date and ${to}::date
          union all
          -- By the first day it may be told on, not by the days it tells of.
          select t.day, 'summary', s.state, s.reason, coalesce(c.emoji || ' ', '') || c.title,
            'summary:' || s.challenge_id || ':' || s.kind || ':' || s."from", null
          from challenge c join summary s on s.challenge_id = c.id
          cross join lateral (select case s.kind when 'week' then s."from" + 7 else (s."from" + interval '1 month')::date end as day) t
          where c.workspace_id = ${workspace}::uuid and t.day between ${from}::date and ${to}::date
          union all
          select k.day, 'personal', k.state, k.reason, null,
            'nudge-me:' || k.member_id || ':' || k.day || ':' || k.turn, 'nudge-me:' || k.member_id || ':' || k.day || ':' || k.turn || ':again'
          from member m join member_nudge_slot k on k.member_id = m.id
          where m.workspace_id = ${workspace}::uuid and k.day between ${from}::date and ${to}::date
        ), ended as (
          select s.day, s.kind, s.name,
            case
              when s.state = 'skipped' then case when s.reason like ${`${jobFailed}:%`} then 'failed' else 'skipped' end
              when s.state <> 'sending' then 'waiting'
              when d.state = 'sent' then 'sent'
              when d.state = 'dead' or ${refusedAs('gone', 'revoked', 'forbidden')} then 'failed'
              when d.state = 'skipped' then 'skipped'
              else 'waiting'
            end as outcome,
            -- Care is silent: managers read of rest.
            case when s.state <> 'sending' then s.reason when d.reason = 'left in peace' then 'resting'
              when d.state in ('dead', 'skipped') then d.reason end as reason
          from slots s
          left join lateral (
            select state, reason from delivery where key in (s.key, s.other) order by created_at desc limit 1) d on s.state = 'sending'
        )
        select to_char(day, 'YYYY-MM-DD') as day, kind, outcome, case when outcome in ('skipped', 'failed') then reason end as reason,
          count(*)::int as count, coalesce((array_agg(name order by name) filter (where name is not null))[1:${mostNamed}::int], '{}') as names
        from ended group by 1, 2, 3, 4 order by 1 desc, 2, 3, 5 desc, 4`;
    },
  };
}
