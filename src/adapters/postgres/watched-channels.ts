import type { WatchedChannel } from '../../core/inbound.ts';
import type { PlatformName } from '../../core/model/ids.ts';
import type { Db } from './client.ts';

/**
 * The channels with a challenge that is on, and how far each was read. What was read before the first of its challenges started or moved
 * there does not count: it belonged to an earlier challenge, and what people wrote in between belongs to none. Channels of parked
 * workspaces are included: what was posted there meanwhile is read once the workspace is back.
 */
export function createWatchedChannels(db: Db) {
  return (platform: PlatformName): Promise<WatchedChannel[]> => db.$queryRaw<WatchedChannel[]>`
    select w.ref as workspace, c.channel_ref as channel,
      case when k.at >= min(t.since) then k.message_ref end as "lastSeen",
      extract(epoch from min(t.since))::float8 * 1000 as since
    from challenge c
    cross join lateral (select coalesce(c.in_channel_since, c.started_at) as since) t
    join workspace w on w.id = c.workspace_id
    left join channel_cursor k on k.workspace_id = c.workspace_id and k.channel_ref = c.channel_ref
    where w.platform = ${platform} and c.started_at is not null and c.ended_at is null
    group by w.ref, c.channel_ref, k.message_ref, k.at`;
}
