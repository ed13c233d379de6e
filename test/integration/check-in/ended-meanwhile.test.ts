import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ChallengeId, MemberId, MemberRef } from '../../../src/core/model/ids.ts';
import { type Core, openCore } from '../../support/core.ts';
import { inboundOver } from '../../support/inbound.ts';

// A proof is judged, and the challenge is over, or its member gone, before it is written.
let core: Core;
beforeAll(async () => {
  core = await openCore(Date.parse('2026-11-21T12:00:00+09:00'));
});
afterAll(() => core.stop());
beforeEach(() => core.set(Date.parse('2026-11-21T12:00:00+09:00')));

/** Posts, and lets something happen between the verdict and the writing, once. */
async function postWhile(member: string, channel: string, meanwhile: () => Promise<unknown>) {
  const { proofs } = core.storage;
  let happened = false;
  const { message } = inboundOver(core.storage, {
    clock: core.clock,
    proofs: {
      ...proofs,
      async write(facts) {
        if (!happened) await meanwhile();
        happened = true;
        return proofs.write(facts);
      },
    },
  });
  await message({
    platform: 'slack',
    workspace: 'T1' as never,
    channel: channel as never,
    member: { ref: member as MemberRef, name: member },
    message: `${channel}/${member}` as never,
    at: core.clock.now(),
    text: '했어요',
    attachments: [],
    inThread: false,
    mentionsBot: false,
  });
  expect(happened).toBe(true);
}

/** Ended as of a day that is over. */
const end = (id: ChallengeId) =>
  core.storage.unitOfWork.run((tx) =>
    tx.endChallenge(id, { at: core.clock.now(), endsOn: '2026-11-20' as never, pauses: [] }),
  );
const remove = (id: ChallengeId) => core.storage.unitOfWork.run((tx) => tx.deleteChallenge(id));
const written = (id: ChallengeId) =>
  Promise.all([
    core.storage.db.checkIn.count({ where: { challengeId: id } }),
    core.storage.db.enrollment.count({ where: { challengeId: id } }),
  ]);

const begin = (channel: string) => core.challenge({ startsOn: '2026-11-16' as never }, channel);

test('a first proof is not written into a challenge that ended since it was judged', async () => {
  const id = await begin('C-ended');
  await postWhile('지수', 'C-ended', () => end(id));
  expect(await written(id)).toEqual([0, 0]);
});

test('nor into one that was deleted', async () => {
  const id = await begin('C-deleted');
  await postWhile('지수', 'C-deleted', () => remove(id));
  expect(await written(id)).toEqual([0, 0]);
});

test('nor the next proof of one who takes part', async () => {
  const id = await begin('C-next');
  core.set(Date.parse('2026-11-20T12:00:00+09:00'));
  await core.post('지수', '했어요', { channel: 'C-next' as never });
  core.set(Date.parse('2026-11-21T12:00:00+09:00'));
  await postWhile('지수', 'C-next', () => end(id));
  expect(await written(id)).toEqual([1, 1]);
});

test('whoever left since a post of theirs was judged has left, and it counts', async () => {
  const id = await begin('C-left');
  core.set(Date.parse('2026-11-20T12:00:00+09:00'));
  await core.post('지수', '했어요', { channel: 'C-left' as never });
  core.set(Date.parse('2026-11-21T12:00:00+09:00'));
  const member = (await core.storage.db.member.findFirstOrThrow({ where: { ref: '지수' } })).id as MemberId;
  await postWhile('지수', 'C-left', () =>
    core.storage.unitOfWork.run((tx) => tx.leave(id, member, core.clock.now() + 1_000)),
  );
  expect(await written(id)).toEqual([2, 1]);
  expect(await core.storage.db.enrollment.findFirst({ where: { challengeId: id } })).toMatchObject({
    leftAt: expect.any(Date),
  });
});

test('with nothing in between it counts', async () => {
  const id = await begin('C-counts');
  await postWhile('지수', 'C-counts', async () => undefined);
  expect(await written(id)).toEqual([1, 1]);
});
