import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Core, openCore } from '../../support/core.ts';

let core: Core;
let member = '';
let members = 0;
beforeAll(async () => {
  core = await openCore(Date.parse('2026-11-21T21:00:00+09:00'));
  await core.challenge({ title: '달리기' });
});
afterAll(() => core.stop());
beforeEach(() => {
  member = `멤버${++members}`;
});

const live = () =>
  core.storage.db.checkIn.findMany({
    where: { counted: true, revokedAt: null, proof: { member: { ref: member } } },
    select: { proof: { select: { id: true, messageRef: true } } },
  });
const marks = async () => {
  const rows = await core.storage.db.delivery.findMany({
    where: { key: { startsWith: 'react:' }, state: 'pending', proof: { member: { ref: member } } },
  });
  return rows.map(({ effect }) => (effect as { message: string }).message);
};

test('a second post of the day takes over when the first is deleted, and gets the mark', async () => {
  const first = await core.post(member, '아침에 5km');
  const second = await core.post(member, '저녁에 또 5km');
  await core.remove(first);
  expect(await live()).toMatchObject([{ proof: { messageRef: second.message } }]);
  expect(await marks()).toEqual([second.message]);
});

test('one given by command takes over without a mark: its card carries one from the start', async () => {
  const first = await core.post(member, '아침에 5km');
  await core.command(member, 'checkin', { text: '저녁에 또 5km' });
  await core.remove(first);
  expect(await live()).toMatchObject([{ proof: { messageRef: expect.stringMatching(/^call:/) } }]);
  expect(await marks()).toEqual([]);
});
