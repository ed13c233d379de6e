import type { CivilDay } from '../../../core/model/day.ts';
import type { OfferedDay, OutageDecision, OutageTx } from '../../../core/outage/store.ts';
import { Prisma } from '../generated/client.ts';
import { newestZone } from '../newest-zone.ts';
import { heardNote } from '../outage-store.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/** Reads up to when a platform was heard, and the days that an outage took: those open, offered and excused. */
export function outageWrites(prisma: PrismaTx): OutageTx {
  return {
    async heardUntil(platform) {
      const note = await prisma.note.findUnique({ where: { key: heardNote(platform) } });
      return note && Number(note.value);
    },

    async memberZones(challenge) {
      const rows = await prisma.$queryRaw<{ zone: string }[]>`
        select distinct coalesce(z.zone, w.timezone) as zone
        from enrollment e join member m on m.id = e.member_id join workspace w on w.id = m.workspace_id
        left join lateral ${newestZone(Prisma.sql`m.id`)} z on true
        where e.challenge_id = ${challenge}::uuid and e.left_at is null order by 1`;
      return rows.map(({ zone }) => zone);
    },

    async openDays(challenge, { from, to }) {
      return prisma.$queryRaw<{ zone: string; day: CivilDay }[]>`
        select distinct coalesce(z.zone, w.timezone) as zone, to_char(d.day, 'YYYY-MM-DD') as day
        from enrollment e join member m on m.id = e.member_id join workspace w on w.id = m.workspace_id
        left join lateral ${newestZone(Prisma.sql`m.id`)} z on true
        cross join lateral (
          select s::date as day from generate_series(${from}::date, ${to}::date, interval '1 day') s) d
        where e.challenge_id = ${challenge}::uuid and e.left_at is null and e.joined_on <= d.day
          and not exists (select from check_in k where k.challenge_id = e.challenge_id and k.member_id = e.member_id
            and k.day = d.day and k.counted and k.revoked_at is null)
          and not exists (select from rest r where r.challenge_id = e.challenge_id and r.member_id = e.member_id
            and d.day between r.from_day and r.to_day)
        order by 2, 1`;
    },

    async offerDays(outage, challenge, days, at) {
      const rows = await prisma.$queryRaw<{ day: CivilDay }[]>`
        insert into outage_day (challenge_id, day, outage_id, offered_at)
        select ${challenge}::uuid, d::date, ${outage}::uuid, ${new Date(at)} from unnest(${[...days]}::text[]) d
        on conflict (challenge_id, day) do nothing
        returning to_char(day, 'YYYY-MM-DD') as day`;
      return rows.map(({ day }) => day).sort();
    },

    async offeredDays(workspace, outage) {
      return prisma.$queryRaw<OfferedDay[]>`
        select o.challenge_id::text as challenge, to_char(o.day, 'YYYY-MM-DD') as day
        from outage_day o join challenge c on c.id = o.challenge_id
        where o.outage_id = ${outage}::uuid and c.workspace_id = ${workspace}::uuid
        order by o.challenge_id, o.day`;
    },

    async noteExcused(challenge, outage, at) {
      await prisma.$executeRaw`
        update outage_day set excused_at = ${new Date(at)}
        where challenge_id = ${challenge}::uuid and outage_id = ${outage}::uuid and excused_at is null`;
    },

    async outageDecision(call) {
      const rows = await prisma.$queryRaw<OutageDecision[]>`
        select a.what, m.name as by from audit a left join member m on m.id = a.actor_id where a.call = ${call}`;
      return rows[0] ?? null;
    },
  };
}
