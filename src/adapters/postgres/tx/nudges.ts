import type { CivilDay, Weekday } from '../../../core/model/day.ts';
import type { ChallengeId } from '../../../core/model/ids.ts';
import type { NudgeSchedule } from '../../../core/nudge/schedule.ts';
import { type NudgeSlot, type NudgeTx, nudgeKey, type SaidNudge } from '../../../core/nudge/store.ts';
import { unsaid } from '../nudge-store.ts';
import { refusedAs } from '../refused.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/** Only this many of the newest nudges are looked at; earlier ones do not matter. */
const refusedLookedAt = 10;

/** Reads and writes the schedules of nudges and their slots, from the plan to the delivery ledger. */
export function nudgeWrites(prisma: PrismaTx): NudgeTx {
  const slot = (challengeId: ChallengeId, day: CivilDay) => ({
    challengeId_day: { challengeId, day: new Date(day) },
  });

  async function listNudges(
    challenges: readonly ChallengeId[],
  ): Promise<ReadonlyMap<ChallengeId, NudgeSchedule>> {
    const found = await prisma.nudgeSchedule.findMany({
      where: { challengeId: { in: [...challenges] } },
      include: { times: { orderBy: { minute: 'asc' } } },
    });
    return new Map(
      found.map(({ challengeId, weekdays, zone, version, since, pausedReason, times }) => [
        challengeId as ChallengeId,
        {
          times: times.map(({ minute }) => minute),
          weekdays: weekdays as Weekday[],
          zone,
          version,
          since: since.getTime(),
          pausedReason,
        },
      ]),
    );
  }

  return {
    async findNudges(challengeId) {
      return (await listNudges([challengeId])).get(challengeId) ?? null;
    },

    listNudges,

    async saveNudges(challengeId, { times, weekdays, zone }, { challengeZone, since }) {
      const schedule = { weekdays: [...weekdays], zone, since: new Date(since), pausedReason: null };
      await prisma.nudgeSchedule.upsert({
        where: { challengeId },
        create: { challengeId, ...schedule, version: await nextVersion(challengeId) },
        update: { ...schedule, version: { increment: 1 } },
      });
      await prisma.nudgeTime.deleteMany({ where: { challengeId } });
      await prisma.nudgeTime.createMany({
        data: times.map((minute) => ({ challengeId, minute, zone: zone ?? challengeZone })),
      });
    },

    async removeNudges(challengeId) {
      const { count } = await prisma.nudgeSchedule.deleteMany({ where: { challengeId } });
      return count === 1;
    },

    async moveNudges(challengeId, challengeZone, since) {
      const { count } = await prisma.nudgeSchedule.updateMany({
        where: { challengeId, zone: null },
        data: { since: new Date(since), version: { increment: 1 } },
      });
      if (count === 1)
        await prisma.nudgeTime.updateMany({ where: { challengeId }, data: { zone: challengeZone } });
    },

    async pauseNudges(challengeId, pausedReason) {
      const { count } = await prisma.nudgeSchedule.updateMany({
        where: { challengeId, pausedReason: null },
        data: { pausedReason },
      });
      return count === 1;
    },

    async nudgedDays(challengeId, from) {
      const rows = await prisma.$queryRaw<{ day: CivilDay }[]>`
        select to_char(k.day, 'YYYY-MM-DD') as day from nudge_slot k
        where k.challenge_id = ${challengeId}::uuid and k.day >= ${from}::date and not ${unsaid}`;
      return rows.map(({ day }) => day);
    },

    async lockNudgeSlot(challengeId, day) {
      const [found] = await prisma.$queryRaw<NudgeSlot[]>`
        select extract(epoch from planned_at)::float8 * 1000 as "plannedAt", version, state
        from nudge_slot where challenge_id = ${challengeId}::uuid and day = ${day}::date for update`;
      return found ?? null;
    },

    async skipNudge(challengeId, day, reason) {
      await prisma.nudgeSlot.update({
        where: slot(challengeId, day),
        data: { state: 'skipped', reason, updatedAt: new Date() },
      });
    },

    async lastNudges(workspaceId, channel, count) {
      await prisma.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`nudge:${workspaceId}:${channel}`}, 0))`;
      return prisma.$queryRaw<SaidNudge[]>`
        select to_char(s.day, 'YYYY-MM-DD') as day, s.opening, d.effect->'view'->'line' as line from challenge c
        cross join lateral (
          select challenge_id, day, opening, planned_at from nudge_slot k where k.challenge_id = c.id and k.opening is not null
          order by planned_at desc limit ${count}::int) s
        left join delivery d on d.key = 'nudge:' || s.challenge_id || ':' || s.day
        where c.workspace_id = ${workspaceId}::uuid and c.channel_ref = ${channel}
        order by s.planned_at desc limit ${count}::int`;
    },

    async askNudgeLine(challengeId, day) {
      await prisma.nudgeSlot.update({
        where: slot(challengeId, day),
        data: { state: 'asking', updatedAt: new Date() },
      });
    },

    async sayNudge({ challenge, day, workspace }, { effect, opening }) {
      const { version } = await prisma.nudgeSlot.update({
        where: slot(challenge, day),
        data: { state: 'sending', opening, updatedAt: new Date() },
        select: { version: true },
      });
      // The delivery stores which version of the schedule it belongs to, since its slot may pass to the next version (`refusedNudges`).
      const said = { ...effect, version };
      // A nudge that the ledger gave up earlier that day is sent again with these words.
      await prisma.$executeRaw`
        insert into delivery as d (key, workspace_id, effect)
        values (${nudgeKey(challenge, day)}, ${workspace}::uuid, ${JSON.stringify(said)}::jsonb)
        on conflict (key) do update set effect = excluded.effect, state = 'pending', reason = null, attempts = 0,
          created_at = clock_timestamp(), updated_at = clock_timestamp()
        where d.state in ('skipped', 'dead') and not d.maybe_sent`;
    },

    async refusedNudges(challengeId) {
      const rows = await prisma.$queryRaw<{ refused: boolean }[]>`
        select d.state in ('dead', 'skipped') and ${refusedAs('forbidden', 'gone')} as refused
        from nudge_slot k join nudge_schedule s on s.challenge_id = k.challenge_id and s.version = k.version
        join delivery d on d.key = 'nudge:' || k.challenge_id || ':' || k.day
        where k.challenge_id = ${challengeId}::uuid
          -- What was said of an earlier schedule is none of this one's, though its slot is by now.
          and (k.state = 'sending' or d.effect->'version' = to_jsonb(k.version))
        order by k.planned_at desc limit ${refusedLookedAt}::int`;
      const taken = rows.findIndex(({ refused }) => !refused);
      return taken < 0 ? rows.length : taken;
    },
  };

  /** A new schedule's version continues from the slots of a removed one, so that an older slot is never taken for one of this schedule. */
  async function nextVersion(challengeId: ChallengeId): Promise<number> {
    const { _max } = await prisma.nudgeSlot.aggregate({ where: { challengeId }, _max: { version: true } });
    return (_max.version ?? 0) + 1;
  }
}
