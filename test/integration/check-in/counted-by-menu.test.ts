import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { InboundMember } from '../../../src/core/inbound.ts';
import type { MessageRef } from '../../../src/core/model/ids.ts';
import type { Line } from '../../../src/core/views.ts';
import { until } from '../../support/app.ts';
import { type Core, openCore, plain } from '../../support/core.ts';
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
  const post = await core.post('은수', '오늘 그렸어요', {
    attachments: [file] as never,
    channel: 'C9' as never,
  });
  await core.command('은수', 'challenge join', { challenge: '그림' });
  expect(await core.menu('관리자', 'count', post, true)).toContain('사진이 있어야');
  expect(await core.storage.db.delivery.count()).toBe(0);
});

test('asked for without a message, it says where to ask', async () => {
  expect(await core.command('지민', 'count')).toBe('셀 글의 메뉴에서 "인증으로 세기"를 골라 주세요.');
});

test('its author is told what is missing', async () => {
  const talk = await core.post('지민', '내일도 그릴게요');
  const alone = '그림: 이 챌린지는 사진이 있어야 인증으로 셀 수 있어요.';
  expect(await core.menu('지민', 'count', talk)).toContain(`${alone} 사진과 함께`);
  // Of words given to a command nothing can be edited.
  expect(await core.command('지민', 'checkin', { text: '오늘도 그렸어요' })).toBe(alone);
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
  await core.command('하준', 'challenge join', { challenge: '그림' });
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

describe('what is said by itself of words that do not count', () => {
  const photo = { ref: 'F9', name: '한강.jpg', type: 'image/jpeg', size: 1_000 };
  const begin = (channel: string, change: object) =>
    core.challenge({ title: '글쓰기', emoji: '✍️', ...change }, channel);
  const says = async (channel: string, member: string, text: string, attachments: object[] = []) => {
    const event = await core.post(member, text, {
      channel: channel as never,
      attachments: attachments as never,
    });
    const notes = await core.storage.db.delivery.findMany({
      where: { key: { startsWith: 'note:' }, proof: { messageRef: event.message } },
    });
    return notes.map(({ effect }) => plain((effect as unknown as { view: { line: Line } }).view.line)).join();
  };
  beforeEach(() => core.set(Date.parse('2026-11-21T21:00:00+09:00')));

  test('once the day is done words are told so once, and people talk undisturbed; a photo is always answered', async () => {
    await begin('C-talk', {});
    const already = '오늘은 이미 인증했어요. 이 글도 기록에 함께 남겨 둘게요.';
    expect(await says('C-talk', '지민', '오늘 한 줄 썼어요')).toBe('');
    expect(await says('C-talk', '지민', '다들 저녁 드셨어요?')).toBe(already);
    // Whoever goes on has read it; a photo is never left without a word.
    for (const talk of ['저는 이제 먹어요', 'ㅎㅎ', '✍️ 그리고 또'])
      expect(await says('C-talk', '지민', talk)).toBe('');
    expect(await says('C-talk', '지민', '', [photo])).toBe(already);
    // Past midnight it may be meant for the day that begins later.
    core.set(Date.parse('2026-11-22T00:30:00+09:00'));
    const from =
      '11월 21일은 이미 인증했어요. 오늘 인증은 03:00부터 올릴 수 있어요. 이 글도 기록에 함께 남겨 둘게요.';
    expect(await says('C-talk', '지민', '자정 넘어 한 줄')).toBe(from);
    expect(await says('C-talk', '지민', '아직 안 자요')).toBe('');
  });

  test.each([
    ['before the first day', { startsOn: '2026-11-24' }, '11월 24일에 시작해요. 그날부터 인증으로 셀게요.'],
    [
      'after the last day',
      { startsOn: '2026-11-01', endsOn: '2026-11-20' },
      '11월 20일에 끝났어요. 그래도 올려 주셔서 고마워요.',
    ],
  ])('%s it is said once a day to each member', async (when, dates, line) => {
    const channel = `C-${when}`;
    await begin(channel, dates);
    expect(await says(channel, '지민', '같이 해요')).toBe(line);
    expect(await says(channel, '지민', '기대돼요')).toBe('');
    expect(await says(channel, '수아', '저도요')).toBe(line);
    expect(await says(channel, '지민', '', [photo])).toBe(line);
    // At the same time too.
    const many = await Promise.all(
      Array.from({ length: 5 }, (_, n) => says(channel, '하준', `안녕하세요 ${n}`)),
    );
    expect(many.filter((said) => said !== '')).toEqual([line]);
    core.set(core.clock.now() + 86_400_000);
    expect(await says(channel, '지민', '또 왔어요')).toBe(line);
  });

  test('of a text that is too short it is said once a day, not once the day is done, and always where it is meant', async () => {
    await begin('C-long', { proofKind: 'text', minLength: 30 });
    const short = '글은 30자부터 인증으로 셀 수 있어요. 조금 더 적어 고치거나 새로 올려 주시면 바로 셀게요.';
    expect(await says('C-long', '수아', '안녕하세요')).toBe('');
    expect(await says('C-long', '수아', '✍️ 짧은 글')).toBe(short);
    expect(await says('C-long', '지민', '오늘은 비가 와서 창가에 앉아 책을 읽었어요')).toBe(short);
    expect(await says('C-long', '지민', '내일은 비가 오면 창가에 앉아 책을 읽을래요')).toBe('');
    const enough = '오늘은 비가 와서 창가에 앉아 책을 읽다가 아주 오래된 편지를 한 통 찾았어요';
    expect(await says('C-long', '하준', enough)).toBe('');
    expect(await says('C-long', '하준', '그 편지는 누가 언제 왜 보냈던 걸까요')).toBe('');
  });
});

test('words in reply to another member’s proof are talk; a photo, a reply to oneself or to who hosts it, is a proof', async () => {
  const challenge = await core.challenge({ title: '산책' }, 'C-replies');
  let last: MessageRef;
  const proofs = async (member: string, text: string, change: object) => {
    const { message } = await core.post(member, text, { channel: 'C-replies' as never, ...change });
    last = message;
    const counted = await core.storage.db.proof.count({
      where: { messageRef: message, checkIns: { some: {} } },
    });
    return counted === 1;
  };
  const photo = { ref: 'F3', name: '산책.jpg', type: 'image/jpeg', size: 1_000 };
  expect(await proofs('지민', '한 바퀴 돌았어요', {})).toBe(true);
  const jimin = { by: '지민', message: last! };
  expect(await proofs('수아', '축하해요!', { repliesTo: jimin })).toBe(false);
  expect(await core.storage.db.enrollment.count({ where: { member: { ref: '수아' }, leftAt: null } })).toBe(
    0,
  );
  expect(await proofs('수아', '저도요', { repliesTo: jimin, attachments: [photo] })).toBe(true);
  const own = { by: '하준', message: 'C-replies/earlier' };
  expect(await proofs('하준', '어제 글에 이어서 오늘도 걸었어요', { repliesTo: own })).toBe(true);
  // Whoever hosts it asks, and people answer.
  expect(await proofs('방장', '오늘은 어디를 걸었나요?', {})).toBe(true);
  const { id } = await core.storage.db.member.findFirstOrThrow({ where: { ref: '방장' } });
  await core.storage.db.challenge.update({ where: { id: challenge }, data: { createdBy: id } });
  expect(await proofs('서연', '한강을 걸었어요', { repliesTo: { by: '방장', message: last! } })).toBe(true);
});

test('words in reply to ours are a proof where they tell of a deed; a photo is one anyway', async () => {
  await core.challenge({ title: '달리기' }, 'C-ours');
  const ours = { channel: 'C-ours' as never, repliesToUs: true, mentionsBot: true } as const;
  const counts = async (member: string, text: string, change: object = {}) => {
    const { message } = await core.post(member, text, { ...ours, ...change });
    return (await core.storage.db.checkIn.count({ where: { proof: { messageRef: message } } })) === 1;
  };
  const refusals = ['오늘은 쉴게요', '내일부터 할게요', '오늘은 못 갈 것 같아요 ㅠㅠ', '저도 참여할게요!'];
  for (const text of refusals) expect(await counts('예린', text), text).toBe(false);
  // Said to us, so it is answered as a talk.
  const heard = { text: { in: refusals }, state: 'queued' };
  expect(await core.storage.db.talkTurn.count({ where: heard })).toBe(refusals.length);
  expect(await counts('예린', '오늘 5km 뛰었어요!')).toBe(true);
  const photo = { ref: 'F4', name: '길.jpg', type: 'image/jpeg', size: 1_000 };
  expect(await counts('도윤', '저도 참여할게요!', { attachments: [photo] })).toBe(true);
});

test('typed anywhere, /checkin shows its card where the challenge is', async () => {
  await core.challenge({ title: '필사' }, 'C-away');
  await core.command('지민', 'challenge join', { challenge: '필사' });
  expect(await core.command('지민', 'checkin', { text: '한 쪽 옮겨 썼어요', challenge: '필사' })).toContain(
    '1일째',
  );
  const cards = await core.storage.db.delivery.findMany({ where: { key: { startsWith: 'card:' } } });
  expect(cards).toMatchObject([{ effect: { target: { kind: 'channel', channel: 'C-away' } } }]);
});
