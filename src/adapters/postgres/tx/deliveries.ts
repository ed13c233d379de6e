import { reasonText } from '../../../core/delivery/cause.ts';
import type { Effect } from '../../../core/delivery/effect.ts';
import type { DeliveryTx } from '../../../core/delivery/store.ts';
import { priorities } from '../../../core/jobs/table.ts';
import type { DeliveryKey, MemberId, MessageRef } from '../../../core/model/ids.ts';
import { lineOf, together } from '../../../core/nudge/personal/held-news.ts';
import type { Tx } from '../../../core/store.ts';
import { Prisma } from '../generated/client.ts';
import { knownDeliveries } from '../known-deliveries.ts';
import { refusedAs } from '../refused.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import { lookForGivenUp, lookForWithdrawn } from './given-up.ts';

/**
 * Plans, withdraws and holds deliveries in the transaction of the facts they follow from. The ledger's own steps are functions of the
 * database (ledger.ts).
 */
export function deliveryWrites(prisma: PrismaTx, enqueue: Tx['enqueue']): DeliveryTx {
  return {
    knownDeliveries: (keys) => knownDeliveries(prisma, keys),

    async deliver(workspace, proof, key, effect, priority) {
      // Of two edits of a message, the one created later wins. An edit planned under a lock must therefore be later than those planned
      // before the lock was taken, even if the clock was set back in between.
      const added = await prisma.$executeRaw`
        insert into delivery (key, workspace_id, proof_id, effect, created_at)
        values (${key}, ${workspace}::uuid, ${proof}::uuid, ${JSON.stringify(effect)}::jsonb,
          case when ${effect.do === 'edit'} then greatest(clock_timestamp(), (
            select max(e.created_at) + interval '1 millisecond' from delivery e
            where e.effect->>'do' = 'edit' and e.effect->>'of' = ${effect.do === 'edit' ? effect.of : null}
          )) else now() end)
        on conflict (key) do nothing`;
      if (added === 1)
        await enqueue({ task: 'deliver', payload: { key }, ...(priority === undefined ? {} : { priority }) });
    },

    async noteSent(member, key, effect, message) {
      const found = await prisma.$queryRaw<unknown[]>`
        with m as materialized (select workspace_id from member where id = ${member}::uuid for key share), noted as (
          insert into delivery (key, workspace_id, effect, state, message_ref)
          select ${key}, workspace_id, ${JSON.stringify(effect)}::jsonb, 'sent', ${message} from m
          on conflict (key) do nothing
        )
        select 1 from m`;
      return found.length > 0;
    },

    async settleGivenUp({ key, claim }, { maybeSent = null, ...settlement }) {
      const [row] = await prisma.$queryRaw<{ settled: boolean }[]>`
        select boost_settle_delivery(${key}, ${claim}, ${settlement.state}, ${reasonText(settlement)}, null, null,
          ${maybeSent}::boolean, null) as settled`;
      return row!.settled ? 'settled' : 'lost';
    },

    async stopDeliveries(proof, reason) {
      await prisma.delivery.updateMany({
        where: { proofId: proof, state: 'pending', maybeSent: false, key: { not: { startsWith: 'undo:' } } },
        data: { state: 'skipped', reason, updatedAt: new Date() },
      });
      await lookForGivenUp(prisma, [proof]);
      const sent = await prisma.delivery.findMany({
        where: { proofId: proof, state: 'sent', key: { not: { startsWith: 'undo:' } } },
        select: { key: true, effect: true, messageRef: true },
      });
      return sent.map(({ key, effect, messageRef }) => ({
        key: key as DeliveryKey,
        effect: effect as unknown as Effect,
        message: messageRef as MessageRef | null,
      }));
    },

    async withdraw(key, reason) {
      await lookForWithdrawn(prisma, key, reason);
      // A delivery that is being sent is marked as withdrawn: a retry then skips it, and whoever settles it has the message removed.
      await prisma.$executeRaw`
        update delivery set
          state = case when state = 'pending' and not maybe_sent then 'skipped' else state end,
          reason = case when state = 'pending' and not maybe_sent then ${reason} else reason end,
          effect = effect || jsonb_build_object('withdrawn', ${reason}::text)
        where key = ${key} and state in ('pending', 'sending')`;
      const found = await prisma.delivery.findUnique({ where: { key }, select: { messageRef: true } });
      return (found?.messageRef ?? null) as MessageRef | null;
    },

    async newestWelcome(id) {
      const found = await prisma.$queryRaw<{ key: DeliveryKey }[]>`
        select key from delivery where key = ${`welcome:${id}`} or key like ${`welcome:${id}:%`}
        order by created_at desc, key desc limit 1`;
      return found[0]?.key ?? null;
    },

    async settleRefusedWelcome(id) {
      const settled = await prisma.$queryRaw<{ key: DeliveryKey }[]>`
        update delivery d set state = 'skipped', reason = 'posted anew', updated_at = clock_timestamp()
        where d.state in ('skipped', 'dead') and ${refusedAs('forbidden', 'gone')}
          and d.key = (select key from delivery where key = ${`welcome:${id}`} or key like ${`welcome:${id}:%`}
            order by created_at desc, key desc limit 1)
        returning d.key`;
      return settled[0]?.key ?? null;
    },

    async holdForNudge(workspace, key, effect) {
      await prisma.$executeRaw`
        insert into delivery (key, workspace_id, effect, state)
        values (${key}, ${workspace}::uuid, ${JSON.stringify(effect)}::jsonb, 'held')
        on conflict (key) do update set state = 'held', effect = excluded.effect, reason = null, updated_at = clock_timestamp()
        where delivery.state = 'skipped' and delivery.reason = ${noLongerSo}`;
    },

    async heldFor(member, delivery) {
      const rows = await prisma.$queryRaw<{ key: DeliveryKey; effect: Effect }[]>`
        select key, effect from delivery where key in (${heldKeys(member, delivery)}) order by created_at, key`;
      return rows.flatMap(({ key, effect }) => {
        const line = lineOf(effect);
        return line ? [{ key, line }] : [];
      });
    },

    async dropHeld(keys) {
      if (keys.length === 0) return;
      await prisma.$executeRaw`
        update delivery set state = 'skipped', reason = ${noLongerSo}, updated_at = clock_timestamp()
        where key = any(${[...keys]}) and state in ('held', 'skipped')`;
    },

    async sayHeld(keys, delivery) {
      if (keys.length === 0) return;
      await prisma.$executeRaw`
        update delivery set state = 'skipped', reason = ${saidWith(delivery)}, updated_at = clock_timestamp()
        where key = any(${[...keys]}) and state = 'held'`;
    },

    async leaveHeld(member, delivery) {
      await prisma.$executeRaw`
        update delivery set state = 'held', reason = ${leftOver}, updated_at = clock_timestamp()
        where key in (${heldKeys(member, delivery)})`;
    },

    async releaseHeld(member, delivery) {
      const rows = await prisma.$queryRaw<{ key: DeliveryKey; effect: Effect }[]>`
        select key, effect from delivery where key in (${heldKeys(member, delivery)}) order by created_at, key for update`;
      const [first, ...others] = rows;
      if (!first) return;
      const effect = together([first.effect, ...others.map((each) => each.effect)]);
      await prisma.$executeRaw`
        update delivery set state = 'pending', reason = null, effect = ${JSON.stringify(effect)}::jsonb,
          created_at = clock_timestamp(), updated_at = clock_timestamp()
        where key = ${first.key}`;
      await prisma.$executeRaw`
        update delivery set state = 'skipped', reason = ${saidWith(first.key)}, updated_at = clock_timestamp()
        where key = any(${others.map(({ key }) => key)})`;
      await enqueue({ task: 'deliver', payload: { key: first.key }, priority: priorities.nudge });
    },
  };
}

/** The reason stored with a held delivery whose nudge did not come; the morning job looks at it every morning. */
export const leftOver = 'its nudge did not come';
/** The reason stored with a held delivery that is not sent, since it is no longer true. */
export const noLongerSo = 'no longer so';
const saidWith = (delivery: DeliveryKey) => `said with ${delivery}`;

/** The keys of the deliveries held for the member's nudge or, if `delivery` is given, of those sent as a part of it. */
const heldKeys = (member: MemberId, delivery: DeliveryKey | null) =>
  delivery === null
    ? Prisma.sql`
        select d.key from member m join delivery d on d.workspace_id = m.workspace_id and d.state = 'held'
        where m.id = ${member}::uuid and d.effect->'target'->>'member' = m.ref`
    : Prisma.sql`
        select key from delivery where state = 'skipped' and reason like 'said with %' and reason = ${saidWith(delivery)}`;
