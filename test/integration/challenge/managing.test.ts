import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actionId, type Reply } from '../../../src/core/actions.ts';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChallengeId, ChannelRef, MemberRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { type Core, openCore, plain, textOf } from '../../support/core.ts';

// What managers do to records: said why, told to the member alone, once however many press, and never to be missed in the log.
const noon = Date.parse('2026-11-20T12:00:00+09:00');
const today = '2026-11-20' as CivilDay;
const manager = '관리자';

let core: Core;
let running: ChallengeId;
let member = '';
let members = 0;

beforeAll(async () => {
  core = await openCore(noon);
  running = await core.challenge({ title: '아침 달리기', startsOn: '2026-11-01' as CivilDay });
});
afterAll(() => core.stop());
beforeEach(() => {
  member = `멤버${++members}`;
  core.set(noon);
});

const admin = (what: string, options: Readonly<Record<string, string>>, by = manager) =>
  core.command(by, `admin ${what}`, { challenge: '아침 달리기', ...options });
const idOf = async (ref: string) => (await core.storage.db.member.findFirstOrThrow({ where: { ref } })).id;
const doneDays = async (ref = member) =>
  (
    await core.storage.db.checkIn.findMany({
      where: { memberId: await idOf(ref), counted: true, revokedAt: null },
      orderBy: { day: 'asc' },
    })
  ).map(({ day }) => day.toISOString().slice(0, 10));
const direct = async (ref = member) =>
  (await core.storage.db.delivery.findMany({ orderBy: { createdAt: 'asc' } }))
    .map(({ effect }) => effect as unknown as Effect)
    .flatMap((effect) =>
      effect.do === 'post' && effect.target.kind === 'direct' && effect.target.member === ref
        ? [effect.view]
        : [],
    );
const toldTo = async (ref = member) =>
  (await direct(ref)).map((view) => {
    if (view.view === 'note') return plain(view.line);
    return textOf({ kind: 'message', view } as Reply);
  });
const audits = async (ref = member) =>
  core.storage.db.audit.findMany({ where: { memberId: await idOf(ref) }, orderBy: { at: 'asc' } });
const press = async (who: string, action: string, values: Readonly<Record<string, string>> = {}) =>
  core.inbound.action({
    platform: 'slack',
    workspace: 'T1' as WorkspaceRef,
    channel: 'D1' as ChannelRef,
    member: { ref: who as MemberRef, name: who, manager: who.startsWith(manager) },
    id: randomUUID(),
    at: noon,
    locale: null,
    action,
    values,
  });
const streakOf = async (ref = member) => {
  const { streak, streakVersion } = await core.storage.db.enrollment.findFirstOrThrow({
    where: { memberId: await idOf(ref) },
  });
  return { streak, version: streakVersion };
};

describe('a check-in is removed', () => {
  test('with all proofs of its day; the mark goes, the cheer and the other days stay, and the member hears why', async () => {
    core.set(noon - 24 * 3_600_000);
    await core.post(member, '어제도 달렸어요');
    core.set(noon);
    const first = await core.post(member, '오늘 5km');
    await core.post(member, '저녁에 또 달렸어요');
    const before = await streakOf();
    await core.storage.db.delivery.updateMany({
      where: { key: { startsWith: 'react:' } },
      data: { state: 'sent' },
    });

    expect(await admin('remove', { member, day: '오늘', reason: '다른 챌린지 사진이에요' })).toBe(
      `${member}님의 아침 달리기 11월 20일 인증을 뺐어요. 이유는 멤버에게만 알리고, 생각이 다르면 말할 수 있게 할게요.`,
    );

    expect(await doneDays()).toEqual(['2026-11-19']);
    const proof = await core.storage.db.proof.findFirstOrThrow({ where: { messageRef: first.message } });
    expect(proof).toMatchObject({ deletedAt: null, undoneAt: null, text: '오늘 5km' });
    expect(await core.storage.db.cheer.findUnique({ where: { proofId: proof.id } })).toMatchObject({
      state: 'queued',
    });
    const unmarked = await core.storage.db.delivery.findUnique({ where: { key: `undo:react:${proof.id}` } });
    expect(unmarked?.effect).toMatchObject({ do: 'unreact', message: first.message });
    const after = await streakOf();
    expect(after.streak).toBeNull();
    expect(after.version).toBeGreaterThan(before.version);
    expect(await toldTo()).toEqual([
      '아침 달리기 챌린지의 11월 20일 인증을 관리자가 뺐어요. 이유: 다른 챌린지 사진이에요 · 다른 날의 기록은 그대로예요. 생각이 다르면 아래 버튼으로 관리자에게 편하게 말해 주세요.',
    ]);
    expect(await audits()).toMatchObject([
      { what: 'checkInRemoved', reason: '다른 챌린지 사진이에요', proofId: proof.id, challengeId: running },
    ]);
  });

  test('pressed by two managers at once: once', async () => {
    await core.post(member, '오늘 5km');
    const said = await Promise.all(
      ['관리자', '관리자 둘', '관리자 셋'].map((by) =>
        admin('remove', { member, day: 'today', reason: '사진이 없어요' }, by),
      ),
    );
    expect(said.filter((text) => text.includes('인증을 뺐어요'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('인증이 없어요'))).toHaveLength(2);
    expect(await audits()).toHaveLength(1);
    expect(await toldTo()).toHaveLength(1);
  });

  test('its author cannot have it counted again by the message menu; a manager can', async () => {
    const event = await core.post(member, '오늘 5km');
    await admin('remove', { member, day: 'today', reason: '확인이 더 필요해요' });
    expect(await core.menu(member, 'count', event)).toBe(
      '관리자가 뺀 인증이에요. 다시 세려면 관리자에게 부탁해 주세요.',
    );
    expect(await doneDays()).toEqual([]);
    await core.menu(manager, 'count', event, true);
    expect(await doneDays()).toEqual([today]);
  });
});

describe('an appeal', () => {
  const removed = async () => {
    await core.post(member, '오늘 5km');
    await admin('remove', { member, day: 'today', reason: '어제 사진 같아요' });
    const [row] = await audits();
    return row!.id;
  };
  const button = async () => {
    const [view] = await direct();
    return view?.view === 'note' ? view.buttons![0]! : null;
  };

  test('is a form with one text, and reaches the managers once, with who, what and the words', async () => {
    const audit = await removed();
    const pressed = await button();
    expect(pressed).toEqual({
      action: actionId({ do: 'appeal', audit }),
      label: '이의 있어요',
      style: 'secondary',
    });
    const form = await press(member, pressed!.action);
    expect(form).toMatchObject({ kind: 'form', form: { fields: [{ kind: 'text', name: 'words' }] } });
    const send = actionId({ do: 'sendAppeal', audit });
    const told = (await toldTo(manager)).length;
    expect(textOf(await press(member, send, { words: ' \u200b ' }))).toBe(
      '하고 싶은 말을 한 줄이라도 적어 주세요.',
    );
    const answers = await Promise.all(
      ['오늘 새벽에 찍었어요', '정말이에요'].map((words) => press(member, send, { words })),
    );
    expect(answers.map(textOf).sort()).toEqual([
      '관리자에게 전했어요. 말해 줘서 고마워요. 다시 살펴보고 답할 거예요.',
      '이 인증에 대한 말은 이미 관리자에게 전했어요. 조금만 기다려 주세요.',
    ]);
    const cards = (await direct(manager)).slice(told);
    expect(cards).toHaveLength(1);
    const [card] = cards;
    if (card?.view !== 'card') throw new Error('a card was expected');
    expect(card.lines.map(plain)[0]).toBe(`${member}님 · 아침 달리기 · 11월 20일 인증`);
    expect(card.fields.map(({ label, value }) => `${label}: ${plain(value)}`)).toEqual([
      '뺀 이유: 어제 사진 같아요',
      expect.stringMatching(/^멤버의 말: (오늘 새벽에 찍었어요|정말이에요)$/),
    ]);
    expect((await audits()).map(({ what }) => what)).toEqual(['checkInRemoved', 'appealed']);
    expect(textOf(await press(member, pressed!.action))).toContain('이미 관리자에게 전했어요');
  });

  test('its words are forgotten with the records of who leaves; that it was made stays known', async () => {
    const audit = await removed();
    await press(member, actionId({ do: 'sendAppeal', audit }), { words: '무릎이 아파서 늦었어요' });
    expect(JSON.stringify(await direct(manager))).toContain('무릎이 아파서');
    await press(member, actionId({ do: 'leaveErase', challenge: running }));
    expect(JSON.stringify(await direct(manager))).not.toContain('무릎이 아파서');
    expect(await audits()).toMatchObject([{ what: 'checkInRemoved' }, { what: 'appealed', reason: null }]);
    expect(textOf(await press(member, actionId({ do: 'sendAppeal', audit }), { words: '다시요' }))).toContain(
      '이미 관리자에게 전했어요',
    );
  });

  test('is nobody else’s to make', async () => {
    const audit = await removed();
    for (const who of ['다른 멤버', manager])
      for (const what of ['appeal', 'sendAppeal'] as const)
        expect(textOf(await press(who, actionId({ do: what, audit }), { words: '저요' }))).toContain(
          '더는 쓰지 않는 버튼이에요',
        );
    expect(textOf(await press(member, actionId({ do: 'appeal', audit: randomUUID() })))).toContain(
      '더는 쓰지 않는 버튼이에요',
    );
    expect(await audits()).toHaveLength(1);
  });
});

describe('a check-in is added', () => {
  test('once, without a proof, for a day that has come; the member hears why', async () => {
    await core.post(member, '오늘 5km');
    await core.storage.db.enrollment.updateMany({
      where: { memberId: await idOf(member) },
      data: { joinedOn: new Date('2026-11-10') },
    });
    const said = await Promise.all(
      [1, 2, 3].map(() => admin('add', { member, day: '11-15', reason: '모임에서 함께 달렸어요' })),
    );
    expect(said.sort()).toEqual([
      `${member}님은 아침 달리기 챌린지에 11월 15일 인증이 이미 있어요.`,
      `${member}님은 아침 달리기 챌린지에 11월 15일 인증이 이미 있어요.`,
      `${member}님의 아침 달리기 11월 15일을 인증으로 더했어요. 이유는 멤버에게만 알릴게요.`,
    ]);
    expect(await doneDays()).toEqual(['2026-11-15', today]);
    expect(await toldTo()).toEqual([
      '아침 달리기 챌린지의 11월 15일을 관리자가 인증으로 더했어요. 이유: 모임에서 함께 달렸어요',
    ]);
    expect(await audits()).toMatchObject([{ what: 'checkInAdded', reason: '모임에서 함께 달렸어요' }]);
    expect((await streakOf()).streak).toBeNull();
    expect(await admin('remove', { member, day: '11-15', reason: '날을 잘못 골랐어요' })).toContain('뺐어요');
    expect(await doneDays()).toEqual([today]);
  });
});

describe('a freeze is given', () => {
  test('from today, at most one a day, whoever presses', async () => {
    await core.challenge({ title: '모으는 글쓰기', freezeCap: 5 }, 'C6');
    await core.command(member, 'challenge join', { challenge: '모으는 글쓰기' });
    const give = (by = manager) =>
      admin('freeze', { member, reason: '모임 준비를 도와줬어요', challenge: '모으는 글쓰기' }, by);
    expect((await Promise.all([give(), give('관리자 둘')])).sort()).toEqual([
      `${member}님에게 모으는 글쓰기 보호권을 하나 줬어요. 이제 2개예요. 이유는 멤버에게만 알릴게요.`,
      `오늘은 이미 ${member}님에게 모으는 글쓰기 보호권을 하나 줬어요.`,
    ]);
    expect(await toldTo()).toEqual([
      '모으는 글쓰기 챌린지의 보호권을 관리자가 하나 선물했어요. 이제 2개예요. 이유: 모임 준비를 도와줬어요',
    ]);
    expect(await audits()).toMatchObject([{ what: 'freezeGranted' }]);
    core.set(noon + 24 * 3_600_000);
    expect(await give()).toContain('이제 3개예요');
  });

  test('never beyond what can be held', async () => {
    await core.command(member, 'challenge join', { challenge: '아침 달리기' });
    const give = () => admin('freeze', { member, reason: '모임 준비를 도와줬어요' });
    expect(await give()).toContain('이제 2개예요');
    expect(await give()).toBe(
      `${member}님은 보호권을 이미 2개 가득 가지고 있어요. 하나 쓴 뒤에 줄 수 있어요.`,
    );
    expect(await core.storage.db.freezeGrant.count({ where: { memberId: await idOf(member) } })).toBe(1);
  });

  test('a challenge without freezes has none to give', async () => {
    await core.challenge({ title: '보호권 없는 글쓰기', freezeEvery: null }, 'C7');
    await core.command(member, 'challenge join', { challenge: '보호권 없는 글쓰기' });
    expect(await admin('freeze', { member, reason: '응원해요', challenge: '보호권 없는 글쓰기' })).toContain(
      '보호권 없는 글쓰기 챌린지에는 보호권이 없어요',
    );
  });
});

describe('what cannot be done is said clearly', () => {
  const good = () => ({ member, day: '11-20', reason: '함께 확인했어요' });
  test.each([
    ['by somebody who manages nothing', { by: '보통 멤버' }, '관리자만 쓸 수 있어요.'],
    ['no reason', { reason: '' }, '이유를 함께 적어 주세요.'],
    ['a reason of invisible characters', { reason: '\u200b\u202e \n' }, '이유를 함께 적어 주세요.'],
    ['a member never met', { member: 'U404' }, '아직 만난 적이 없는 멤버예요.'],
    ['no member', { member: '' }, '아직 만난 적이 없는 멤버예요.'],
    ['no such challenge', { challenge: '없는 것' }, '없는 것 챌린지를 찾지 못했어요.'],
    ['a day that is no date', { day: '2026-02-30' }, '2026-02-30 날짜는 달력에 없어요.'],
    ['no day', { day: '' }, '날짜는 달력에 없어요.'],
    ['before the challenge', { day: '2026-10-31' }, '11월 1일부터'],
    ['in the future', { day: '내일' }, '11월 21일은 아직 오지 않은 날이에요.'],
    ['before the member came', { day: '2026-11-02' }, '11월 20일에 참여했어요.'],
  ])('%s', async (_name, { by = manager, ...change }: Record<string, string>, answer) => {
    await core.command(member, 'challenge join', { challenge: '아침 달리기' });
    for (const what of ['add', 'remove'])
      expect(await admin(what, { ...good(), ...change }, by)).toContain(answer);
    expect(await audits()).toEqual([]);
    expect(await doneDays()).toEqual([]);
  });

  test('no check-in on that day; not joined; left', async () => {
    await core.command(member, 'challenge join', { challenge: '아침 달리기' });
    expect(await admin('remove', good())).toBe(`${member}님은 아침 달리기 챌린지에 11월 20일 인증이 없어요.`);
    await core.command(member, 'challenge leave', { challenge: '아침 달리기' });
    await press(member, actionId({ do: 'leave', challenge: running }));
    for (const what of ['remove', 'add', 'freeze'])
      expect(await admin(what, good())).toBe(`${member}님은 아침 달리기 챌린지에 참여하고 있지 않아요.`);
  });
});

describe('the log', () => {
  test('tells the newest ten acts in words, in pages, to managers alone', async () => {
    const other = await core.challenge(
      { title: '글쓰기', emoji: '✍️', startsOn: '2026-11-01' as CivilDay },
      'C9',
    );
    await core.command(member, 'challenge join', { challenge: '글쓰기' });
    const said = (reply: Reply) => {
      if (reply.kind !== 'message' || reply.view.view !== 'card') throw new Error(textOf(reply));
      return reply.view;
    };
    for (let n = 1; n <= 6; n++) {
      await admin('add', { member, day: 'today', reason: `함께 썼어요 ${n}`, challenge: '글쓰기' });
      await admin('remove', { member, day: 'today', reason: `다시 볼게요 ${n}`, challenge: '글쓰기' });
    }
    const open = (offset: number, who = manager) =>
      press(who, actionId({ do: 'log', challenge: other, offset }));
    const first = said(await open(0));
    expect(first.title).toBe('관리 내역 · ✍️ 글쓰기');
    expect(first.fields).toHaveLength(10);
    expect(plain(first.fields[0]!.value)).toBe(
      `관리자님이 ${member}님의 ✍️ 글쓰기 11월 20일 인증을 뺐어요. 이유: 다시 볼게요 6`,
    );
    expect(first.buttons.map(({ label }) => label)).toEqual(['지난 내역 →']);
    const second = said(await press(manager, first.buttons[0]!.action));
    expect(second.fields.map(({ value }) => plain(value))).toEqual([
      `관리자님이 ${member}님의 ✍️ 글쓰기 11월 20일 인증을 뺐어요. 이유: 다시 볼게요 1`,
      `관리자님이 ${member}님의 ✍️ 글쓰기 11월 20일 인증을 더했어요. 이유: 함께 썼어요 1`,
    ]);
    expect(second.buttons.map(({ label }) => label)).toEqual(['← 새 내역']);
    expect(textOf(await open(0, member))).toBe('관리자만 쓸 수 있어요.');
    expect(await core.command(member, 'admin log', {})).toBe('관리자만 쓸 수 있어요.');
    expect(await core.command(manager, 'admin log', {})).toContain('[지난 내역 →]');
  });
});
