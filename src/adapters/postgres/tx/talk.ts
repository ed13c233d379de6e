import type { MemberId, MessageRef } from '../../../core/model/ids.ts';
import {
  type TalkThread,
  type TalkTx,
  type TurnId,
  type TurnPlace,
  talkKey,
  talkMoreKey,
} from '../../../core/talk/store.ts';
import { Prisma } from '../generated/client.ts';
import { newestZone } from '../newest-zone.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import { lookForWithdrawn } from './given-up.ts';

/** Stands for somebody who is not a member, and need not become one by talking to somebody else. */
const nobody = '00000000-0000-0000-0000-000000000000';
/** Only this many of the newest messages can matter for whom the next message is meant for. */
const mostVoices = 20;

/** Reads and writes what people say to us in threads, and notes that they talk to one another. */
export function talkWrites(prisma: PrismaTx): TalkTx {
  const lockMember = (member: MemberId) =>
    prisma.$queryRaw`select 1 from member where id = ${member}::uuid for update`;

  return {
    async talkThread(workspace, thread) {
      const [found] = await prisma.$queryRaw<TalkThread[]>`
        with hung as (${hungOn(Prisma.sql`${workspace}::uuid`, Prisma.sql`${thread}`)}), said as (
          -- Of our own words it counts when those they are for had written: instants of one clock.
          select m.ref as "to", p.posted_at as at from hung p join member m on m.id = p.member_id
          where exists (select from delivery d where d.proof_id = p.id and d.state = 'sent' and d.key not like 'talk:%'
            and d.effect->>'do' = 'post' and d.effect->'target'->>'kind' in ('thread', 'threadOfDelivery')
            and not exists (select from delivery u where u.key = 'undo:' || d.key))
          union all
          select m.ref, t.at from talk_turn t join member m on m.id = t.member_id
          join delivery d on d.key = 'talk:' || t.id and d.state = 'sent'
          where t.workspace_id = ${workspace}::uuid and t.thread_ref = ${thread} and t.deleted_at is null
            and t.reason is distinct from 'shownInThread'
        ), voices as (
          select m.ref as by, t.at from talk_turn t left join member m on m.id = t.member_id
          where t.workspace_id = ${workspace}::uuid and t.thread_ref = ${thread}
          order by t.at desc limit ${mostVoices}
        )
        select (select id from hung)::text as proof, (select m.ref from hung p join member m on m.id = p.member_id) as owner,
          (select jsonb_build_object('to', "to", 'at', extract(epoch from at)::float8 * 1000) from said order by at desc limit 1) as ours,
          (select coalesce(jsonb_agg(jsonb_build_object('by', by, 'at', extract(epoch from at)::float8 * 1000)), '[]') from voices) as voices`;
      return found!;
    },

    async wasDeleted(workspace, message) {
      const [found] = await prisma.$queryRaw<{ gone: boolean }[]>`
        select exists (select from proof where workspace_id = ${workspace}::uuid and message_ref = ${message}
          and deleted_at is not null) as gone`;
      return found!.gone;
    },

    async noteVoice(workspace, { thread, message, by, at }) {
      await prisma.$executeRaw`
        insert into talk_turn (workspace_id, thread_ref, message_ref, member_id, text, at, state, reason)
        values (${workspace}::uuid, ${thread}, ${message},
          coalesce((select id from member where workspace_id = ${workspace}::uuid and ref = ${by}), ${nobody}::uuid),
          '', ${new Date(at)}, 'givenUp', 'notForUs')
        on conflict (workspace_id, message_ref) do nothing`;
    },

    async countTurns(member, since) {
      await lockMember(member);
      const [found] = await prisma.$queryRaw<{ turns: number; told: boolean }[]>`
        select count(*) filter (where reason is distinct from 'enough')::int as turns,
          coalesce(bool_or(reason = 'enough'), false) as told
        from talk_turn where member_id = ${member}::uuid and at > ${new Date(since)}
          and state in ('queued', 'generating', 'verified')`;
      return found!;
    },

    async wasShownWhere(member, since) {
      await lockMember(member);
      const [found] = await prisma.$queryRaw<{ shown: boolean }[]>`
        select exists (select from talk_turn where member_id = ${member}::uuid and at > ${new Date(since)}
          and reason in ('shownWhere', 'shownInThread') and deleted_at is null) as shown`;
      return found!.shown;
    },

    async addTurn(workspace, { thread, message, member, text, at, restraint, wait }) {
      const state = wait ? 'queued' : 'givenUp';
      const rows = await prisma.$queryRaw<{ id: TurnId }[]>`
        insert into talk_turn (workspace_id, thread_ref, message_ref, member_id, text, at, state, reason)
        select ${workspace}::uuid, ${thread}, ${message}, m.id, ${text}, ${new Date(at)}, ${state}, ${restraint}
        -- Of somebody who was erased meanwhile nothing is kept.
        from (select id from member where id = ${member}::uuid for key share) m
        on conflict (workspace_id, message_ref) do nothing
        returning id::text`;
      return rows[0]?.id ?? null;
    },

    async turnsAmong(workspace, messages) {
      return prisma.$queryRaw<{ turn: TurnId; message: MessageRef }[]>`
        select id::text as turn, message_ref as message from talk_turn
        where workspace_id = ${workspace}::uuid and message_ref = any(${[...messages]})
        order by id for update`;
    },

    async lockTurn(turn) {
      const locked = await prisma.$queryRaw<unknown[]>`
        select 1 from talk_turn where id = ${turn}::uuid for update`;
      if (locked.length === 0) return null;
      await prisma.$queryRaw`
        select 1 from member where id = (select member_id from talk_turn where id = ${turn}::uuid) for update`;
      const rows = await prisma.$queryRaw<TurnPlace[]>`
        select t.id::text as turn, t.text, t.deleted_at is not null as deleted, t.reason is not distinct from 'care' as "inCare",
          t.message_ref as message, extract(epoch from t.at)::float8 * 1000 as at, p.id::text as proof, p.channel_ref as channel,
          jsonb_build_object('id', w.id, 'ref', w.ref, 'platform', w.platform, 'locale', w.locale, 'zone', w.timezone)
            as workspace,
          jsonb_build_object('id', m.id, 'ref', m.ref, 'name', m.name, 'locale', m.locale, 'zone', ${newestZone(Prisma.sql`m.id`)}) as member,
          (select jsonb_build_object('ref', h.ref, 'locale', h.locale)
            from challenge c join member h on h.id = c.created_by
            where c.workspace_id = t.workspace_id and c.channel_ref = p.channel_ref
            order by c.ended_at nulls first, c.created_at limit 1) as host
        from talk_turn t join workspace w on w.id = t.workspace_id join member m on m.id = t.member_id
        left join lateral (${hungOn(Prisma.sql`t.workspace_id`, Prisma.sql`t.thread_ref`)}) p on true
        where t.id = ${turn}::uuid`;
      return rows[0] ?? null;
    },

    async editTurn(turn, text) {
      const changed = await prisma.$executeRaw`
        update talk_turn set text = ${text}
        where id = ${turn}::uuid and (text <> '' or reason = 'shownWhere') and deleted_at is null`;
      return changed === 1;
    },

    async eraseTurn(turn, at) {
      await prisma.$executeRaw`
        update talk_turn set text = '', answer = null, deleted_at = coalesce(deleted_at, ${new Date(at)}),
          state = case when state in ('queued', 'generating') then 'givenUp' else state end
        where id = ${turn}::uuid`;
    },

    async saveTalkCare(turn) {
      await prisma.$executeRaw`
        update talk_turn set state = 'givenUp', reason = 'care', text = '', answer = null where id = ${turn}::uuid`;
    },

    async stopAnswer(turn, reason) {
      const [key, more] = [talkKey(turn), talkMoreKey(turn)];
      await prisma.$executeRaw`
        update delivery set state = 'skipped', reason = ${reason}, updated_at = clock_timestamp()
        where key in (${key}, ${more}) and state = 'pending' and not maybe_sent`;
      await lookForWithdrawn(prisma, key, reason);
      const [found] = await prisma.$queryRaw<{ standing: MessageRef | null; open: boolean }[]>`
        with wordless as (
          update delivery set effect = jsonb_set(effect, '{view,lines}', '[""]')
          where key in (${key}, ${more}) and state in ('sent', 'skipped', 'dead') returning 1
        )
        select case when state = 'sent' then message_ref end as standing, state in ('pending', 'sending') as open
        from delivery where key = ${key}`;
      return found ?? { standing: null, open: false };
    },
  };
}

/** The proof that a thread belongs to: the thread is on the proof's own message or on the card we posted for it. */
export function hungOn(workspace: Prisma.Sql, thread: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select p.* from proof p
    where p.workspace_id = ${workspace} and p.member_id is not null and p.deleted_at is null and p.undone_at is null
      and (p.message_ref = ${thread} or p.id = (
        select c.proof_id from delivery c where c.key like 'card:%' and c.message_ref = ${thread} and c.workspace_id = ${workspace}))
    limit 1`;
}
