import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { InboundMessage } from '../../../src/core/inbound.ts';
import type { DeliveryKey } from '../../../src/core/model/ids.ts';
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

describe('what was taken back before, and is deleted or counted anew then,', () => {
  const gone = async ({ message }: InboundMessage) =>
    (await core.storage.db.proof.findFirst({ where: { messageRef: message } }))?.deletedAt !== null;

  test('when its member undid it, leaves the day to the one that took over', async () => {
    const first = await core.post(member, '아침에 5km');
    const second = await core.post(member, '점심에 또 5km');
    await core.post(member, '저녁에 또 5km', { at: core.clock.now() + 60_000 });
    await core.menu(member, 'undo', first);
    await core.remove(first);
    expect(await live()).toMatchObject([{ proof: { messageRef: second.message } }]);
    expect(await gone(first)).toBe(true);
  });

  test('when a manager removed its day, leaves the day to the next one posted', async () => {
    const first = await core.post(member, '아침에 5km');
    const removal = { challenge: '달리기', member, day: 'today', reason: '확인이 더 필요해요' };
    expect(await core.command('관리자', 'admin remove', removal)).toContain('인증을 뺐어요');
    const second = await core.post(member, '점심에 또 5km');
    await core.post(member, '저녁에 또 5km', { at: core.clock.now() + 60_000 });
    await core.menu('관리자', 'count', first, true);
    expect(await live()).toMatchObject([{ proof: { messageRef: second.message } }]);
    await core.remove(first);
    expect(await live()).toMatchObject([{ proof: { messageRef: second.message } }]);
    expect(await gone(first)).toBe(true);
  });
});

test('a mark that is still to be taken away stays where its post was counted anew since', async () => {
  const { ledger, db } = core.storage;
  const idOf = async ({ message }: InboundMessage) =>
    (await db.proof.findFirstOrThrow({ where: { messageRef: message } })).id;
  const claim = (key: string) => ledger.claim(key as DeliveryKey);
  const post = await core.post(member, '아침에 5km');
  const first = await idOf(post);
  await db.delivery.update({ where: { key: `react:${first}` }, data: { state: 'sent' } });
  await core.menu(member, 'undo', post);
  await core.menu(member, 'count', post);
  expect(await idOf(post)).not.toBe(first);
  expect(await claim(`undo:react:${first}`)).toMatchObject({ kind: 'claimed', moot: 'credited again' });

  // Undone once more, nothing keeps it.
  await db.delivery.update({ where: { key: `undo:react:${first}` }, data: { state: 'pending' } });
  await core.menu(member, 'undo', post);
  expect(await claim(`undo:react:${first}`)).toMatchObject({ kind: 'claimed', moot: null });
});
