import { randomUUID } from 'node:crypto';
import type { Storage } from '../../src/adapters/postgres/index.ts';
import { newChallenge } from '../../src/core/challenge/new-challenge.ts';
import type { NewChallenge } from '../../src/core/challenge/store.ts';
import type { CivilDay } from '../../src/core/model/day.ts';
import type { ChallengeId, ChannelRef, PlatformName, WorkspaceRef } from '../../src/core/model/ids.ts';

/** Begins a daily challenge that has been on for long, unless `change` says otherwise. */
export function beginChallenge(
  { unitOfWork }: Pick<Storage, 'unitOfWork'>,
  place: { readonly name: PlatformName; readonly workspace: WorkspaceRef; readonly channel: ChannelRef },
  change: Partial<NewChallenge> = {},
): Promise<ChallengeId> {
  return unitOfWork.run(async (tx) => {
    const workspace = await tx.ensureWorkspace(place.name, place.workspace);
    const { id } = await tx.createChallenge(
      newChallenge({
        workspace: workspace.id,
        channel: place.channel,
        title: '아침 달리기',
        goal: { kind: 'daily' },
        proofKind: 'either',
        startsOn: '2026-01-01' as CivilDay,
        endsOn: null,
        timezone: 'Asia/Seoul',
        call: randomUUID(),
        startedAt: 0,
        ...change,
      }),
    );
    return id;
  });
}
