import type { CivilDay, Weekday } from '../../../core/model/day.ts';
import type { DeliveryKey, MemberId } from '../../../core/model/ids.ts';
import { localeAbout } from '../../../core/model/language.ts';
import { unpackState } from '../../../core/model/streak/index.ts';
import type { PersonalNudge, Style, Via } from '../../../core/nudge/personal/settings.ts';
import {
  type Addressee,
  type OwnRow,
  type PersonalSlot,
  type PersonalTx,
  personalKey,
} from '../../../core/nudge/personal/store.ts';
import type { Tx } from '../../../core/store.ts';
import { countedCheckIns } from '../counted.ts';
import { type MemberNudge, Prisma } from '../generated/client.ts';
import { newestZone } from '../newest-zone.ts';
import { shownMessage } from '../proof-message.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import { civil } from './challenge-row.ts';
import { noLongerSo } from './deliveries.ts';

type AddresseeRow = Omit<Addressee, 'nudge'>;
type Place = NonNullable<Awaited<ReturnType<PersonalTx['proofPlace']>>>;
type PlaceRow = Omit<Place, 'locale'> & {
  readonly text: string;
  readonly locales: Parameters<typeof localeAbout>[1];
};
type OwnRead = Omit<OwnRow, 'state'> & { readonly streak: unknown };

/** Reads and writes members' own nudges, from their settings to the delivery ledger. */
export function personalWrites(prisma: PrismaTx, enqueue: Tx['enqueue']): PersonalTx {
  const slot = (memberId: MemberId, day: CivilDay) => ({ memberId_day: { memberId, day: new Date(day) } });

  return {
    async lockPersonal(member) {
      await prisma.$queryRaw`select 1 from member_nudge where member_id = ${member}::uuid for update`;
      const [found] = await prisma.$queryRaw<AddresseeRow[]>`
        select jsonb_build_object('id', m.id, 'ref', m.ref, 'name', m.name) as member, coalesce(m.locale, w.locale) as locale,
          coalesce(m.character, w.character) as character,
          coalesce(${newestZone(Prisma.sql`m.id`)}, w.timezone) as zone,
          jsonb_build_object('id', w.id, 'ref', w.ref, 'platform', w.platform,
            'quiet', jsonb_build_object('from', w.quiet_from, 'to', w.quiet_to),
            'off', jsonb_build_object('daysOff', w.days_off, 'holidays', (
              select coalesce(jsonb_agg(jsonb_build_object('day', h.day, 'name', h.name)), '[]')
              from holiday h where h.workspace_id = w.id))) as home
        from member m join workspace w on w.id = m.workspace_id where m.id = ${member}::uuid`;
      if (!found) return null;
      const nudge = await prisma.memberNudge.findUnique({ where: { memberId: member } });
      return { ...found, nudge: nudge && toNudge(nudge) };
    },

    async savePersonal(memberId, { minute, weekdays, onlyAtRisk, style, via }, { zone, since }) {
      const wanted = {
        minute,
        weekdays: [...weekdays],
        onlyAtRisk,
        style,
        via,
        zone,
        since: new Date(since),
      };
      const on = { ...wanted, on: true, pausedReason: null, mutedUntil: null };
      await prisma.memberNudge.upsert({
        where: { memberId },
        create: { memberId, ...on, offeredAt: new Date(since) },
        update: { ...on, version: { increment: 1 } },
      });
    },

    async switchPersonalOff(memberId) {
      const { count } = await prisma.memberNudge.updateMany({
        where: { memberId, on: true },
        data: { on: false, pausedReason: null, version: { increment: 1 } },
      });
      return count === 1;
    },

    async mutePersonal(memberId, until) {
      await prisma.memberNudge.update({ where: { memberId }, data: { mutedUntil: new Date(until) } });
    },

    async pausePersonal(memberId, pausedReason) {
      const { count } = await prisma.memberNudge.updateMany({
        where: { memberId, on: true, pausedReason: null },
        data: { pausedReason },
      });
      return count === 1;
    },

    async offerPersonal(member, { zone, at }) {
      const offered = await prisma.$executeRaw`
        insert into member_nudge (member_id, offered_at, zone, since) values (${member}::uuid, ${new Date(at)}, ${zone}, ${new Date(at)})
        on conflict (member_id) do nothing`;
      return offered === 1;
    },

    async ownChallenges(member) {
      const rows = await prisma.$queryRaw<OwnRead[]>`
        select jsonb_build_object('id', k.id, 'title', k.title, 'emoji', k.emoji, 'category', k.category, 'proofKind', k.proof_kind,
            'channel', k.channel_ref, 'closed', k.closed) as challenge, c.rule, o.own, to_char(o.back_on, 'YYYY-MM-DD') as "backOn", z.zones, o.streak
        from enrollment_terms o
        join challenge k on k.id = o.challenge_id and k.started_at is not null and k.ended_at is null
        join challenge_terms c on c.challenge_id = o.challenge_id
        join member_zones z on z.member_id = o.member_id
        where o.member_id = ${member}::uuid and o.left_at is null
        order by k.created_at, k.id`;
      return rows.map(({ streak, ...row }) => ({ ...row, state: unpackState(streak) }));
    },

    ownCheckIns: (challenge, member) => countedCheckIns(prisma, challenge, member),

    async lockPersonalSlot(member, day) {
      const [found] = await prisma.$queryRaw<PersonalSlot[]>`
        select to_char(day, 'YYYY-MM-DD') as day, extract(epoch from planned_at)::float8 * 1000 as "plannedAt", version, turn, state
        from member_nudge_slot where member_id = ${member}::uuid and day = ${day}::date for update`;
      return found ?? null;
    },

    async skipPersonal(member, day, reason) {
      await prisma.memberNudgeSlot.update({
        where: slot(member, day),
        data: { state: 'skipped', reason, updatedAt: new Date() },
      });
    },

    async personalSaid(member) {
      // A slot in turn n has been said n times before.
      const [row] = await prisma.$queryRaw<{ said: number }[]>`
        select coalesce(sum(turn + case when state = 'sending' then 1 else 0 end), 0)::int as said
        from member_nudge_slot where member_id = ${member}::uuid`;
      return row!.said;
    },

    async sayPersonal({ workspace, ...turn }, { effect, opening }) {
      await prisma.memberNudgeSlot.update({
        where: slot(turn.member, turn.day),
        data: { state: 'sending', opening, updatedAt: new Date() },
      });
      await prisma.$executeRaw`
        insert into delivery (key, workspace_id, effect)
        values (${personalKey(turn)}, ${workspace}::uuid, ${JSON.stringify(effect)}::jsonb)
        on conflict (key) do nothing`;
    },

    async laterPersonal({ member, day, turn }, at) {
      await prisma.memberNudgeSlot.update({
        where: slot(member, day),
        data: { turn, plannedAt: new Date(at), state: 'pending', reason: null, updatedAt: new Date() },
      });
      await enqueue({
        task: 'nudgeMe',
        payload: { member, day, turn },
        runAt: at,
      });
    },

    async personalDays(memberId, from) {
      const rows = await prisma.memberNudgeSlot.findMany({
        where: { memberId, day: { gte: new Date(from) }, state: { not: 'skipped' } },
        select: { day: true },
      });
      return rows.map(({ day }) => civil(day));
    },

    async everHeld(keys) {
      if (keys.length === 0) return [];
      const rows = await prisma.$queryRaw<{ key: DeliveryKey }[]>`
        select key from delivery where key = any(${[...keys]}) and not (state = 'skipped' and reason = ${noLongerSo})`;
      return rows.map(({ key }) => key);
    },

    async lastProof(member, channels) {
      const [found] = await prisma.$queryRaw<NonNullable<Awaited<ReturnType<PersonalTx['lastProof']>>>[]>`
        select s.message, p.channel_ref as channel, extract(epoch from p.posted_at)::float8 * 1000 as at
        from proof p cross join lateral (select ${shownMessage} as message) s
        where p.member_id = ${member}::uuid and p.deleted_at is null and p.undone_at is null
          and p.channel_ref = any(${[...channels]}) and s.message is not null
        order by p.posted_at desc limit 1`;
      return found ?? null;
    },

    async proofPlace(proof) {
      const [found] = await prisma.$queryRaw<PlaceRow[]>`
        select p.channel_ref as channel, ${shownMessage} as message, p.text,
          jsonb_build_object('own', m.locale, 'house', w.locale) as locales,
          extract(epoch from p.posted_at)::float8 * 1000 as at,
          coalesce(c.state in ('queued', 'generating', 'verified', 'posting'), false)
            or coalesce(d.state in ('pending', 'sending'), false) as cheering,
          exists (select from member_nudge n where n.member_id = p.member_id) as offered,
          m.tone = 'silent' or c.care is not null or coalesce(c.situation = 'hard', false) as hushed
        from proof p join member m on m.id = p.member_id join workspace w on w.id = m.workspace_id
        left join cheer c on c.proof_id = p.id left join delivery d on d.key = 'card:' || p.id
        where p.id = ${proof}::uuid and p.deleted_at is null and p.undone_at is null`;
      if (!found) return null;
      const { text, locales, ...place } = found;
      return { ...place, locale: localeAbout(text, locales) };
    },
  };
}

function toNudge(row: MemberNudge): PersonalNudge {
  const { minute, weekdays, onlyAtRisk, style, via, on, zone, version, since, pausedReason, mutedUntil } =
    row;
  return {
    minute,
    weekdays: weekdays as Weekday[],
    onlyAtRisk,
    style: style as Style,
    via: via as Via,
    on,
    zone,
    version,
    since: since.getTime(),
    pausedReason,
    mutedUntil: mutedUntil && civil(mutedUntil),
  };
}
