import { z } from 'zod';
import type { Category, ProofKind } from '../../../core/challenge/challenge.ts';
import type { CivilDay, Weekday } from '../../../core/model/day.ts';
import { goalSchema } from '../../../core/model/goal.ts';
import type { ChallengeId, ChannelRef, MemberRef } from '../../../core/model/ids.ts';
import type { ChallengeRow } from '../../../core/store.ts';
import type { Challenge } from '../generated/client.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/** Includes the number of current members of a challenge. */
export const withMembers = { _count: { select: { enrollments: { where: { leftAt: null } } } } } as const;
type Counted = Challenge & { readonly _count: { readonly enrollments: number } };

/** The challenges as the core reads them, each with its host. */
export async function toRows(prisma: PrismaTx, rows: readonly Counted[]): Promise<readonly ChallengeRow[]> {
  const hosts = [...new Set(rows.flatMap(({ createdBy }) => (createdBy === null ? [] : [createdBy])))];
  const members =
    hosts.length === 0
      ? []
      : await prisma.member.findMany({ where: { id: { in: hosts } }, select: { id: true, ref: true } });
  const refs = new Map(members.map(({ id, ref }) => [id, ref as MemberRef]));
  return rows.map((row) => toRow(row, refs.get(row.createdBy ?? '') ?? null));
}

function toRow(row: Counted, host: MemberRef | null): ChallengeRow {
  const goal = goalSchema.parse(row.goal);
  const startsOn = civil(row.startsOn);
  const weekStart = row.weekStart as Weekday;
  const current = { from: row.ruleFrom ? civil(row.ruleFrom) : startsOn, goal, weekStart };
  const earlier = rulesSchema.parse(row.earlierRules);
  const [first, ...later] = earlier.filter((each) => 'goal' in each);
  return {
    id: row.id as ChallengeId,
    host,
    title: row.title,
    emoji: row.emoji,
    category: row.category as Category | null,
    channel: row.channelRef as ChannelRef,
    closed: row.closed,
    goal,
    rules: [first ?? current, ...(first ? [...later, current] : [])],
    past: earlier.filter((each) => 'until' in each),
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
    summaries: { week: row.weeklySummary, month: row.monthlyPicture },
  };
}

const daySchema = z.string().transform((day) => day as CivilDay);
const spansSchema = z.array(z.object({ from: daySchema, to: daySchema.nullable() }));
const rulesSchema = z.array(
  z.union([
    z.object({
      from: daySchema,
      goal: goalSchema,
      weekStart: z.int().transform((day) => day as Weekday),
    }),
    z.object({ until: daySchema, freezeCap: z.int(), freezeEvery: z.int().nullable() }),
    z.object({ until: daySchema, graceMinutes: z.int() }),
  ]),
);

/** The day of a date column; Prisma represents it as midnight UTC. */
export function civil(date: Date): CivilDay {
  return date.toISOString().slice(0, 10) as CivilDay;
}
