import { jobTable } from '../../core/jobs/table.ts';
import type { CivilDay } from '../../core/model/day.ts';
import type { ChallengeId, PlatformName, WorkspaceRef } from '../../core/model/ids.ts';
import { outageMs } from '../../core/outage/lost-days.ts';
import type { Outage, OutageStore } from '../../core/outage/store.ts';
import { readRestored, restoredNote } from './backup/restored.ts';
import type { Db } from './client.ts';
import { jobsEnqueued } from './jobs/row.ts';

/** The note `heard:<platform>` holds the instant up to which a platform was heard, in milliseconds since 1970. */
export const heardPrefix = 'heard:';
/** The key of a platform's note. */
export const heardNote = (platform: PlatformName): string => heardPrefix + platform;

/** Records up to when each platform was heard, the outages found that way, and the days they took. */
export function createOutageStore(db: Db): OutageStore {
  return {
    async heard(platform, now, ahead = 0) {
      // The note's row is locked first: if two instances come back at once, the second sees what the first has recorded.
      const rows = await db.$queryRaw<(Omit<Outage, 'platform'> & { platform: string })[]>`
        with before as materialized (
          select value::bigint + ${Math.round(ahead)}::bigint as at from note where key = ${heardNote(platform)} for update
        ), ended as (
          insert into outage (platform, "from", "to")
          select ${platform}, to_timestamp(at / 1000.0), ${new Date(now)} from before where ${now}::bigint - at > ${outageMs}::bigint
          on conflict (platform, "from") do nothing
          returning *
        ), noted as (
          insert into note (key, value) values (${heardNote(platform)}, ${String(now)})
          on conflict (key) do update
            set value = greatest(note.value::bigint, excluded.value::bigint)::text, updated_at = clock_timestamp()
        ), enqueued as (
          select boost_enqueue(jsonb_agg(jsonb_build_object('task', 'outage', 'priority', ${jobTable.outage.priority}::int,
            'payload', jsonb_build_object('outage', id)))) from ended having count(*) > 0
        )
        select id::text, platform, extract(epoch from "from")::float8 * 1000 as "from", extract(epoch from "to")::float8 * 1000 as "to",
          ${jobsEnqueued}
        from ended`;
      return rows[0] ? toOutage(rows[0]) : null;
    },

    async find(id) {
      const found = await db.outage.findUnique({ where: { id } });
      if (!found?.to) return null;
      return toOutage({ ...found, from: found.from.getTime(), to: found.to.getTime() });
    },

    async absences(since, now) {
      const rows = await db.$queryRaw<{ platform: PlatformName; from: number; to: number }[]>`
        select platform, extract(epoch from "from")::float8 * 1000 as "from", extract(epoch from "to")::float8 * 1000 as "to"
        from outage where "to" > ${new Date(since)} and "from" < ${new Date(now)}
        union all
        select substr(key, ${heardPrefix.length + 1}::int), value::float8, ${now}::float8
        from note where key like ${`${heardPrefix}%`} and ${now}::bigint - value::bigint > ${outageMs}::bigint
        order by 1, 2`;
      return rows;
    },

    async restored() {
      const note = await db.note.findUnique({ where: { key: restoredNote } });
      if (!note) return null;
      const { from, to } = readRestored(note.value);
      return { from, to, mayHaveAnswered: true };
    },

    async workspaces({ platform, from }) {
      const rows = await db.$queryRaw<{ ref: WorkspaceRef }[]>`
        select ref from workspace w
        where platform = ${platform} and parked_at is null and exists (
          select from challenge c where c.workspace_id = w.id and c.started_at is not null
            and (c.ended_at is null or c.ended_at >= ${new Date(from)}))
        order by id`;
      return rows.map(({ ref }) => ref);
    },

    async standing(now, patienceMs) {
      return db.$queryRaw<{ challenge: ChallengeId; day: CivilDay; since: number }[]>`
        select * from (
          select o.challenge_id::text as challenge, to_char(o.day, 'YYYY-MM-DD') as day,
            extract(epoch from coalesce(a.at, o.offered_at + ${patienceMs}::float8 * interval '1 millisecond'))::float8 * 1000 as since
          from outage_day o
          left join audit a on a.call = 'outage:' || o.outage_id || ':' || o.challenge_id
          where o.excused_at is null) s
        where since <= ${now}::float8
        order by challenge, day`;
    },
  };
}

function toOutage({ id, platform, from, to }: Omit<Outage, 'platform'> & { platform: string }): Outage {
  return { id, platform: platform as PlatformName, from, to };
}
