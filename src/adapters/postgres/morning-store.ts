import type { ZoneHistory } from '../../core/model/day.ts';
import type { MemberId } from '../../core/model/ids.ts';
import { todayOf, unpackState } from '../../core/model/streak/index.ts';
import type { Clock } from '../../core/ports.ts';
import type { MorningMember, MorningPlace, MorningStore } from '../../core/streak/morning-store.ts';
import { nextFreezeDay, type OwnTerms, type RuleTerms, termsOf } from '../../core/streak/terms.ts';
import type { Db } from './client.ts';
import { doneUntil, noteDoneUntil } from './done-until.ts';
import { leftOver } from './tx/deliveries.ts';

type Row = Omit<MorningMember, 'terms' | 'state' | 'nextFreeze'> & {
  readonly rule: RuleTerms;
  readonly own: OwnTerms;
  readonly zones: ZoneHistory;
  readonly streak: unknown;
};

const page = 1_000;
const note = 'mornings';
const first = '00000000-0000-0000-0000-000000000000';

/** Finds the members whom the morning job may have to tell something about their freezes. */
export function createMorningStore(db: Db, clock: Clock): MorningStore {
  return {
    async places() {
      return db.$queryRaw<MorningPlace[]>`
        select w.id::text as workspace, z.zone, jsonb_build_object('from', w.quiet_from, 'to', w.quiet_to) as quiet,
          jsonb_build_object('daysOff', w.days_off, 'holidays', (
            select coalesce(jsonb_agg(jsonb_build_object('day', h.day, 'name', h.name)), '[]')
            from holiday h where h.workspace_id = w.id)) as off
        from (
          select id as workspace_id, timezone as zone from workspace
          union select m.workspace_id, l.zone from member_zone l join member m on m.id = l.member_id) z
        join workspace w on w.id = z.workspace_id and w.parked_at is null`;
    },

    async members(where, after, only) {
      const now = clock.now();
      const rows = await db.$queryRaw<Row[]>`
        select jsonb_build_object('id', w.id, 'platform', w.platform, 'ref', w.ref) as workspace,
          jsonb_build_object('id', c.challenge_id, 'title', c.title) as challenge,
          jsonb_build_object('id', m.id, 'ref', m.ref) as member,
          coalesce(m.locale, w.locale) as locale, h.zone, c.rule, o.own, z.zones, o.streak
        from enrollment_terms o
        join challenge k on k.id = o.challenge_id and k.started_at is not null and k.ended_at is null
        join challenge_terms c on c.challenge_id = o.challenge_id
        join member m on m.id = o.member_id
        join workspace w on w.id = m.workspace_id and w.parked_at is null
        join member_zones z on z.member_id = o.member_id
        cross join lateral (
          select coalesce((select l.zone from member_zone l where l.member_id = m.id and l."from" <= ${new Date(now)}
            order by l."from" desc limit 1), w.timezone) as zone) h
        join jsonb_to_recordset(${JSON.stringify(where)}::jsonb) as t(workspace uuid, zone text, day date)
          on t.workspace = w.id and t.zone = h.zone
        where o.left_at is null and (o.challenge_id, o.member_id) > (${after?.challenge ?? first}::uuid, ${after?.member ?? first}::uuid)
          and (${only ?? null}::uuid is null or o.challenge_id = ${only ?? null}::uuid)
          -- Alive: a run up to where it is folded, or a day done since.
          and (o.streak is null or boost_kept_alive(o.streak))
          -- Freezes come, came until lately, or were given.
          and (k.freeze_every is not null or k.earlier_rules @? '$[*].freezeEvery' or o.own->'grants' <> '[]')
          and (k.goal->>'kind' not in ('daily', 'weekdays') or not exists (
            select from check_in i where i.challenge_id = o.challenge_id and i.member_id = o.member_id
              and i.day = t.day and i.counted and i.revoked_at is null))
        order by o.challenge_id, o.member_id limit ${page}::int`;
      return rows.map(({ rule, own, zones, streak, ...rest }) => {
        const terms = termsOf(rule, own, zones, now);
        const nextFreeze = nextFreezeDay(rule, own, todayOf(terms, now));
        return { ...rest, terms, state: unpackState(streak), nextFreeze };
      });
    },

    async left() {
      const rows = await db.$queryRaw<{ id: MemberId }[]>`
        select distinct m.id::text from delivery d
        join member m on m.workspace_id = d.workspace_id and m.ref = d.effect->'target'->>'member'
        join member_nudge n on n.member_id = m.id
        -- Clocks differ by a little.
        where d.state = 'held' and (d.reason = ${leftOver} or n.since > d.created_at - interval '5 minutes')`;
      return rows.map(({ id }) => id);
    },

    doneUntil: () => doneUntil(db, note),

    async setDoneUntil(instant) {
      await db.$executeRaw(noteDoneUntil(note, instant));
    },
  };
}
