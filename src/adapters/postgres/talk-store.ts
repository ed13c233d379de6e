import { priorities } from '../../core/jobs/table.ts';
import { localeAbout } from '../../core/model/language.ts';
import { type TalkStore, type TurnContext, talkKey, talkMoreKey } from '../../core/talk/store.ts';
import type { Db } from './client.ts';
import { Prisma } from './generated/client.ts';
import { jobRow, jobsEnqueued } from './jobs/row.ts';
import { newestZone } from './newest-zone.ts';
import { hungOn } from './tx/talk.ts';

const voicesLookedAtMs = 7 * 24 * 60 * 60_000;
/** How many earlier turns of its thread an answer is written with. */
const turnsKnown = 6;

type ContextRow = Omit<TurnContext, 'locale'> & {
  readonly locales: Parameters<typeof localeAbout>[1];
  /** The text of the member's own proof that the talk is about. */
  readonly ownProof: string;
};

/** A message of a single word does not tell its language, so the language of the proof it is about is the fallback. */
function toContext({ locales, ownProof, ...rest }: ContextRow): TurnContext {
  const house = localeAbout(ownProof, locales);
  return { ...rest, locale: localeAbout(rest.text, { own: locales.own, house }) };
}

/** Stores what members say to us in threads, and our answers. */
export function createTalkStore(db: Db): TalkStore {
  return {
    async begin(turn) {
      const rows = await db.$queryRaw<ContextRow[]>`
        with begun as (
          update talk_turn set state = 'generating', begun = begun + 1
          where id = ${turn}::uuid and state in ('queued', 'generating') and deleted_at is null
          returning *
        ), turns as (
          select t.text as said, t.answer as answered, t.at, t.member_id = b.member_id as own
          from begun b join talk_turn t on t.workspace_id = b.workspace_id and t.thread_ref = b.thread_ref
          where t.id <> b.id and t.text <> '' and t.deleted_at is null and t.at <= b.at
          order by t.at desc limit ${turnsKnown}
        )
        select t.id::text as turn, t.begun as try, t.workspace_id::text as workspace,
          w.ref as "workspaceRef", jsonb_build_object('id', m.id, 'ref', m.ref, 'name', m.name) as member,
          jsonb_build_object('own', m.locale, 'house', w.locale) as locales,
          case when p.member_id = m.id then p.text else '' end as "ownProof",
          coalesce(z.zone, w.timezone) as zone, m.tone, coalesce(m.character, w.character) as character, w.character as house,
          t.reason as restraint, t.message_ref as message, t.text, extract(epoch from t.at)::float8 * 1000 as at,
          case when p.id is not null then jsonb_build_object('id', p.id, 'text', p.text,
            'title', coalesce((select c.title from check_in k join challenge c on c.id = k.challenge_id
              where k.proof_id = p.id and (not c.closed or c.channel_ref = p.channel_ref)
              order by k.counted desc, k.created_at limit 1), ''),
            'cheer', case when h.line2 is not null then h.line1 || E'\n' || h.line2 end,
            'care', h.care is not null) end as proof,
          (select coalesce(jsonb_agg(jsonb_build_object('said', said, 'answered', answered) order by at), '[]') from turns) as earlier,
          (select coalesce(jsonb_agg(answered order by at desc) filter (where answered is not null), '[]') from turns)
            || case when h.line2 is not null then jsonb_build_array(h.line1 || E'\n' || h.line2) else '[]' end as recent,
          (select jsonb_build_object('at', extract(epoch from told.at)::float8 * 1000, 'zone', coalesce(z.zone, w.timezone))
            from (
              select c.updated_at as at from proof q join cheer c on c.proof_id = q.id and c.care is not null where q.member_id = m.id
              union all
              select o.at from talk_turn o where o.member_id = m.id and o.reason = 'care'
            ) told order by told.at desc limit 1) as "lastCare"
        from begun t
        join member m on m.id = t.member_id
        join workspace w on w.id = t.workspace_id and w.parked_at is null
        left join lateral ${newestZone(Prisma.sql`m.id`)} z on true
        left join lateral (${hungOn(Prisma.sql`t.workspace_id`, Prisma.sql`t.thread_ref`)}) p on true
        left join cheer h on h.proof_id = p.id`;
      const [found] = rows;
      if (!found)
        await db.$executeRaw`
        update talk_turn set state = 'givenUp', reason = 'nowhere to answer' where id = ${turn}::uuid and state = 'generating'`;
      return found ? toContext(found) : null;
    },

    async store({ turn, workspace, proof, try: begun }, { lines, source, reason }, { target, view, more }) {
      const key = talkKey(turn);
      const deliveries = [
        { key, effect: { do: 'post', target, view, ...(more ? { opensFor: more.to } : {}) } },
        ...(more
          ? [{ key: talkMoreKey(turn), effect: { do: 'edit', of: key, view: more.view, continues: true } }]
          : []),
      ];
      const jobs = deliveries.map((each) =>
        jobRow({
          task: 'deliver',
          payload: { key: each.key },
          priority: priorities.cheer,
          ...(more && each.key !== key ? { runAt: more.at } : {}),
        }),
      );
      const rows = await db.$queryRaw<{ stored: number }[]>`
        with stored as (
          -- The last of its hour stays known as that.
          update talk_turn set state = 'verified', answer = ${lines.join('\n')}, source = ${source},
            reason = case when reason = 'enough' then reason else ${reason} end
          where id = ${turn}::uuid and state = 'generating' and begun = ${begun}::int and deleted_at is null
          returning id
        ), added as (
          insert into delivery (key, workspace_id, proof_id, effect)
          select d.key, ${workspace}::uuid, ${proof?.id ?? null}::uuid, d.effect
          from stored, jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb) as d(key text, effect jsonb)
          on conflict (key) do nothing
        ), enqueued as (
          select boost_enqueue(${JSON.stringify(jobs)}::jsonb) from stored
        )
        select (select count(*) from stored)::int as stored, ${jobsEnqueued}`;
      return rows[0]?.stored === 1;
    },

    async giveUp({ turn, try: begun }, reason) {
      await db.$executeRaw`
        update talk_turn set state = 'givenUp', reason = ${reason}, text = ''
        where id = ${turn}::uuid and state = 'generating' and begun = ${begun}::int`;
    },

    async isGone(turn) {
      const [found] = await db.$queryRaw<{ gone: boolean }[]>`
        select coalesce((
          select t.deleted_at is not null or t.reason is not distinct from 'care' or exists (
            select from proof p where p.workspace_id = t.workspace_id and p.message_ref = t.message_ref and p.deleted_at is not null)
          from talk_turn t where t.id = ${turn}::uuid), true) as gone`;
      return found!.gone;
    },

    async forgetBefore(at) {
      const rows = await db.$queryRaw<{ forgotten: number }[]>`
        with old as (
          update talk_turn set text = '', answer = null
          where at < ${new Date(at)} and (text <> '' or answer is not null) returning id
        ), wordless as (
          update delivery set effect = jsonb_set(effect, '{view,lines}', '[""]')
          where key in (select unnest(array['talk:' || id, 'talk-more:' || id]) from old)
            and state in ('sent', 'skipped', 'dead')
        )
        select count(*)::int as forgotten from old`;
      return rows[0]!.forgotten;
    },

    async forgetVoices(at, all = false) {
      // Only those of the last week: rows that stay are not read again every hour for ever.
      const from = all ? 0 : at - voicesLookedAtMs;
      return db.$executeRaw`
        delete from talk_turn v
        where v.reason = 'notForUs' and v.at >= ${new Date(from)} and v.at < ${new Date(at)} and exists (
          select from talk_turn n where n.workspace_id = v.workspace_id and n.thread_ref = v.thread_ref
            and n.member_id = v.member_id and n.at > v.at)`;
    },
  };
}
