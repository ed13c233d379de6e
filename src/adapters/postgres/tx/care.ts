import type { CarePlace, CareTx, LastCare } from '../../../core/care/store.ts';
import type { Effect } from '../../../core/delivery/effect.ts';
import { kindsWhere } from '../../../core/delivery/keys.ts';
import type { DeliveryKey, MessageRef } from '../../../core/model/ids.ts';
import { Prisma } from '../generated/client.ts';
import { newestZone } from '../newest-zone.ts';
import { ownMessage } from '../proof-message.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import { lookForGivenUp } from './given-up.ts';

/** Reads and writes proofs in which somebody needs help. */
export function careWrites(prisma: PrismaTx): CareTx {
  return {
    async lockCare(proof) {
      // The proof is locked first, as everywhere, then its member.
      const locked = await prisma.$queryRaw<
        unknown[]
      >`select 1 from proof where id = ${proof}::uuid for update`;
      if (locked.length === 0) return null;
      await prisma.$queryRaw`
        select 1 from member where id = (select member_id from proof where id = ${proof}::uuid) for update`;
      const rows = await prisma.$queryRaw<CarePlace[]>`
        select p.id as proof, p.text, p.deleted_at is not null or p.undone_at is not null as gone,
          p.channel_ref as channel, ${ownMessage} as message,
          to_char(p.posted_at at time zone w.timezone, 'YYYY-MM-DD') as day,
          (select jsonb_build_object('begun', c.begun, 'care', c.care) from cheer c where c.proof_id = p.id) as cheer,
          jsonb_build_object('id', w.id, 'ref', w.ref, 'platform', w.platform, 'locale', w.locale, 'zone', w.timezone)
            as workspace,
          jsonb_build_object('id', m.id, 'ref', m.ref, 'name', m.name, 'locale', m.locale, 'zone', z.zone) as member,
          (select jsonb_build_object('ref', h.ref, 'locale', h.locale)
            from challenge c join member h on h.id = c.created_by
            where c.workspace_id = p.workspace_id and c.channel_ref = p.channel_ref
            order by exists (select from check_in k where k.proof_id = p.id and k.challenge_id = c.id) desc,
              c.ended_at nulls first, c.created_at limit 1) as host
        from proof p join member m on m.id = p.member_id join workspace w on w.id = p.workspace_id
        left join lateral ${newestZone(Prisma.sql`m.id`)} z on true
        where p.id = ${proof}::uuid`;
      return rows[0] ?? null;
    },

    async inCareSince(member) {
      const rows = await prisma.$queryRaw<LastCare[]>`
        select extract(epoch from told.at)::float8 * 1000 as at,
          coalesce(${newestZone(Prisma.sql`m.id`)}, w.timezone) as zone
        from member m join workspace w on w.id = m.workspace_id
        join lateral (
          select c.updated_at as at from proof p join cheer c on c.proof_id = p.id and c.care is not null
          where p.member_id = m.id
          union all
          select t.at from talk_turn t where t.member_id = m.id and t.reason = 'care'
        ) told on true
        where m.id = ${member}::uuid
        order by told.at desc limit 1`;
      return rows[0] ?? null;
    },

    async saveCare(proof, what, at) {
      await prisma.$executeRaw`
        insert into cheer (proof_id, state, reason, care, updated_at)
        select ${proof}::uuid, 'givenUp', 'care', ${what}, ${new Date(at)}
        where exists (select from check_in where proof_id = ${proof}::uuid)
        on conflict (proof_id) do update
          set state = 'givenUp', reason = 'care', care = excluded.care, updated_at = excluded.updated_at`;
    },

    async stopCheering(proof) {
      const kinds = kindsWhere(({ cheer }) => cheer !== undefined);
      const cheering = { OR: kinds.map((kind) => ({ key: { startsWith: `${kind}:` } })) };
      await prisma.delivery.updateMany({
        where: { proofId: proof, state: 'pending', maybeSent: false, ...cheering },
        data: { state: 'skipped', reason: 'care', updatedAt: new Date() },
      });
      await lookForGivenUp(prisma, [proof], kinds);
      const sent = await prisma.delivery.findMany({
        where: { proofId: proof, state: 'sent', messageRef: { not: null }, ...cheering },
        select: { key: true, effect: true, messageRef: true },
      });
      return sent
        .map(({ key, effect, messageRef }) => ({
          key: key as DeliveryKey,
          effect: effect as unknown as Effect,
          message: messageRef as MessageRef | null,
        }))
        .filter(({ effect }) => effect.do === 'post');
    },
  };
}
