import type { Booking, RestTx } from '../../../core/streak/rest-store.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/** The key of the note that records that a member chose their zone; without it their zones follow the platform. */
export const zoneNote = (member: string): string => `own-zone:${member}`;

/** Reads and writes members' rests and zones. */
export function restWrites(prisma: PrismaTx): RestTx {
  return {
    async lockRests(challenge, member, from) {
      await prisma.$queryRaw`
        select 1 from enrollment where challenge_id = ${challenge}::uuid and member_id = ${member}::uuid for update`;
      return prisma.$queryRaw<Booking[]>`
        select id, kind, to_char(from_day, 'YYYY-MM-DD') as from, to_char(to_day, 'YYYY-MM-DD') as to from rest
        where challenge_id = ${challenge}::uuid and member_id = ${member}::uuid and to_day >= ${from}::date
        order by from_day, to_day`;
    },

    async addRest(challenge, member, { kind, from, to }, call) {
      const added = await prisma.$executeRaw`
        insert into rest (challenge_id, member_id, kind, from_day, to_day, call)
        values (${challenge}::uuid, ${member}::uuid, ${kind}, ${from}::date, ${to}::date, ${call})
        on conflict (challenge_id, member_id, call) do nothing`;
      return added === 1;
    },

    async endRests(challenge, member, bookings, today) {
      await prisma.$executeRaw`
        delete from rest where challenge_id = ${challenge}::uuid and member_id = ${member}::uuid
          and id = any(${[...bookings]}::uuid[]) and from_day >= ${today}::date`;
      await prisma.$executeRaw`
        update rest set to_day = ${today}::date - 1
        where challenge_id = ${challenge}::uuid and member_id = ${member}::uuid
          and id = any(${[...bookings]}::uuid[]) and to_day >= ${today}::date`;
    },

    async lockZones(member) {
      await prisma.$queryRaw`select 1 from member where id = ${member}::uuid for update`;
      return prisma.$queryRaw<{ from: number; zone: string }[]>`
        select extract(epoch from "from")::float8 * 1000 as "from", zone from member_zone
        where member_id = ${member}::uuid order by "from"`;
    },

    async addOwnZone(memberId, zones) {
      await prisma.memberZone.createMany({
        data: zones.map(({ from, zone }) => ({ memberId, from: new Date(from), zone })),
      });
      await prisma.note.createMany({
        data: [{ key: zoneNote(memberId), value: 'yes' }],
        skipDuplicates: true,
      });
    },
  };
}
