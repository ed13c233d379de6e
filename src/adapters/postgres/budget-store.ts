import type { Budget, Limits, Reserved } from '../../core/budget/budget.ts';
import { dayOf } from '../../core/model/day.ts';
import type { Clock } from '../../core/ports.ts';
import type { Db } from './client.ts';

/**
 * A call that is not settled after `openFor` is closed as spent, since no call takes nearly as long. Calls are kept for as far back as
 * `/cost` may look.
 */
const openFor = '1 day';
const keptFor = '100 days';

/** Reserves, settles and reports each workspace's spending on models, with days in UTC. */
export function createBudgetStore(db: Db, clock: Clock, limits: Limits): Budget {
  return {
    async reserve({ payer, purpose, model, most, photo }) {
      const now = clock.now();
      const rows = await db.$queryRaw<{ reserved: Reserved }[]>`
        select boost_reserve(${payer.workspace}::uuid, ${payer.member}::uuid, ${purpose}, ${model},
          ${dayOf(now, 'UTC', 0)}::date, ${new Date(now)}, ${BigInt(most)}, ${photo},
          ${BigInt(limits.day)}, ${BigInt(limits.month)}, ${limits.memberCalls}::int) as reserved`;
      return rows[0]!.reserved;
    },

    async settle(id, spent, usage) {
      await db.$executeRaw`
        with call as (
          update model_call set spent = coalesce(${spent === null ? null : BigInt(spent)}::bigint, reserved),
            tokens_in = ${usage?.input ?? null}::int, tokens_cached = ${usage?.cached ?? null}::int,
            tokens_out = ${usage?.output ?? null}::int, settled_at = ${new Date(clock.now())}
          where id = ${id}::uuid and settled_at is null
          returning workspace_id, day, reserved, spent
        )
        update budget b set reserved = b.reserved - call.reserved, spent = b.spent + call.spent
        from call where b.workspace_id = call.workspace_id and b.day = call.day`;
    },

    async release(id) {
      await db.$executeRaw`
        with call as (
          delete from model_call where id = ${id}::uuid and settled_at is null returning workspace_id, day, reserved
        )
        update budget b set reserved = b.reserved - call.reserved
        from call where b.workspace_id = call.workspace_id and b.day = call.day`;
    },

    async sweep() {
      const now = new Date(clock.now());
      const rows = await db.$queryRaw<{ closed: number }[]>`
        with call as (
          update model_call set spent = reserved, settled_at = ${now}
          where settled_at is null and at < ${now}::timestamptz - ${openFor}::interval
          returning workspace_id, day, reserved
        ), moved as (
          update budget b set reserved = b.reserved - t.amount, spent = b.spent + t.amount
          from (select workspace_id, day, sum(reserved)::bigint as amount from call group by 1, 2) t
          where b.workspace_id = t.workspace_id and b.day = t.day
        ), forgotten as (
          delete from model_call where settled_at is not null and at < ${now}::timestamptz - ${keptFor}::interval
        )
        select count(*)::int as closed from call`;
      return rows[0]!.closed;
    },
  };
}
