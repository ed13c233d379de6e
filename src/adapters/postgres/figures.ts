import type { Instant } from '../../core/model/day.ts';
import type { PlatformName } from '../../core/model/ids.ts';
import type { Db } from './client.ts';
import { heardPrefix } from './outage-store.ts';

/** Counts unfinished deliveries, cheers and jobs, and what died lately, for the metrics. */
export function createFigures(db: Db) {
  return async (): Promise<Record<string, number>> => {
    const rows = await db.$queryRaw<{ what: string; count: number }[]>`
      select 'delivery_' || state as what, count(*)::int as count from delivery
        where state in ('pending', 'sending') or (state = 'dead' and updated_at > now() - interval '7 days') group by state
      union all select 'cheer_' || state, count(*)::int from cheer where state in ('queued', 'generating', 'posting') group by state
      union all select case when attempts >= max_attempts then 'jobs_dead' else 'jobs_waiting' end, count(*)::int
        from graphile_worker.jobs group by 1`;
    return Object.fromEntries(rows.map(({ what, count }) => [what, count]));
  };
}

/** For each platform that was ever heard, the seconds since any instance last heard everything from it. Noted once a minute. */
export function createUnheard(db: Db) {
  return (now: Instant) => db.$queryRaw<{ platform: PlatformName; seconds: number }[]>`
    select substr(key, ${heardPrefix.length + 1}::int) as platform,
      greatest(0, ${now}::float8 - value::float8) / 1000 as seconds
    from note where key like ${`${heardPrefix}%`}`;
}
