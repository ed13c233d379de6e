import type { Storage } from '../../src/adapters/postgres/index.ts';
import type { MemberRef, PlatformName, WorkspaceRef } from '../../src/core/model/ids.ts';

export interface Crowd {
  readonly name: PlatformName;
  readonly workspace: string;
  readonly channels: readonly string[];
  /** Somebody who takes part in all of them. */
  readonly member: string;
}

/** A daily challenge in each channel, on for long, with a member of some days and the same minute (of UTC) for its nudge. */
export async function gather({ db, unitOfWork }: Storage, crowd: Crowd, minute: number): Promise<void> {
  const { home, member } = await unitOfWork.run(async (tx) => {
    const { id } = await tx.ensureWorkspace(crowd.name, crowd.workspace as WorkspaceRef);
    const joined = await tx.ensureMember(id, { ref: crowd.member as MemberRef, name: '준호', locale: null });
    return { home: id, member: joined.id };
  });
  await db.$executeRaw`
    insert into challenge (workspace_id, channel_ref, title, goal, proof_kind, starts_on, timezone, started_at)
    select ${home}::uuid, c, '아침 달리기', '{"kind": "daily"}', 'any', '2020-01-01', 'UTC', 'epoch'
    from unnest(${[...crowd.channels]}::text[]) c`;
  const crowded = [...crowd.channels];
  await db.$executeRaw`
    insert into enrollment (challenge_id, member_id, joined_on)
    select id, ${member}::uuid, current_date - 3 from challenge where workspace_id = ${home}::uuid and channel_ref = any(${crowded})`;
  await db.$executeRaw`
    insert into nudge_schedule (challenge_id, weekdays, since)
    select id, '{1,2,3,4,5,6,7}', 'epoch' from challenge where workspace_id = ${home}::uuid and channel_ref = any(${crowded})`;
  await db.$executeRaw`
    insert into nudge_time (challenge_id, minute, zone)
    select id, ${minute}::int, 'UTC' from challenge where workspace_id = ${home}::uuid and channel_ref = any(${crowded})`;
  await db.$executeRaw`analyze`;
}

/** The minute of the day in UTC that an instant is in. */
export function minuteOf(at: number): number {
  return Math.floor(at / 60_000) % 1_440;
}

/** Most of these instants (milliseconds) within any stretch of so long. */
export function mostWithin(instants: readonly number[], ms: number): number {
  const sorted = instants.toSorted((one, other) => one - other);
  let first = 0;
  return sorted.reduce((most, at, index) => {
    while (sorted[first]! <= at - ms) first++;
    return Math.max(most, index - first + 1);
  }, 0);
}
