import type { ProofContext } from '../../../core/check-in/context.ts';
import { jobsOf } from '../../../core/check-in/facts.ts';
import type { CheckInTx, PostedProof } from '../../../core/check-in/store.ts';
import type { CivilDay } from '../../../core/model/day.ts';
import type { ChallengeId } from '../../../core/model/ids.ts';
import { Prisma } from '../generated/client.ts';
import { toRows } from '../proof-store.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/**
 * Discards an enrollment's stored streak, in an UPDATE whose table is named `enrollment`. Since the version changes, nobody who read the
 * row before can store a streak any more. Used when facts that the streak is computed from have changed (docs/decisions, 16).
 */
export const noStreak = Prisma.sql`streak = null, streak_version = enrollment.streak_version + 1`;

/** Reads and writes check-ins, and discards the stored streaks that they change. */
export function checkInWrites(prisma: PrismaTx): CheckInTx {
  return {
    async findPosted(workspace, proof) {
      const rows = await prisma.$queryRaw<PostedProof[]>`
        select p.id::text, jsonb_build_object('id', m.id, 'ref', m.ref, 'name', m.name, 'locale', m.locale) as member,
          split_part(p.message_ref, '#undone-', 1) as message, p.channel_ref as channel, extract(epoch from p.posted_at)::float8 * 1000 as at, p.text,
          (select coalesce(jsonb_agg(jsonb_build_object('ref', f.attachment_ref, 'name', f.name, 'type', f.claimed_type,
            'size', f.claimed_size, 'erased', f.state = 'erased') order by f.ordinal), '[]') from photo f where f.proof_id = p.id) as attachments,
          p.deleted_at is not null or p.undone_at is not null as gone,
          coalesce((select array_agg(c.title order by c.created_at, c.id) from check_in k join challenge c on c.id = k.challenge_id
            where k.proof_id = p.id and k.revoked_at is null), '{}') as "countsFor"
        from proof p join member m on m.id = p.member_id
        where p.id = ${proof}::uuid and p.workspace_id = ${workspace}::uuid`;
      return rows[0] ?? null;
    },

    async checkInsOfProof(proof) {
      return prisma.$queryRaw<{ challenge: ChallengeId; day: CivilDay }[]>`
        select challenge_id::text as challenge, to_char(day, 'YYYY-MM-DD') as day
        from check_in where proof_id = ${proof}::uuid and revoked_at is null order by challenge_id`;
    },

    async proofContext({ platform, workspace, post, around, challenge }) {
      const [row] = await prisma.$queryRaw<{ context: ProofContext | null }[]>`
        select boost_proof_context(${platform}, ${workspace}, ${post.channel}, ${post.member.ref}, ${post.message},
          ${around}::date, ${challenge}::uuid) as context`;
      return row?.context ?? null;
    },

    async writeFacts(facts) {
      await prisma.$executeRaw`select boost_write_facts(${JSON.stringify(toRows([facts]))}::jsonb)`;
      // The notification is delivered at commit, like the one sent after proofs are written outside a transaction.
      const tasks = jobsOf(facts)
        .filter(({ runAt }) => runAt === undefined)
        .map(({ task }) => task);
      const word = JSON.stringify({ count: tasks.length, tasks: [...new Set(tasks)] });
      await prisma.$executeRaw`select pg_notify('jobs:insert', ${word})`;
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
