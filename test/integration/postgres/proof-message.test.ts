import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ChannelRef, MemberId, ProofId } from '../../../src/core/model/ids.ts';
import { type Core, openCore } from '../../support/core.ts';

// A proof given by command has no message of its member's: it is seen on our card, or nowhere.
let core: Core;
let name = '';
let members = 0;
beforeAll(async () => {
  core = await openCore(Date.parse('2026-11-21T21:00:00+09:00'));
  await core.challenge({ title: '달리기' });
});
afterAll(() => core.stop());
beforeEach(() => {
  name = `멤버${++members}`;
});

const channels = ['C1' as ChannelRef];
const proofs = () =>
  core.storage.db.proof.findMany({ where: { member: { ref: name } }, orderBy: { createdAt: 'asc' } });
/** Where their newest proof is to be seen, and where each of them is, oldest first. */
async function seen() {
  const all = await proofs();
  const { records, unitOfWork } = core.storage;
  return unitOfWork.run(async (tx) => ({
    newest: (await tx.lastProof(all[0]!.memberId as MemberId, channels))?.message ?? null,
    each: await Promise.all(
      all.map(async ({ id }) => [
        (await tx.proofPlace(id as ProofId))!.message,
        await records.messageOf(id as ProofId),
      ]),
    ),
  }));
}

test('a second proof of a day given by command is nowhere to be seen; what follows it hangs on the first', async () => {
  const first = await core.post(name, '아침에 5km');
  await core.command(name, 'checkin', { text: '저녁에 또 5km' });
  const own = first.message;
  expect(await seen()).toEqual({
    newest: own,
    each: [
      [own, own],
      [null, null],
    ],
  });
});

test('one that counts is seen on its card, as soon as that is posted', async () => {
  await core.command(name, 'checkin', { text: '아침에 5km' });
  expect(await seen()).toEqual({ newest: null, each: [[null, null]] });
  const [given] = await proofs();
  await core.storage.db.delivery.update({
    where: { key: `card:${given!.id}` },
    data: { state: 'sent', messageRef: 'C1/card' },
  });
  expect(await seen()).toEqual({ newest: 'C1/card', each: [['C1/card', 'C1/card']] });
});
