import { randomUUID } from 'node:crypto';
import type { Storage } from '../../src/adapters/postgres/index.ts';
import { newChallenge } from '../../src/core/challenge/new-challenge.ts';
import { addDays, dayOf } from '../../src/core/model/day.ts';
import type { ChannelRef, MemberRef, PlatformName, WorkspaceRef } from '../../src/core/model/ids.ts';

export interface Club {
  readonly platform: PlatformName;
  readonly workspace: string;
  readonly channels: readonly string[];
  readonly members: readonly string[];
}

const zone = 'Asia/Seoul';

/** A challenge in each channel, on for a week, with every member in it. */
export async function foundClub(storage: Storage, { platform, workspace, channels, members }: Club) {
  const today = dayOf(Date.now(), zone, 180);
  const { challenges, joined } = await storage.unitOfWork.run(async (tx) => {
    const { id } = await tx.ensureWorkspace(platform, workspace as WorkspaceRef, 'bench');
    const joined: string[] = [];
    for (const ref of members) {
      joined.push((await tx.ensureMember(id, { ref: ref as MemberRef, name: ref, locale: 'ko' })).id);
    }
    const challenges: string[] = [];
    for (const channel of channels) {
      const challenge = await tx.createChallenge(
        newChallenge({
          workspace: id,
          channel: channel as ChannelRef,
          title: '아침 달리기',
          goal: { kind: 'daily' },
          proofKind: 'either',
          startsOn: addDays(today, -7),
          endsOn: null,
          timezone: zone,
          call: randomUUID(),
          startedAt: 0,
        }),
      );
      challenges.push(challenge.id);
    }
    return { challenges, joined };
  });
  const joinedOn = new Date(addDays(today, -7));
  await storage.db.enrollment.createMany({
    data: challenges.flatMap((challengeId) =>
      joined.map((memberId) => ({ challengeId, memberId, joinedOn })),
    ),
  });
}
