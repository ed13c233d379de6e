import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import { textOf } from '../../support/core.ts';
import { manager, noon, type Office, openOffice, today } from './office.ts';

// What managers do to records: said why, told to the member alone, and once however many press.
let office: Office;
let core: Office['core'];
let member = '';
let members = 0;

beforeAll(async () => {
  office = await openOffice();
  core = office.core;
});
afterAll(() => core.stop());
beforeEach(() => {
  member = `멤버${++members}`;
  core.set(noon);
});

describe('a check-in is removed', () => {
  test('with all proofs of its day; the mark goes, the cheer and the other days stay, and the member hears why', async () => {
    core.set(noon - 24 * 3_600_000);
    await core.post(member, '어제도 달렸어요');
    core.set(noon);
    const first = await core.post(member, '오늘 5km');
    await core.post(member, '저녁에 또 달렸어요');
    const before = await office.streakOf(member);
    await core.storage.db.delivery.updateMany({
      where: { key: { startsWith: 'react:' } },
      data: { state: 'sent' },
    });

    expect(await office.admin('remove', { member, day: '오늘', reason: '다른 챌린지 사진이에요' })).toBe(
      `${member}님의 아침 달리기 11월 20일 인증을 뺐어요. 이유는 멤버에게만 알리고, 생각이 다르면 말할 수 있게 할게요.`,
    );

    expect(await office.doneDays(member)).toEqual(['2026-11-19']);
    const proof = await core.storage.db.proof.findFirstOrThrow({ where: { messageRef: first.message } });
    expect(proof).toMatchObject({ deletedAt: null, undoneAt: null, text: '오늘 5km' });
    expect(await core.storage.db.cheer.findUnique({ where: { proofId: proof.id } })).toMatchObject({
      state: 'queued',
    });
    const unmarked = await core.storage.db.delivery.findUnique({ where: { key: `undo:react:${proof.id}` } });
    expect(unmarked?.effect).toMatchObject({ do: 'unreact', message: first.message });
    const after = await office.streakOf(member);
    expect(after.streak).toBeNull();
    expect(after.version).toBeGreaterThan(before.version);
    expect(await office.toldTo(member)).toEqual([
      '아침 달리기 챌린지의 11월 20일 인증을 관리자가 뺐어요. 이유: 다른 챌린지 사진이에요 · 다른 날의 기록은 그대로예요. 생각이 다르면 아래 버튼으로 관리자에게 편하게 말해 주세요.',
    ]);
    expect(await office.audits(member)).toMatchObject([
      {
        what: 'checkInRemoved',
        reason: '다른 챌린지 사진이에요',
        proofId: proof.id,
        challengeId: office.running,
      },
    ]);
  });

  test('pressed by two managers at once: once', async () => {
    await core.post(member, '오늘 5km');
    const said = await Promise.all(
      ['관리자', '관리자 둘', '관리자 셋'].map((by) =>
        office.admin('remove', { member, day: 'today', reason: '사진이 없어요' }, by),
      ),
    );
    expect(said.filter((text) => text.includes('인증을 뺐어요'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('인증이 없어요'))).toHaveLength(2);
    expect(await office.audits(member)).toHaveLength(1);
    expect(await office.toldTo(member)).toHaveLength(1);
  });

  test('its author cannot have it counted again by the message menu; a manager can', async () => {
    const event = await core.post(member, '오늘 5km');
    await office.admin('remove', { member, day: 'today', reason: '확인이 더 필요해요' });
    expect(await core.menu(member, 'count', event)).toBe(
      '관리자가 뺀 인증이에요. 다시 세려면 관리자에게 부탁해 주세요.',
    );
    expect(await office.doneDays(member)).toEqual([]);
    await core.menu(manager, 'count', event, true);
    expect(await office.doneDays(member)).toEqual([today]);
  });
});

describe("the menu of somebody else's post", () => {
  const why = '글의 메뉴에서 인증을 취소했어요';

  test('undoes: in the log, told to the member alone, and they can appeal', async () => {
    const event = await core.post(member, '오늘 5km');
    expect(await core.menu(manager, 'undo', event, true)).toContain(
      `${member}님의 아침 달리기 인증을 취소했어요. 멤버에게만 알리고, 생각이 다르면 말할 수 있게 할게요.`,
    );
    expect(await core.menu(manager, 'undo', event, true)).toContain('인증이 없어요');
    expect(await office.doneDays(member)).toEqual([]);
    expect(await office.toldTo(member)).toEqual([
      `아침 달리기 챌린지의 11월 20일 인증을 관리자가 뺐어요. 이유: ${why} · 다른 날의 기록은 그대로예요. 생각이 다르면 아래 버튼으로 관리자에게 편하게 말해 주세요.`,
    ]);
    const proof = await core.storage.db.proof.findFirstOrThrow({ where: { messageRef: event.message } });
    const [audit, ...more] = await office.audits(member);
    expect(more).toEqual([]);
    expect(audit).toMatchObject({ what: 'checkInRemoved', reason: why, proofId: proof.id });
    const appealed = await office.press(member, actionId({ do: 'sendAppeal', audit: audit!.id }), {
      words: '오늘 달린 게 맞아요',
    });
    expect(textOf(appealed)).toContain('관리자에게 전했어요');
    expect(await core.menu(member, 'count', event)).toContain('관리자가 뺀 인증이에요');
  });

  test('undoes one of two proofs of a day: the member hears that the day stands', async () => {
    const first = await core.post(member, '오늘 5km');
    await core.post(member, '저녁에 또 달렸어요');
    await core.menu(manager, 'undo', first, true);
    expect(await office.doneDays(member)).toEqual([today]);
    expect(await office.toldTo(member)).toEqual([
      expect.stringContaining('이날은 다른 인증으로 그대로 남아 있어요'),
    ]);
  });

  test("undone by its author, it is nobody else's business", async () => {
    const event = await core.post(member, '오늘 5km');
    expect(await core.menu(member, 'undo', event)).toContain('다시 셀 수 있어요');
    expect(await office.audits(member)).toEqual([]);
    expect(await office.toldTo(member)).toEqual([]);
  });

  test('counts: in the log, where its author counting it is not', async () => {
    const author = `${member} 혼자`;
    for (const who of [member, author])
      await core.command(who, 'challenge join', { challenge: '아침 달리기' });
    const theirs = await core.post(member, '오늘 5km', { channel: 'C9' as never });
    expect(await core.menu(manager, 'count', theirs, true)).toContain('인증 완료');
    expect(await office.audits(member)).toMatchObject([
      { what: 'checkInAdded', challengeId: office.running, actorId: await office.idOf(manager) },
    ]);
    expect((await office.audits(member))[0]!.day).toEqual(new Date(today));
    const own = await core.post(author, '오늘 3km', { channel: 'C9' as never });
    expect(await core.menu(author, 'count', own)).toContain('인증 완료');
    expect(await office.audits(author)).toEqual([]);
  });
});

describe('a check-in is added', () => {
  test('once, without a proof, for a day that has come; the member hears why', async () => {
    await core.post(member, '오늘 5km');
    await core.storage.db.enrollment.updateMany({
      where: { memberId: await office.idOf(member) },
      data: { joinedOn: new Date('2026-11-10') },
    });
    const said = await Promise.all(
      [1, 2, 3].map(() => office.admin('add', { member, day: '11-15', reason: '모임에서 함께 달렸어요' })),
    );
    expect(said.sort()).toEqual([
      `${member}님은 아침 달리기 챌린지에 11월 15일 인증이 이미 있어요.`,
      `${member}님은 아침 달리기 챌린지에 11월 15일 인증이 이미 있어요.`,
      `${member}님의 아침 달리기 11월 15일을 인증으로 더했어요. 이유는 멤버에게만 알릴게요.`,
    ]);
    expect(await office.doneDays(member)).toEqual(['2026-11-15', today]);
    expect(await office.toldTo(member)).toEqual([
      '아침 달리기 챌린지의 11월 15일을 관리자가 인증으로 더했어요. 이유: 모임에서 함께 달렸어요',
    ]);
    expect(await office.audits(member)).toMatchObject([
      { what: 'checkInAdded', reason: '모임에서 함께 달렸어요' },
    ]);
    expect((await office.streakOf(member)).streak).toBeNull();
    expect(await office.admin('remove', { member, day: '11-15', reason: '날을 잘못 골랐어요' })).toContain(
      '뺐어요',
    );
    expect(await office.doneDays(member)).toEqual([today]);
  });
});

describe('a freeze is given', () => {
  test('from today, at most one a day, whoever presses', async () => {
    await core.challenge({ title: '모으는 글쓰기', freezeCap: 5 }, 'C6');
    await core.command(member, 'challenge join', { challenge: '모으는 글쓰기' });
    const give = (by = manager) =>
      office.admin('freeze', { member, reason: '모임 준비를 도와줬어요', challenge: '모으는 글쓰기' }, by);
    expect((await Promise.all([give(), give('관리자 둘')])).sort()).toEqual([
      `${member}님에게 모으는 글쓰기 보호권을 하나 줬어요. 이제 2개예요. 이유는 멤버에게만 알릴게요.`,
      `오늘은 이미 ${member}님에게 모으는 글쓰기 보호권을 하나 줬어요.`,
    ]);
    expect(await office.toldTo(member)).toEqual([
      '모으는 글쓰기 챌린지의 보호권을 관리자가 하나 선물했어요. 이제 2개예요. 이유: 모임 준비를 도와줬어요',
    ]);
    expect(await office.audits(member)).toMatchObject([{ what: 'freezeGranted' }]);
    core.set(noon + 24 * 3_600_000);
    expect(await give()).toContain('이제 3개예요');
  });

  test('never beyond what can be held', async () => {
    await core.command(member, 'challenge join', { challenge: '아침 달리기' });
    const give = () => office.admin('freeze', { member, reason: '모임 준비를 도와줬어요' });
    expect(await give()).toContain('이제 2개예요');
    expect(await give()).toBe(
      `${member}님은 보호권을 이미 2개 가득 가지고 있어요. 하나 쓴 뒤에 줄 수 있어요.`,
    );
    expect(await core.storage.db.freezeGrant.count({ where: { memberId: await office.idOf(member) } })).toBe(
      1,
    );
  });

  test('none after the last day, while days can still be filled in', async () => {
    await core.challenge({ title: '끝나가는 글쓰기', endsOn: '2026-11-20' as CivilDay }, 'C8');
    await core.command(member, 'challenge join', { challenge: '끝나가는 글쓰기' });
    core.set(noon + 24 * 3_600_000);
    expect(
      await office.admin('freeze', { member, reason: '응원해요', challenge: '끝나가는 글쓰기' }),
    ).toContain('이미 끝났어요');
    expect(await office.toldTo(member)).toEqual([]);
  });

  test('a challenge without freezes has none to give', async () => {
    await core.challenge({ title: '보호권 없는 글쓰기', freezeEvery: null }, 'C7');
    await core.command(member, 'challenge join', { challenge: '보호권 없는 글쓰기' });
    expect(
      await office.admin('freeze', { member, reason: '응원해요', challenge: '보호권 없는 글쓰기' }),
    ).toContain('보호권 없는 글쓰기 챌린지에는 보호권이 없어요');
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
      expect(await office.admin(what, { ...good(), ...change }, by)).toContain(answer);
    expect(await office.audits(member)).toEqual([]);
    expect(await office.doneDays(member)).toEqual([]);
  });

  test('no check-in on that day; not joined; left', async () => {
    await core.command(member, 'challenge join', { challenge: '아침 달리기' });
    expect(await office.admin('remove', good())).toBe(
      `${member}님은 아침 달리기 챌린지에 11월 20일 인증이 없어요.`,
    );
    await core.command(member, 'challenge leave', { challenge: '아침 달리기' });
    await office.press(member, actionId({ do: 'leave', challenge: office.running }));
    for (const what of ['remove', 'add', 'freeze'])
      expect(await office.admin(what, good())).toBe(
        `${member}님은 아침 달리기 챌린지에 참여하고 있지 않아요.`,
      );
  });
});
