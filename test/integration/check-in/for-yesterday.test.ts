import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import type { InboundMessage } from '../../../src/core/inbound.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { AttachmentRef, ChallengeId, ProofId } from '../../../src/core/model/ids.ts';
import { type Core, openCore } from '../../support/core.ts';
import { auditStreaks } from '../../support/oracle.ts';

// A post that counts for today is yesterday's after all (R3, R13): the answer of its menu has a button for it, where that day is open.
const noon = Date.parse('2026-11-20T12:00:00+09:00');
const dayMs = 86_400_000;
const photo = { ref: 'F1' as AttachmentRef, name: '한강.jpg', type: 'image/jpeg', size: 10 };
const offer = '[어제로 옮기기]';

let core: Core;
let running: ChallengeId;
let member = '';
let members = 0;
beforeAll(async () => {
  core = await openCore(noon);
  running = await core.challenge({ title: '달리기', proofKind: 'photo' });
});
afterAll(async () => {
  expect(await auditStreaks(core.storage)).toEqual([]);
  await core.stop();
});
beforeEach(async () => {
  member = `멤버${++members}`;
  core.set(noon - 3 * dayMs);
  await core.command(member, 'challenge join', { challenge: '달리기' });
  core.set(noon);
});

const shows = (change: Partial<InboundMessage> = {}) =>
  core.post(member, '한강 5km', { attachments: [photo], ...change });
const proofOf = async ({ message }: InboundMessage) =>
  (await core.storage.db.proof.findFirstOrThrow({ where: { messageRef: message } })).id as ProofId;
const days = async () =>
  (
    await core.storage.db.checkIn.findMany({
      where: { revokedAt: null, counted: true, proof: { member: { ref: member } } },
      include: { proof: true },
      orderBy: { day: 'asc' },
    })
  ).map(
    ({ day, late, proof }) => `${day.toISOString().slice(5, 10)}${late ? ' late' : ''} ${proof!.messageRef}`,
  );
const button = async (event: InboundMessage, day = '2026-11-19') =>
  actionId({ do: 'forDay', proof: await proofOf(event), challenge: running, day: day as CivilDay });

test('it is offered beside a post that counts for today, and moves it with all that follows', async () => {
  const event = await shows();
  expect(await core.menu(member, 'count', event)).toBe(`이 글은 이미 달리기 인증으로 세었어요. ${offer}`);
  const action = await button(event);
  expect(await core.press(member, action)).toBe('달리기 인증 완료! 11월 19일 인증 · 첫 인증, 1일째');
  expect(await days()).toEqual([`11-19 late ${event.message}`]);
  // Today is open again, and the streak goes on from there.
  const next = await shows();
  expect(await days()).toEqual([`11-19 late ${event.message}`, `11-20 ${next.message}`]);
  expect(await core.command(member, 'streak')).toContain('2일');
});

test('pressed often, at once and later, it moves once', async () => {
  const event = await shows();
  const action = await button(event);
  const said = await Promise.all(Array.from({ length: 10 }, () => core.press(member, action)));
  said.push(await core.press(member, action));
  expect(said.filter((line) => line.includes('인증 완료'))).toHaveLength(1);
  expect(said.filter((line) => line === '달리기: 11월 19일 인증으로 셌어요.')).toHaveLength(10);
  expect(await days()).toEqual([`11-19 late ${event.message}`]);
  const cheers = { proof: { member: { ref: member } }, state: 'queued' };
  expect(await core.storage.db.cheer.count({ where: cheers })).toBe(1);
});

test('of two posts of a day the further one is moved, or the first, and the other has today', async () => {
  const [first, second] = [await shows(), await shows()];
  expect(await core.menu(member, 'count', second)).toContain(offer);
  await core.press(member, await button(second));
  expect(await days()).toEqual([`11-19 late ${second.message}`, `11-20 ${first.message}`]);
  await core.menu(member, 'undo', second);
  const third = await shows();
  await core.press(member, await button(first));
  expect(await days()).toEqual([`11-19 late ${first.message}`, `11-20 ${third.message}`]);
});

test('a photo that was taken out of it does not come back', async () => {
  const second = { ...photo, ref: 'F2' as AttachmentRef, name: '얼굴.jpg' };
  const event = await shows({ attachments: [photo, second] });
  await core.inbound.edited({ ...event, editedAt: noon + 1, inThread: false, filesLeft: [photo.ref] });
  await core.press(member, await button(event));
  expect(await days()).toEqual([`11-19 late ${event.message}`]);
  const photos = await core.storage.db.photo.findMany({ where: { proofId: await proofOf(event) } });
  expect(photos).toMatchObject([{ attachmentRef: 'F1', ordinal: 0, state: 'waiting' }]);
});

test('counted by the menu just now, it is offered in the same answer', async () => {
  const event = await shows({ channel: 'C-general' as never });
  expect(await core.menu(member, 'count', event)).toBe(`달리기 인증 완료! 첫 인증, 1일째 ${offer}`);
  await core.press(member, await button(event));
  expect(await days()).toEqual([`11-19 late ${event.message}`]);
});

describe('it is not offered, and refused where it is pressed all the same', () => {
  test('where yesterday is done', async () => {
    const before = await shows({ at: noon - dayMs });
    const event = await shows();
    expect(await core.menu(member, 'count', event)).not.toContain(offer);
    expect(await core.press(member, await button(event))).toContain('11월 19일은 이미 인증했어요');
    expect(await days()).toEqual([`11-19 ${before.message}`, `11-20 ${event.message}`]);
  });

  test('out of the backfill window, and for a day to come', async () => {
    const event = await shows();
    for (const [day, line] of [
      ['2026-11-17', '2일 전 글까지'],
      ['2026-11-21', '아직 오지 않은'],
    ] as const)
      expect(await core.press(member, await button(event, day))).toContain(line);
    expect(await days()).toEqual([`11-20 ${event.message}`]);
    await core.storage.db.challenge.update({ where: { id: running }, data: { backfillDays: 0 } });
    expect(await core.menu(member, 'count', event)).not.toContain(offer);
    expect(await core.press(member, await button(event))).toContain('그날 올린 글만');
    await core.storage.db.challenge.update({ where: { id: running }, data: { backfillDays: 2 } });
  });

  test('before one’s first day', async () => {
    member = `${member} 처음`;
    const event = await shows();
    expect(await core.menu(member, 'count', event)).not.toContain(offer);
    expect(await core.press(member, await button(event))).toContain('이후의 날만');
  });

  test('past midnight, while the calendar shows another day than it still is', async () => {
    core.set(Date.parse('2026-11-21T00:30:00+09:00'));
    expect(await core.menu(member, 'count', await shows())).not.toContain(offer);
  });

  test('to anybody else, and of a post that is older or was taken back', async () => {
    const event = await shows();
    const action = await button(event);
    expect(await core.press(`${member} 친구`, action)).toContain('내 글에만');
    core.set(noon + dayMs);
    expect(await core.menu(member, 'count', event)).not.toContain(offer);
    await core.menu(member, 'undo', event);
    expect(await core.press(member, action)).toContain('이미 옮겼거나 취소했거나 지운 글');
    expect(await days()).toEqual([]);
  });
});
