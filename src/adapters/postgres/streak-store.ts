import type { CivilDay, ZoneHistory } from '../../core/model/day.ts';
import type { MemberId } from '../../core/model/ids.ts';
import { type CheckInFact, packState, unpackState } from '../../core/model/streak/index.ts';
import type { Clock } from '../../core/ports.ts';
import type { BoardMember, Standing, StreakStore } from '../../core/streak/store.ts';
import { type OwnTerms, type RuleTerms, termsOf } from '../../core/streak/terms.ts';
import type { Db } from './client.ts';

type StandingRow = Omit<Standing, 'terms' | 'state'> & {
  readonly rule: RuleTerms;
  readonly own: OwnTerms;
  readonly zones: ZoneHistory;
  readonly streak: unknown;
};

type FactsRow = Pick<StandingRow, 'rule' | 'own' | 'zones'> & { readonly checkIns: readonly CheckInFact[] };

/**
 * One line per member, its fields separated by tabs, since thousands are read at once. A field is empty if the member has no such value.
 */
type BoardLine = readonly [
  id: MemberId,
  version: string,
  onBoard: 't' | 'f',
  joinedOn: OwnTerms['joinedOn'],
  backOn: CivilDay | '',
  streak: string,
  own: string,
  zones: string,
];

interface BoardRead {
  readonly rule: RuleTerms;
  readonly timezone: string;
  readonly lines: string | null;
  readonly names: string | null;
}

/** Reads the facts that streaks are computed from, and keeps the computed streaks with the enrollments. */
export function createStreakStore(db: Db, clock: Clock): StreakStore {
  return {
    async facts(challenge, member) {
      const rows = await db.$queryRaw<FactsRow[]>`
        select c.rule, o.own, z.zones, (
          select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'at', extract(epoch from k.at) * 1000, 'zone', k.zone, 'day', k.day)), '[]')
          from check_in k
          where k.challenge_id = o.challenge_id and k.member_id = o.member_id and k.counted and k.revoked_at is null) as "checkIns"
        from enrollment_terms o
        join challenge_terms c on c.challenge_id = o.challenge_id
        join member_zones z on z.member_id = o.member_id
        where o.challenge_id = ${challenge}::uuid and o.member_id = ${member}::uuid`;
      const [row] = rows;
      return row ? { ...termsOf(row.rule, row.own, row.zones, clock.now()), checkIns: row.checkIns } : null;
    },

    async standing(challenge, member) {
      const rows = await db.$queryRaw<StandingRow[]>`
        select jsonb_build_object('id', c.challenge_id, 'title', c.title, 'emoji', c.emoji) as challenge,
          jsonb_build_object('id', m.id, 'ref', m.ref, 'name', m.name, 'locale', coalesce(m.locale, w.locale)) as member,
          o.left_at is null as joined, o.on_board as "onBoard", o.streak, o.streak_version as version, c.rule, o.own, z.zones
        from enrollment_terms o
        join challenge_terms c on c.challenge_id = o.challenge_id
        join member m on m.id = o.member_id
        join workspace w on w.id = m.workspace_id
        join member_zones z on z.member_id = o.member_id
        where o.challenge_id = ${challenge}::uuid and o.member_id = ${member}::uuid`;
      const [row] = rows;
      if (!row) return null;
      const { rule, own, zones, streak, ...rest } = row;
      const terms = termsOf(rule, own, zones, clock.now());
      return { ...rest, terms, state: unpackState(streak) };
    },

    async keep(challenge, member, version, state) {
      const changed = await db.$executeRaw`
        update enrollment set streak = ${JSON.stringify(packState(state))}::jsonb
        where challenge_id = ${challenge}::uuid and member_id = ${member}::uuid and streak_version = ${version}`;
      return changed === 1;
    },

    async keepAll(challenge, folded) {
      const rows = folded.map(({ id, version, state }) => ({ id, version, state: packState(state) }));
      await db.$executeRaw`
        update enrollment set streak = f.state
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f(id uuid, version int, state jsonb)
        where challenge_id = ${challenge}::uuid and member_id = f.id and streak_version = f.version`;
    },

    async checkInsOf(challenge, members) {
      const rows = await db.$queryRaw<{ member: MemberId; facts: readonly CheckInFact[] }[]>`
        select member_id as member,
          json_agg(json_build_object('id', id, 'at', extract(epoch from at) * 1000, 'zone', zone, 'day', day)) as facts
        from check_in
        where challenge_id = ${challenge}::uuid and member_id = any(${members}::uuid[]) and counted and revoked_at is null
        group by member_id`;
      return new Map(rows.map(({ member, facts }) => [member, facts]));
    },

    async board(challenge, asker) {
      // JSON escapes tabs and line feeds, so they safely separate fields and lines. Names are read separately from the rest, which is ASCII
      // and so takes half the memory.
      const rows = await db.$queryRaw<BoardRead[]>`
        select c.rule, w.timezone, b.lines, b.names
        from challenge_terms c join workspace w on w.id = c.workspace_id, lateral (
          select string_agg(concat_ws(e'\t', e.member_id, e.streak_version, e.on_board, e.joined_on,
              coalesce(e.back_on::text, ''), coalesce(e.streak #>> '{}', ''),
              case when m.id = any(array(select member_id from rest where challenge_id = ${challenge}::uuid
                  union select member_id from freeze_grant where challenge_id = ${challenge}::uuid))
                then (select own from enrollment_terms o where o.challenge_id = e.challenge_id and o.member_id = m.id)::text else '' end,
              case when m.id = any(array(select z.member_id from member_zone z join enrollment i on i.member_id = z.member_id
                  where i.challenge_id = ${challenge}::uuid))
                then (select zones from member_zones where member_id = m.id)::text else '' end), e'\n') as lines,
            string_agg(replace(m.name, e'\n', ' '), e'\n') as names
          from enrollment e join member m on m.id = e.member_id
          where e.challenge_id = ${challenge}::uuid and e.left_at is null
            and (${asker ?? null}::uuid is null or e.on_board or e.member_id = ${asker ?? null}::uuid)) b
        where c.challenge_id = ${challenge}::uuid`;
      const [row] = rows;
      if (!row?.lines || row.names === null) return [];
      const { rule, timezone, lines, names } = row;
      return { [Symbol.iterator]: () => boardOf(rule, timezone, lines.split('\n'), names.split('\n')) };
    },
  };

  /**
   * Reads the lines one by one. Members who joined on the same day, have the same zones and no rests or grants of their own share one
   * object of terms.
   */
  function* boardOf(
    rule: RuleTerms,
    timezone: string,
    lines: readonly string[],
    names: readonly string[],
  ): Generator<BoardMember> {
    const now = clock.now();
    const workspaceZone: ZoneHistory = [{ from: 0, zone: timezone }];
    const shared = new Map<string, BoardMember['terms']>();
    for (const [index, line] of lines.entries()) {
      const [id, version, onBoard, joinedOn, backOn, streak, own, zones] = line.split(
        '\t',
      ) as unknown as BoardLine;
      const key = zones === '' ? joinedOn : `${joinedOn} ${zones}`;
      const terms =
        (own === '' ? shared.get(key) : undefined) ??
        termsOf(rule, ownOf(joinedOn, own), zones === '' ? workspaceZone : JSON.parse(zones), now);
      if (own === '') shared.set(key, terms);
      yield {
        id,
        name: names[index]!,
        onBoard: onBoard === 't',
        backOn: backOn === '' ? null : backOn,
        version: Number(version),
        terms,
        state: unpackState(streak),
      };
    }
  }
}

function ownOf(joinedOn: OwnTerms['joinedOn'], own: string): OwnTerms {
  return own === '' ? { joinedOn, rests: [], grants: [] } : JSON.parse(own);
}
