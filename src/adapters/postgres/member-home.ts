import type { MemberRef, MessageRef, PlatformName, WorkspaceRef } from '../../core/model/ids.ts';
import type { Db } from './client.ts';

/**
 * The workspace a member's direct message belongs to: the one in which this message was already stored; for a new message, the one, of
 * those not parked, in which its writer last posted, spoke or first appeared. Each workspace is asked for the member by key (`limit` makes
 * the planner do that), since the members of all workspaces are far too many to scan.
 */
export function createMemberHome(db: Db) {
  return async (
    platform: PlatformName,
    member: MemberRef,
    refIn: (workspace: WorkspaceRef) => MessageRef,
  ): Promise<WorkspaceRef | null> => {
    const places = await db.$queryRaw<{ id: string; ref: WorkspaceRef; parked: boolean }[]>`
      select w.id::text, w.ref, w.parked_at is not null as parked from workspace w
      cross join lateral (select id, created_at from member where workspace_id = w.id and ref = ${member} limit 1) m
      where w.platform = ${platform}
      order by greatest(m.created_at, (select max(posted_at) from proof where member_id = m.id),
        (select max(at) from talk_turn where member_id = m.id)) desc, w.ref`;
    const home = places.find(({ parked }) => !parked)?.ref ?? null;
    if (places.every(({ ref }) => ref === home)) return home;
    const [said] = await db.$queryRaw<{ id: string }[]>`
      select t.workspace_id::text as id
      from unnest(${places.map(({ id }) => id)}::uuid[], ${places.map(({ ref }) => refIn(ref))}::text[]) as p (workspace, message)
      join talk_turn t on t.workspace_id = p.workspace and t.message_ref = p.message
      limit 1`;
    return places.find(({ id }) => id === said?.id)?.ref ?? home;
  };
}
