import type { ChallengeTx } from '../../../core/challenge/store.ts';
import type { ChallengeId } from '../../../core/model/ids.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import { toRows, withMembers } from './challenge-row.ts';
import { noStreak } from './check-ins.ts';

/** Reads and writes challenges and their enrollments. */
export function challengeWrites(prisma: PrismaTx): ChallengeTx {
  return {
    async createChallenge({ workspace, channel, createdBy, call, startsOn, endsOn, startedAt, ...rule }) {
      const known = await prisma.challenge.findUnique({
        where: { createdByCall: call },
        select: { id: true },
      });
      if (known) return { id: known.id as ChallengeId, made: false };
      const { id } = await prisma.challenge.create({
        data: {
          ...rule,
          endNotices: [...rule.endNotices],
          startedAt: startedAt === null ? null : new Date(startedAt),
          inChannelSince: startedAt === null ? null : new Date(startedAt),
          workspaceId: workspace,
          channelRef: channel,
          startsOn: new Date(startsOn),
          endsOn: endsOn === null ? null : new Date(endsOn),
          createdBy,
          createdByCall: call,
        },
      });
      return { id: id as ChallengeId, made: true };
    },

    async findChallenge(workspaceId, id) {
      const found = await prisma.challenge.findFirst({ where: { id, workspaceId }, include: withMembers });
      return found && ((await toRows(prisma, [found]))[0] ?? null);
    },

    async listChallenges(workspaceId) {
      const found = await prisma.challenge.findMany({
        where: { workspaceId, startedAt: { not: null }, endedAt: null },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        include: withMembers,
      });
      return toRows(prisma, found);
    },

    async enrolledIn(memberId) {
      const found = await prisma.enrollment.findMany({
        where: { memberId, leftAt: null },
        select: { challengeId: true },
      });
      return found.map(({ challengeId }) => challengeId as ChallengeId);
    },

    async everIn(memberId) {
      const found = await prisma.enrollment.findMany({ where: { memberId }, select: { challengeId: true } });
      return found.map(({ challengeId }) => challengeId as ChallengeId);
    },

    async listJoined(memberId) {
      const found = await prisma.challenge.findMany({
        where: { enrollments: { some: { memberId, leftAt: null } } },
        orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'asc' }, { id: 'asc' }],
        include: withMembers,
      });
      return toRows(prisma, found);
    },

    async join(challengeId, memberId, day) {
      // The system column xmax is zero only in a row that this transaction inserted: no other has ever locked or replaced it.
      const [joined] = await prisma.$queryRaw<{ isNew: boolean }[]>`
        insert into enrollment (challenge_id, member_id, joined_on) values (${challengeId}::uuid, ${memberId}::uuid, ${day}::date)
        on conflict (challenge_id, member_id) do update
          set left_at = null, back_on = excluded.joined_on, ${noStreak}
          where enrollment.left_at is not null
        returning xmax = 0 as "isNew"`;
      if (!joined) return 'already';
      return joined.isNew ? 'new' : 'again';
    },

    async leave(challengeId, memberId, at) {
      const { count } = await prisma.enrollment.updateMany({
        where: { challengeId, memberId, leftAt: null },
        data: { leftAt: new Date(at) },
      });
      return count === 1;
    },

    async isWatched(workspaceId, channelRef) {
      return (
        (await prisma.challenge.findFirst({
          where: { workspaceId, channelRef, startedAt: { not: null }, endedAt: null },
          select: { id: true },
        })) !== null
      );
    },
  };
}
