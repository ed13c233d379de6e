import type { ChallengeChangeTx, MemberFacts } from '../../../core/challenge/store.ts';
import type { CheckInTx } from '../../../core/check-in/store.ts';
import type { ChallengeId } from '../../../core/model/ids.ts';
import { Prisma } from '../generated/client.ts';
import { newestZone } from '../newest-zone.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import { civil, toRows, withMembers } from './challenge-row.ts';
import { toMember, toRow as toWorkspace, withZone } from './workspaces.ts';

/** Locks challenges and writes their changes; streaks are discarded when a change affects them. */
export function challengeChangeWrites(
  prisma: PrismaTx,
  { factsChanged }: Pick<CheckInTx, 'factsChanged'>,
): ChallengeChangeTx {
  const changed = (data: object) => ({ ...data, version: { increment: 1 } });

  return {
    async lockChallenge(workspaceId, id) {
      // Not `for update`, so that check-ins that refer to the challenge need not wait.
      await prisma.$queryRaw`select id from challenge where id = ${id}::uuid for no key update`;
      const found = await prisma.challenge.findFirst({ where: { id, workspaceId }, include: withMembers });
      return found && ((await toRows(prisma, [found]))[0] ?? null);
    },

    async lockChallengeWithPlace(id) {
      await prisma.$queryRaw`select id from challenge where id = ${id}::uuid for no key update`;
      const found = await prisma.challenge.findUnique({
        where: { id },
        include: { ...withMembers, workspace: true },
      });
      if (!found) return null;
      const [challenge] = await toRows(prisma, [found]);
      return challenge ? { workspace: toWorkspace(found.workspace), challenge } : null;
    },

    async listDrafts(workspaceId) {
      const found = await prisma.challenge.findMany({
        where: { workspaceId, startedAt: null, endedAt: null },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        include: withMembers,
      });
      return toRows(prisma, found);
    },

    async listOver(workspaceId, since) {
      const found = await prisma.challenge.findMany({
        where: { workspaceId, endedAt: { gte: new Date(since) } },
        orderBy: [{ endedAt: 'desc' }, { id: 'asc' }],
        include: withMembers,
      });
      return toRows(prisma, found);
    },

    async namesOver(workspaceId) {
      const found = await prisma.challenge.findMany({
        where: { workspaceId, startedAt: { not: null }, endedAt: { not: null } },
        orderBy: [{ endedAt: 'desc' }, { id: 'asc' }],
        select: { id: true, title: true, emoji: true },
      });
      return found.map(({ id, ...rest }) => ({ ...rest, id: id as ChallengeId }));
    },

    async startChallenge(id, at) {
      const startedAt = new Date(at);
      await prisma.challenge.update({
        where: { id },
        data: changed({ startedAt, inChannelSince: startedAt }),
      });
    },

    async saveChallenge(id, settings, rules, past, at) {
      const { channel, startsOn, endsOn, endNotices, goal: _, weekStart: __, ...rest } = settings;
      const current = rules.at(-1)!;
      const before = await prisma.challenge.findUniqueOrThrow({ where: { id } });
      const after = await prisma.challenge.update({
        where: { id },
        data: changed({
          ...rest,
          channelRef: channel,
          ...(before.startedAt && before.channelRef !== channel ? { inChannelSince: new Date(at) } : {}),
          startsOn: new Date(startsOn),
          endsOn: endsOn === null ? null : new Date(endsOn),
          endNotices: [...endNotices],
          goal: current.goal,
          weekStart: current.weekStart,
          ruleFrom: rules.length === 1 ? null : new Date(current.from),
          earlierRules: [...rules.slice(0, -1), ...past.map((each) => ({ ...each }))],
        }),
      });
      if (streakFacts(before) !== streakFacts(after)) await factsChanged(id, 'all');
    },

    async savePauses(id, pauses) {
      await prisma.challenge.update({ where: { id }, data: changed({ pauses: [...pauses] }) });
      await factsChanged(id, 'all');
    },

    async endChallenge(id, { at, endsOn, pauses }) {
      await prisma.challenge.updateMany({
        where: { id, endedAt: null },
        data: changed({
          endedAt: new Date(at),
          endsOn: endsOn === null ? null : new Date(endsOn),
          pauses: [...pauses],
        }),
      });
      await factsChanged(id, 'all');
    },

    async handOver(id, to) {
      await prisma.challenge.update({ where: { id }, data: changed({ createdBy: to }) });
    },

    async deleteChallenge(id) {
      await prisma.challenge.delete({ where: { id } });
    },

    async countCheckIns(challengeId) {
      return prisma.checkIn.count({ where: { challengeId, counted: true, revokedAt: null } });
    },

    async zonesOf(id) {
      const rows = await prisma.$queryRaw<{ zone: string }[]>`
        select distinct z.zone from enrollment e cross join lateral ${newestZone(Prisma.sql`e.member_id`)} z
        where e.challenge_id = ${id}::uuid and e.left_at is null order by 1`;
      return rows.map(({ zone }) => zone);
    },

    async memberFacts(id, which) {
      const only = 'only' in which ? which.only : null;
      const most = 'most' in which ? which.most : 1;
      return prisma.$queryRaw<MemberFacts[]>`
        select e.member_id as member, to_char(e.joined_on, 'YYYY-MM-DD') as "joinedOn",
          (select coalesce(jsonb_agg(jsonb_build_object('from', extract(epoch from z."from") * 1000, 'zone', z.zone)
            order by z."from"), '[]') from member_zone z where z.member_id = e.member_id) as zones,
          (select coalesce(jsonb_agg(jsonb_build_object('kind', r.kind, 'from', r.from_day, 'to', r.to_day)), '[]')
            from rest r where r.challenge_id = e.challenge_id and r.member_id = e.member_id) as rests,
          (select coalesce(jsonb_agg(jsonb_build_object('day', g.day, 'n', g.n)), '[]')
            from freeze_grant g where g.challenge_id = e.challenge_id and g.member_id = e.member_id) as grants,
          (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'at', extract(epoch from k.at) * 1000,
            'zone', k.zone, 'day', k.day)), '[]') from check_in k
            where k.challenge_id = e.challenge_id and k.member_id = e.member_id and k.counted and k.revoked_at is null
          ) as "checkIns"
        from enrollment e
        where e.challenge_id = ${id}::uuid and e.left_at is null and (${only}::uuid is null or e.member_id = ${only}::uuid)
        order by e.member_id limit ${most}`;
    },

    async findMember(workspaceId, ref) {
      const where = { workspaceId_ref: { workspaceId, ref } };
      const found = await prisma.member.findUnique({ where, include: withZone });
      return found && toMember(found);
    },

    async unplannedEnds() {
      const rows = await prisma.$queryRaw<{ id: ChallengeId }[]>`
        select c.id::text from challenge c
        where c.started_at is not null and c.ended_at is null and c.ends_on is not null
          -- A job that has used up its tries ends nothing any more.
          and not exists (select from graphile_worker.jobs j
            where j.key = 'close:' || c.id and (j.attempts < j.max_attempts or j.locked_at is not null))`;
      return rows.map(({ id }) => id);
    },
  };
}

/** The columns that streaks are computed from, as a text to compare. */
function streakFacts(row: {
  readonly goal: unknown;
  readonly weekStart: number;
  readonly ruleFrom: Date | null;
  readonly earlierRules: unknown;
  readonly startsOn: Date;
  readonly endsOn: Date | null;
  readonly graceMinutes: number;
  readonly freezeCap: number;
  readonly freezeEvery: number | null;
}): string {
  const { goal, weekStart, ruleFrom, earlierRules, graceMinutes, freezeCap, freezeEvery } = row;
  const days = [row.startsOn, row.endsOn, ruleFrom].map((date) => date && civil(date));
  return JSON.stringify([goal, weekStart, earlierRules, graceMinutes, freezeCap, freezeEvery, days]);
}
