import type { MemberRef, PlatformName, WorkspaceRef } from '../../core/model/ids.ts';
import type { Db } from './client.ts';

/**
 * Where a person posted, spoke or first came last, of the workspaces that are not parked. Each is asked for them by its key (`limit` has
 * that done), since all members of all workspaces are many more.
 */
export function createMemberHome(db: Db) {
  return async (platform: PlatformName, member: MemberRef): Promise<WorkspaceRef | null> => {
    const rows = await db.$queryRaw<{ ref: WorkspaceRef }[]>`
      select w.ref from workspace w
      cross join lateral (select id, created_at from member where workspace_id = w.id and ref = ${member} limit 1) m
      where w.platform = ${platform} and w.parked_at is null
      order by greatest(m.created_at, (select max(posted_at) from proof where member_id = m.id),
        (select max(at) from talk_turn where member_id = m.id)) desc, w.ref
      limit 1`;
    return rows[0]?.ref ?? null;
  };
}
