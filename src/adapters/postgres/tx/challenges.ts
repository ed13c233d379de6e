import { z } from 'zod';
import type { Category, ProofKind } from '../../../core/challenge/challenge.ts';
import type { CivilDay, Weekday } from '../../../core/model/day.ts';
import { goalSchema } from '../../../core/model/goal.ts';
import type { ChallengeId, ChannelRef } from '../../../core/model/ids.ts';
import type { ChallengeRow, Tx } from '../../../core/store.ts';
import type { Challenge } from '../generated/client.ts';
import type { PrismaTx } from '../unit-of-work.ts';

type Writes = Pick<
  Tx,
  | 'createChallenge'
  | 'findChallenge'
  | 'listChallenges'
  | 'endChallenge'
  | 'enrolledIn'
  | 'join'
  | 'leave'
  | 'isWatched'
>;

const withMembers = { _count: { select: { enrollments: { where: { leftAt: null } } } } } as const;

export function challengeWrites(prisma: PrismaTx): Writes {
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
      return found && toRow(found);
    },

    async listChallenges(workspaceId) {
      const found = await prisma.challenge.findMany({
        where: { workspaceId, startedAt: { not: null }, endedAt: null },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        include: withMembers,
      });
      return found.map(toRow);
    },

    async endChallenge(id, at) {
      await prisma.challenge.updateMany({ where: { id, endedAt: null }, data: { endedAt: new Date(at) } });
    },

    async enrolledIn(memberId) {
      const found = await prisma.enrollment.findMany({
        where: { memberId, leftAt: null },
        select: { challengeId: true },
      });
      return found.map(({ challengeId }) => challengeId as ChallengeId);
    },

    async join(challengeId, memberId, day) {
      const changed = await prisma.$executeRaw`
        insert into enrollment (challenge_id, member_id, joined_on) values (${challengeId}::uuid, ${memberId}::uuid, ${day}::date)
        on conflict (challenge_id, member_id) do update set left_at = null where enrollment.left_at is not null`;
      return changed === 1;
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

function toRow(row: Challenge & { _count: { enrollments: number } }): ChallengeRow {
  const goal = goalSchema.parse(row.goal);
  const startsOn = civil(row.startsOn);
  const weekStart = row.weekStart as Weekday;
  const current = { from: row.ruleFrom ? civil(row.ruleFrom) : startsOn, goal, weekStart };
  const [first, ...later] = rulesSchema.parse(row.earlierRules);
  return {
    id: row.id as ChallengeId,
    title: row.title,
    emoji: row.emoji,
    category: row.category as Category | null,
    channel: row.channelRef as ChannelRef,
    goal,
    rules: [first ?? current, ...(first ? [...later, current] : [])],
    pauses: spansSchema.parse(row.pauses),
    proofKind: row.proofKind as ProofKind,
    startsOn,
    endsOn: row.endsOn && civil(row.endsOn),
    timezone: row.timezone,
    weekStart,
    graceMinutes: row.graceMinutes,
    backfillDays: row.backfillDays,
    minLength: row.minLength,
    freezeCap: row.freezeCap,
    freezeEvery: row.freezeEvery,
    teamGoal: row.teamGoal,
    endNotices: row.endNotices,
    version: row.version,
    startedAt: row.startedAt?.getTime() ?? null,
    endedAt: row.endedAt?.getTime() ?? null,
    members: row._count.enrollments,
  };
}

const daySchema = z.string().transform((day) => day as CivilDay);
const spansSchema = z.array(z.object({ from: daySchema, to: daySchema.nullable() }));
const rulesSchema = z.array(
  z.object({
    from: daySchema,
    goal: goalSchema,
    weekStart: z.int().transform((day) => day as Weekday),
  }),
);

/** Prisma hands a date over as midnight UTC. */
function civil(date: Date): CivilDay {
  return date.toISOString().slice(0, 10) as CivilDay;
}
