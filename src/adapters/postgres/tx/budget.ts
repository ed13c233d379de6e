import type { BudgetTx, Costs, OwnCaps, Spending } from '../../../core/budget/store.ts';
import type { PrismaTx } from '../unit-of-work.ts';

type Row = Spending & { readonly today: boolean };

/**
 * Reads what models have cost a workspace or member, and its caps, in millionths of a dollar. Amounts too large for a JavaScript number are
 * centuries away.
 */
export function budgetWrites(prisma: PrismaTx): BudgetTx {
  return {
    async costs(workspace, day) {
      return split(
        await prisma.$queryRaw<Row[]>`
        select purpose, day = ${day}::date as today, count(*)::int as calls,
          sum(coalesce(spent, reserved))::float8 as spent,
          sum(coalesce(tokens_in, 0) + coalesce(tokens_out, 0))::float8 as tokens
        from model_call where workspace_id = ${workspace}::uuid
          and day between date_trunc('month', ${day}::date)::date and ${day}::date
        group by 1, 2`,
      );
    },
    async memberCosts(member, day) {
      return split(
        await prisma.$queryRaw<Row[]>`
        select purpose, day = ${day}::date as today, count(*)::int as calls,
          sum(coalesce(spent, reserved))::float8 as spent,
          sum(coalesce(tokens_in, 0) + coalesce(tokens_out, 0))::float8 as tokens
        from model_call where member_id = ${member}::uuid
          and day between date_trunc('month', ${day}::date)::date and ${day}::date
        group by 1, 2`,
      );
    },
    async ownCaps(workspace) {
      const rows = await prisma.$queryRaw<OwnCaps[]>`
        select cap_day::float8 as day, cap_month::float8 as month from workspace where id = ${workspace}::uuid`;
      return rows[0]!;
    },
    async saveCaps(workspace, { day, month }) {
      const micros = (value: number | null | undefined) => (value == null ? null : BigInt(value));
      await prisma.$executeRaw`
        update workspace set cap_day = case when ${day !== undefined} then ${micros(day)}::bigint else cap_day end,
          cap_month = case when ${month !== undefined} then ${micros(month)}::bigint else cap_month end
        where id = ${workspace}::uuid`;
    },
  };
}

/** Sums up costs by purpose, for today and for the month, which includes today. */
function split(rows: readonly Row[]): Costs {
  const of = (some: readonly Row[]): Spending[] => {
    const sums = new Map<string, Spending>();
    for (const { purpose, calls, spent, tokens } of some) {
      const sum = sums.get(purpose) ?? { purpose, calls: 0, spent: 0, tokens: 0 };
      sums.set(purpose, {
        purpose,
        calls: sum.calls + calls,
        spent: sum.spent + spent,
        tokens: sum.tokens + tokens,
      });
    }
    return [...sums.values()];
  };
  return { day: of(rows.filter(({ today }) => today)), month: of(rows) };
}
