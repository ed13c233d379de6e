import type { CheckInTx, PostedProof } from '../../../core/check-in/store.ts';
import { Prisma } from '../generated/client.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/**
 * Puts away what is kept of a streak, in an update of `enrollment` under that name: whoever read it before cannot write it any more.
 * Facts it is folded from changed (docs/decisions, 16).
 */
export const noStreak = Prisma.sql`streak = null, streak_version = enrollment.streak_version + 1`;

export function checkInWrites(prisma: PrismaTx): CheckInTx {
  return {
    async findPosted(workspace, proof) {
      const rows = await prisma.$queryRaw<PostedProof[]>`
        select p.id::text, jsonb_build_object('id', m.id, 'ref', m.ref, 'name', m.name, 'locale', m.locale) as member,
          p.message_ref as message, p.channel_ref as channel, extract(epoch from p.posted_at)::float8 * 1000 as at, p.text,
          (select coalesce(jsonb_agg(jsonb_build_object('ref', f.attachment_ref, 'name', f.name, 'type', f.claimed_type,
            'size', f.claimed_size) order by f.ordinal), '[]') from photo f where f.proof_id = p.id) as attachments,
          p.deleted_at is not null or p.undone_at is not null as gone,
          coalesce((select array_agg(c.title order by c.created_at, c.id) from check_in k join challenge c on c.id = k.challenge_id
            where k.proof_id = p.id and k.revoked_at is null), '{}') as "countsFor"
        from proof p join member m on m.id = p.member_id
        where p.id = ${proof}::uuid and p.workspace_id = ${workspace}::uuid`;
      return rows[0] ?? null;
    },

    async letGo(proof) {
      await prisma.$executeRaw`
        delete from check_in where proof_id = ${proof}::uuid and not counted and revoked_at is null`;
    },

    async factsChanged(challenge, member) {
      const only = member === 'all' ? null : member;
      await prisma.$executeRaw`
        update enrollment set ${noStreak}
        where challenge_id = ${challenge}::uuid and (${only}::uuid is null or member_id = ${only}::uuid)`;
    },

    async zoneChanged(member) {
      await prisma.$executeRaw`
        update enrollment set ${noStreak} where member_id = ${member}::uuid`;
    },
  };
}
