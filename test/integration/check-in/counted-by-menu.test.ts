import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Core, openCore } from '../../support/core.ts';

let core: Core;
beforeAll(async () => {
  core = await openCore(Date.parse('2026-11-21T21:00:00+09:00'));
  await core.challenge({ title: '그림', proofKind: 'photo' });
});
afterAll(() => core.stop());

test('a manager who counts plain talk is told so, and nothing is said to its author', async () => {
  const talk = await core.post('지민', '오늘 그렸어요');
  expect(await core.menu('관리자', 'count', talk, true)).toContain('그대로 두었어요');
  expect(await core.storage.db.delivery.count()).toBe(0);
});

test('a manager who counts what is no photo is told what is missing; its author is not', async () => {
  const file = { ref: 'F1', name: '그림.pdf', type: 'application/pdf', size: 1_000 };
  const post = await core.post('수아', '오늘 그렸어요', {
    attachments: [file] as never,
    channel: 'C9' as never,
  });
  expect(await core.menu('관리자', 'count', post, true)).toContain('사진이 있어야');
  expect(await core.storage.db.delivery.count()).toBe(0);
});

test('its author is told what is missing', async () => {
  const talk = await core.post('지민', '내일도 그릴게요');
  expect(await core.menu('지민', 'count', talk)).toContain('사진이 있어야');
  expect(await core.storage.db.checkIn.count()).toBe(0);
});
