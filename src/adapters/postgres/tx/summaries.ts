import type { CivilDay } from '../../../core/model/day.ts';
import { summaryKinds } from '../../../core/nudge/summary/period.ts';
import {
  type SummaryFacts,
  type SummaryName,
  type SummarySlot,
  type SummaryTx,
  summaryKey,
} from '../../../core/nudge/summary/store.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import { civil } from './challenge-row.ts';

/** Of the members shown on the leaderboard, this many are named. */
const mostNamed = 5;

/** Reads and writes weekly and monthly summaries, from the setting to the delivery ledger. */
export function summaryWrites(prisma: PrismaTx): SummaryTx {
  const row = ({ challenge: challengeId, kind, from }: SummaryName) => ({
    challengeId_kind_from: { challengeId, kind, from: new Date(from) },
  });

  return {
    async chooseSummaries(id, { week, month }) {
      await prisma.challenge.update({ where: { id }, data: { weeklySummary: week, monthlyPicture: month } });
    },

    async lockSummary({ challenge, kind, from }) {
      const [found] = await prisma.$queryRaw<SummarySlot[]>`
        select extract(epoch from planned_at)::float8 * 1000 as "plannedAt", state from summary
        where challenge_id = ${challenge}::uuid and kind = ${kind} and "from" = ${from}::date for update`;
      return found ?? null;
    },

    async waitingSummaries(challengeId) {
      const rows = await prisma.summary.findMany({ where: { challengeId, state: 'pending' } });
      return rows.flatMap(({ kind: named, from, plannedAt }) => {
        const kind = summaryKinds.find((known) => known === named);
        return kind ? [{ kind, from: civil(from), plannedAt: plannedAt.getTime() }] : [];
      });
    },

    async skipSummary(summary, reason) {
      await prisma.summary.update({
        where: row(summary),
        data: { state: 'skipped', reason, updatedAt: new Date() },
      });
    },

    async postponeSummary(summary, at) {
      await prisma.summary.update({
        where: row(summary),
        data: { plannedAt: new Date(at), updatedAt: new Date() },
      });
    },

    async saySummary({ workspace, ...summary }, effect) {
      await prisma.summary.update({
        where: row(summary),
        data: { state: 'sending', updatedAt: new Date() },
      });
      await prisma.$executeRaw`
        insert into delivery (key, workspace_id, effect)
        values (${summaryKey(summary)}, ${workspace}::uuid, ${JSON.stringify(effect)}::jsonb)
        on conflict (key) do nothing`;
    },

    async summaryFacts(challenge, { from, to }, before) {
      const [found] = await prisma.$queryRaw<
        (Omit<SummaryFacts, 'each' | 'board'> & {
          readonly each: { day: CivilDay; count: number }[] | null;
          readonly board: SummaryFacts['board'] | null;
        })[]
      >`
        with live as (
          select member_id, day, proof_id, counted from check_in
          where challenge_id = ${challenge}::uuid and revoked_at is null
        ), within as (
          select * from live where day between ${from}::date and ${to}::date
        ), done as (
          select * from within where counted
        )
        select
          (select count(*)::int from enrollment where challenge_id = ${challenge}::uuid and left_at is null) as members,
          (select count(distinct member_id)::int from done) as people,
          (select count(*)::int from done) as days,
          (select count(distinct proof_id)::int from within) as proofs,
          (select count(*)::int from live where counted) as together,
          (select count(*)::int from live where counted and day between ${before.from}::date and ${before.to}::date) as before,
          (select jsonb_agg(jsonb_build_object('day', day, 'count', count) order by day)
            from (select day, count(*)::int as count from done group by day) d) as each,
          (select jsonb_agg(jsonb_build_object('ref', ref, 'name', name, 'days', days) order by days desc, lower(name), ref) from (
            select m.ref, m.name, count(*)::int as days from done
            join enrollment e on e.challenge_id = ${challenge}::uuid and e.member_id = done.member_id and e.on_board and e.left_at is null
            join member m on m.id = done.member_id
            group by m.id order by days desc, lower(m.name), m.ref limit ${mostNamed}::int) b) as board`;
      const { each, board, ...counts } = found!;
      return { ...counts, each: each ?? [], board: board ?? [] };
    },
  };
}
