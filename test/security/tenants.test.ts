import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionId } from '../../src/core/actions.ts';
import type { InboundAction } from '../../src/core/inbound.ts';
import type {
  ChallengeId,
  ChannelRef,
  MemberRef,
  PlatformName,
  WorkspaceRef,
} from '../../src/core/model/ids.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { inboundOver } from '../support/inbound.ts';

// Security lines 2 and 3: ids of another workspace are not found; a button pressed by whoever may not is refused.
let app: TestApp;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let theirs: ChallengeId;
let ours: ChallengeId;

beforeAll(async () => {
  database = await freshDatabase();
  app = await startTestApp(database.url);
  [ours, theirs] = (await Promise.all(['T-ours', 'T-theirs'].map(make))) as [ChallengeId, ChallengeId];
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

function make(workspace: string): Promise<ChallengeId> {
  const place = { name: 'slack', workspace: workspace as WorkspaceRef, channel: 'C1' as ChannelRef } as const;
  return beginChallenge(app.storage, place, { title: workspace });
}

function press(action: string, manager: boolean) {
  const event: InboundAction = {
    platform: 'slack' satisfies PlatformName,
    workspace: 'T-ours' as WorkspaceRef,
    channel: 'C1' as ChannelRef,
    member: { ref: 'U1' as MemberRef, name: '민지', manager },
    id: `press-${action}-${manager}`,
    at: Date.now(),
    locale: 'ko',
    action,
    values: {},
  };
  return inboundOver(app.storage).action(event);
}

const isProblem = expect.objectContaining({
  kind: 'message',
  view: expect.objectContaining({ tone: 'problem' }),
});

test.each(['join', 'leave', 'info', 'end'] as const)(
  '%s on a challenge of another workspace is not found',
  async (what) => {
    expect(await press(actionId({ do: what, challenge: theirs }), true)).toEqual(isProblem);
    const touched = await app.storage.db.challenge.findUniqueOrThrow({
      where: { id: theirs },
      include: { enrollments: true },
    });
    expect(touched).toMatchObject({ endedAt: null, enrollments: [] });
  },
);

test.each([
  '',
  '1:end',
  '2:end:x',
  '1:end:not-an-id',
  `1:grant:${'0'.repeat(36)}`,
  "1:end:' or 1=1 --",
  'x'.repeat(5_000),
])('a forged id %j is refused', async (id) => {
  expect(await press(id, true)).toEqual(isProblem);
});

test('a member who is no manager can neither end a challenge nor make one', async () => {
  expect(await press(actionId({ do: 'end', challenge: ours }), false)).toEqual(isProblem);
  expect(await press(actionId({ do: 'createChallenge' }), false)).toEqual(isProblem);
  expect(await press(actionId({ do: 'openCreateForm' }), false)).toEqual(isProblem);
  expect(await app.storage.db.challenge.findUniqueOrThrow({ where: { id: ours } })).toMatchObject({
    endedAt: null,
  });
});
