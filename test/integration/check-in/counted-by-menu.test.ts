import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboundMember } from '../../../src/core/inbound.ts';
import { until } from '../../support/app.ts';
import { type Core, openCore } from '../../support/core.ts';
import { inboundOver } from '../../support/inbound.ts';

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

test('asked for without a message, it says where to ask', async () => {
  expect(await core.command('지민', 'count')).toBe('셀 글의 메뉴에서 "인증으로 세기"를 골라 주세요.');
});

test('its author is told what is missing', async () => {
  const talk = await core.post('지민', '내일도 그릴게요');
  expect(await core.menu('지민', 'count', talk)).toContain('사진이 있어야');
  expect(await core.storage.db.checkIn.count()).toBe(0);
  // What counted for nothing is not undone, and nothing is done to it.
  expect(await core.menu('지민', 'undo', talk)).toBe('이 글로 센 인증이 없어요.');
  expect(await core.storage.db.proof.count({ where: { undoneAt: { not: null } } })).toBe(0);
});

test('what a manager counts of somebody far away is of the day it was there', async () => {
  // The evening before in Los Angeles.
  core.set(Date.parse('2026-11-21T15:00:00+09:00'));
  const file = { ref: 'F2', name: '그림.jpg', type: 'image/jpeg', size: 1_000 };
  const post = await core.post('하준', '그렸어요', { attachments: [file] as never, channel: 'C9' as never });
  const away = { ...post, member: { ...post.member, zone: 'America/Los_Angeles' } };
  expect(await core.menu('관리자', 'count', away, true)).toContain('인증 완료');
  const proof = { messageRef: post.message };
  expect(await core.storage.db.checkIn.findFirst({ where: { proof } })).toMatchObject({
    zone: 'America/Los_Angeles',
    day: new Date('2026-11-20'),
  });
});

test('whoever posts under another name is called by it; a name that is not sure replaces none, and the same one is not written', async () => {
  await core.challenge({ title: '글' }, 'C-names');
  const { unitOfWork, db } = core.storage;
  let written = 0;
  const counting: typeof unitOfWork = {
    run(work) {
      written++;
      return unitOfWork.run(work);
    },
  };
  const inbound = inboundOver(core.storage, { clock: core.clock, unitOfWork: counting });
  const ref = 'U-name' as InboundMember['ref'];
  let posts = 0;
  const post = async (member: Partial<InboundMember>) => {
    const before = written;
    await inbound.message({
      ...{ platform: 'slack', workspace: 'T1' as never, channel: 'C-names' as never },
      ...{ message: `C-names/${++posts}` as never, at: core.clock.now(), text: '썼어요', attachments: [] },
      ...{ inThread: false, mentionsBot: false },
      member: { ref, name: ref, ...member },
    });
    return written - before;
  };
  const called = async () => (await db.member.findFirst({ where: { ref } }))?.name;
  // Slack did not say who it was.
  expect(await post({ nameUnsure: true })).toBe(0);
  expect(await called()).toBe(ref);
  expect(await post({ name: '민지' })).toBe(1);
  await until('the name', async () => (await called()) === '민지');
  expect(await post({ name: '민지' })).toBe(0);
  expect(await post({ nameUnsure: true })).toBe(0);
  const { id } = await db.workspace.findFirstOrThrow();
  const asked = { ref, name: ref, nameUnsure: true };
  expect((await unitOfWork.run((tx) => tx.ensureMember(id as never, asked))).name).toBe('민지');
});
