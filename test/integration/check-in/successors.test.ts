import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { InboundEdit, InboundMessage } from '../../../src/core/inbound.ts';
import type { DeliveryKey } from '../../../src/core/model/ids.ts';
import { type Core, openCore } from '../../support/core.ts';
import { inboundOver } from '../../support/inbound.ts';

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

test('what was said once that day of the successor is taken back under its own name, so that it can be said again', async () => {
  const { db, proofs } = core.storage;
  const notes = async () =>
    db.delivery.findMany({
      where: { key: { startsWith: 'note:' }, proof: { member: { ref: member } } },
      orderBy: { createdAt: 'asc' },
    });
  const first = await core.post(member, '아침에 5km');
  await core.post(member, '저녁에 또 5km');
  const [note] = await notes();
  expect(note!.key).toMatch(/^note:.*alreadyCounted/);
  await db.delivery.update({ where: { key: note!.key }, data: { state: 'sent', messageRef: 'C1/note' } });
  await core.remove(first);
  expect(await db.delivery.findUnique({ where: { key: `undo:${note!.key}` } })).toMatchObject({
    effect: { do: 'remove', message: 'C1/note' },
  });
  expect(await proofs.known([note!.key as DeliveryKey])).toEqual([{ key: note!.key, stands: false }]);
  await core.post(member, '밤에 또 5km', { at: core.clock.now() + 60_000 });
  expect((await notes()).map(({ key }) => key)).toEqual([note!.key, `${note!.key}:2`]);
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

test('so it does where the old mark was under way when its post was undone and counted anew', async () => {
  const { ledger, db } = core.storage;
  const post = await core.post(member, '아침에 5km');
  const { id: first } = await db.proof.findFirstOrThrow({ where: { messageRef: post.message } });
  const claimed = await ledger.claim(`react:${first}` as DeliveryKey);
  if (claimed.kind !== 'claimed') throw new Error(claimed.kind);
  await core.menu(member, 'undo', post);
  await core.menu(member, 'count', post);
  await ledger.settle(claimed, { state: 'sent', message: null });
  expect(await ledger.claim(`undo:react:${first}` as DeliveryKey)).toMatchObject({
    kind: 'claimed',
    moot: 'credited again',
  });
});

describe('a post that lacked what is asked for, and is mended by an edit', () => {
  const evening = Date.parse('2026-11-22T21:00:00+09:00');
  const photo = { ref: 'F1', name: '필사.jpg', type: 'image/jpeg', size: 1_000 };
  const there = { channel: 'C-text' as never, attachments: [photo] as never };
  let edits = 0;
  beforeAll(() => core.challenge({ title: '필사', proofKind: 'text', minLength: 5 }, 'C-text'));
  beforeEach(() => core.set(evening));
  const edit = (event: InboundMessage, text: string, change: Partial<InboundEdit> = {}) =>
    core.inbound.edited({ ...event, text, editedAt: core.clock.now() + ++edits, inThread: false, ...change });
  const proofOf = (event: InboundMessage) =>
    core.storage.db.proof.findFirstOrThrow({
      where: { messageRef: event.message },
      include: { checkIns: true, photos: true, cheer: true, deliveries: { orderBy: { key: 'asc' } } },
    });
  const keys = async (event: InboundMessage) => {
    const { id, deliveries } = await proofOf(event);
    return deliveries.map(({ key, state }) => `${key.replace(new RegExp(`:${id}(:\\d+)?$`), '')} ${state}`);
  };

  test('counts, once, for when it was posted, with its photo; what was said of it goes', async () => {
    const event = await core.post(member, '', there);
    expect(await keys(event)).toEqual(['note pending']);
    core.set(evening + 60_000);
    // Still too short: nothing is said again.
    await edit(event, '한 줄');
    expect(await keys(event)).toEqual(['note pending']);
    const mending = { editedAt: core.clock.now() + ++edits };
    await edit(event, '오늘은 한 쪽을 옮겨 적었어요', mending);
    await edit(event, '오늘은 한 쪽을 옮겨 적었어요', mending);
    await core.inbound.message(event);
    expect(await proofOf(event)).toMatchObject({
      text: '오늘은 한 쪽을 옮겨 적었어요',
      checkIns: [{ day: new Date('2026-11-22'), at: new Date(evening), counted: true, late: false }],
      photos: [{ state: 'waiting', attachmentRef: 'F1' }],
      cheer: { state: 'queued' },
    });
    expect((await keys(event)).filter((key) => !key.startsWith('joined'))).toEqual([
      'note skipped',
      'react pending',
    ]);
    // A check-in stays as it is (R13), and goes with its message.
    await edit(event, '');
    expect(await live()).toHaveLength(1);
    await core.remove(event);
    expect(await live()).toEqual([]);
  });

  test('counted and not kept before the process died, it is kept when it is told again, and what was said of it goes', async () => {
    const event = await core.post(member, '', there);
    const mending = { editedAt: core.clock.now() + ++edits };
    const { unitOfWork } = core.storage;
    // That it is no turn of a talk, and that it is to be judged first; not that it is kept.
    let trips = 2;
    const dying: typeof unitOfWork = {
      run: (work) => (trips-- > 0 ? unitOfWork.run(work) : Promise.reject(new Error('died'))),
    };
    const died = inboundOver(core.storage, { clock: core.clock, unitOfWork: dying });
    const again = { ...event, text: '열 쪽을 옮겨 적었어요', inThread: false, ...mending };
    await expect(died.edited(again)).rejects.toThrow('died');
    expect((await proofOf(event)).checkIns).toHaveLength(1);
    expect(await keys(event)).toContain('note pending');
    await core.inbound.edited(again);
    expect(await proofOf(event)).toMatchObject({
      text: '열 쪽을 옮겨 적었어요',
      editedAt: new Date(mending.editedAt),
    });
    expect(await keys(event)).toContain('note skipped');
  });

  test('told at the same time at two instances, it counts once', async () => {
    const event = await core.post(member, '', there);
    const mending = { editedAt: core.clock.now() + ++edits };
    await Promise.all([1, 2, 3].map(() => edit(event, '두 쪽을 옮겨 적었어요', mending)));
    expect((await proofOf(event)).checkIns).toHaveLength(1);
    expect(await marks()).toEqual([event.message]);
  });

  test('is kept beside another proof of that day, for which it may take over', async () => {
    const event = await core.post(member, '', there);
    const other = await core.post(member, '새로 한 쪽을 옮겨 적었어요', { channel: 'C-text' as never });
    await edit(event, '세 쪽을 옮겨 적었어요');
    expect(await live()).toMatchObject([{ proof: { messageRef: other.message } }]);
    expect(await keys(event)).toEqual(['note skipped', 'note:anew pending']);
    await core.remove(other);
    expect(await live()).toMatchObject([{ proof: { messageRef: event.message } }]);
  });

  test('is not counted after its day, deleted, undone, or by an older edit that comes late', async () => {
    const words = '네 쪽을 옮겨 적었어요';
    const [late, deleted, reordered] = [
      await core.post(member, '', there),
      await core.post(member, '', there),
      await core.post(member, '', there),
    ];
    await edit(reordered, '', { editedAt: core.clock.now() + 60_000, filesLeft: [] });
    await edit(reordered, words, { editedAt: core.clock.now() + 30_000 });
    await core.remove(deleted);
    await edit(deleted, words);
    // At three in the morning the day is over.
    core.set(Date.parse('2026-11-23T03:00:00+09:00'));
    await edit(late, words);
    expect(await live()).toEqual([]);
    expect((await proofOf(late)).text).toBe(words);
    expect(await core.menu(member, 'count', { ...late, text: words })).toContain('인증');
    expect(await live()).toHaveLength(1);
  });

  test('is left as it is where a manager took it back: its words are kept, and it counts no more', async () => {
    const event = await core.post(member, '여섯 쪽을 옮겨 적었어요', there);
    const removal = { challenge: '필사', member, day: 'today', reason: '확인이 더 필요해요' };
    expect(await core.command('관리자', 'admin remove', removal)).toContain('인증을 뺐어요');
    await edit(event, '일곱 쪽을 옮겨 적었어요');
    expect((await proofOf(event)).text).toBe('일곱 쪽을 옮겨 적었어요');
    expect(await live()).toEqual([]);
  });

  test('a minute before its day is over, it is told which day it counts for', async () => {
    core.set(Date.parse('2026-11-23T02:58:00+09:00'));
    const event = await core.post(member, '', there);
    core.set(Date.parse('2026-11-23T02:59:00+09:00'));
    await edit(event, '다섯 쪽을 옮겨 적었어요');
    expect((await proofOf(event)).checkIns).toMatchObject([{ day: new Date('2026-11-22') }]);
    expect(await keys(event)).toContain('note:anew pending');
  });
});
