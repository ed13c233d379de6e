import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import type { ChallengeId } from '../../../src/core/model/ids.ts';
import {
  alex,
  button,
  buttonsOf,
  type Desk,
  formOf,
  junho,
  minji,
  openDesk,
  person,
  plain,
  said,
  seoyeon,
  toneOf,
  valuesOf,
} from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const edit = (challenge: ChallengeId) => actionId({ do: 'edit', challenge, part: 'all' });
const press = (who: typeof minji, what: Parameters<typeof actionId>[0]) => desk.press(who, actionId(what));
const memberId = async ({ ref }: typeof minji) =>
  (await desk.db.member.findFirstOrThrow({ where: { ref } })).id;
/** What the channel was told of its challenge, oldest first. */
const toldOf = async (id: ChallengeId) =>
  (await desk.deliveries(`changed:${id}`)).map(({ effect }) => {
    const { target, view } = effect as unknown as Extract<Effect, { do: 'post' }>;
    expect(target).toMatchObject({ kind: 'channel' });
    return view.view === 'note' ? plain(view.line) : view.view;
  });
const versions = (id: ChallengeId) =>
  desk.db.enrollment.findMany({ where: { challengeId: id }, select: { streak: true, streakVersion: true } });

describe('editing a challenge that is on', () => {
  test('opens filled with what is, and saves what is not the rule at once', async () => {
    const id = await desk.begin({}, 'C-edit');
    const opened = await desk.press(minji, edit(id));
    expect(formOf(opened).fields.find(({ name }) => name === 'title')).toMatchObject({
      value: '아침 달리기',
    });
    const answer = await desk.fill(minji, opened, { title: '🌅 새벽 달리기', teamGoal: '100' });
    expect(said(answer)).toBe('🌅 새벽 달리기 챌린지를 고쳤어요.');
    expect(await desk.challenge(id)).toMatchObject({ title: '새벽 달리기', emoji: '🌅', teamGoal: 100 });
    expect(await desk.audits(id)).toEqual(['started', 'edited']);
    const [, changed] = await desk.deliveries(id);
    expect(changed).toMatchObject({
      effect: { do: 'edit', of: `welcome:${id}`, view: { title: '🌅 새벽 달리기' } },
    });
    expect(said(await desk.fill(minji, await desk.press(minji, edit(id))))).toContain('바뀐 것이 없어요');
    // A name and a goal of the team show where they are.
    expect(await toldOf(id)).toEqual([]);
  });

  test('tells the channel what members go by, once', async () => {
    const id = await desk.begin({}, 'C-told');
    const form = formOf(await desk.press(minji, edit(id)));
    const values = { ...valuesOf(form), title: '새벽 달리기', proof: 'photo', endsOn: '2026-12-20' };
    for (const _ of [1, 2]) await desk.press(minji, form.action, values, { id: 'told-twice' });
    expect(await toldOf(id)).toEqual([
      '새벽 달리기 챌린지가 이렇게 바뀌었어요. 기간: 2026년 11월 21일~2026년 12월 20일 (30일) · 무엇으로 인증: 사진',
    ]);
  });

  test('by two at once: the second is told, and gets the form as it is now', async () => {
    const id = await desk.begin({}, 'C-two');
    const [one, other] = [await desk.press(minji, edit(id)), await desk.press(seoyeon, edit(id))];
    const answers = await Promise.all([
      desk.fill(minji, one, { title: '민지의 이름' }),
      desk.fill(seoyeon, other, { title: '서연의 이름' }),
    ]);
    expect(answers.map(toneOf).sort()).toEqual(['done', 'problem']);
    const refused = answers.find((answer) => toneOf(answer) === 'problem')!;
    expect(said(refused)).toContain('다른 관리자가 먼저 고쳤어요');
    const again = formOf(await desk.press(seoyeon, button(refused, '고치기')));
    const { title } = await desk.challenge(id);
    expect(again.fields.find(({ name }) => name === 'title')).toMatchObject({ value: title });
    await desk.fill(seoyeon, { kind: 'form', form: again }, { title: '마지막 이름' });
    expect((await desk.challenge(id)).title).toBe('마지막 이름');
  });

  test('the same press delivered twice is saved once, and is no foreign change', async () => {
    const id = await desk.begin({}, 'C-same');
    const form = formOf(await desk.press(minji, edit(id)));
    const send = () => desk.press(minji, form.action, { title: '두 번 온 이름' }, { id: 'sent-twice' });
    const answers = [await send(), await send()];
    expect(answers.map(toneOf)).toEqual(['done', 'done']);
    expect(await desk.audits(id)).toEqual(['started', 'edited']);
  });

  test('names what is wrong and changes nothing', async () => {
    const id = await desk.begin({ startsOn: '2026-11-16' }, 'C-wrong');
    const before = await desk.challenge(id);
    const answer = await desk.fill(minji, await desk.press(minji, edit(id)), {
      title: '\u202e\u200b',
      startsOn: '2026-11-20',
      endsOn: '2026-02-30',
      timezone: 'Nowhere',
    });
    expect(said(answer).split('\n')).toEqual([
      '챌린지 이름을 적어 주세요.',
      '11월 16일에 이미 시작해서 첫날은 바꿀 수 없어요.',
      '끝나는 날: 2026-02-30 날짜는 달력에 없어요. 2026-12-01처럼 적어 주세요.',
      'Nowhere 시간대를 찾지 못했어요. Asia/Seoul처럼 적어 주세요.',
    ]);
    expect(await desk.challenge(id)).toEqual(before);
  });

  test('is nobody’s but the hosts’', async () => {
    const id = await desk.begin({}, 'C-others');
    for (const what of ['pause', 'end', 'endNow', 'delete', 'deleteNow', 'handOver', 'again'] as const)
      expect(said(await press(junho, { do: what, challenge: id }))).toContain('진행자나 관리자');
    expect(said(await desk.press(junho, edit(id)))).toContain('진행자나 관리자');
    expect(await desk.challenge(id)).toMatchObject({ endedAt: null, version: 1, pauses: [] });
  });

  test('that moves to another channel takes its welcome along', async () => {
    const id = await desk.begin({}, 'C-old');
    await desk.db.delivery.updateMany({
      where: { key: `welcome:${id}` },
      data: { state: 'sent', messageRef: 'm-old' },
    });
    await desk.fill(minji, await desk.press(minji, edit(id)), { channel: 'C-new' });
    const moved = await desk.deliveries(id);
    expect(moved.map(({ key, effect }) => [key, effect])).toEqual([
      [`welcome:${id}`, expect.anything()],
      [`undo:welcome:${id}`, { do: 'remove', message: 'm-old' }],
      [`welcome:${id}:2`, expect.objectContaining({ target: { kind: 'channel', channel: 'C-new' } })],
    ]);
    await desk.post(junho, '새 채널에서', 'C-new');
    expect(await desk.db.checkIn.count({ where: { challengeId: id } })).toBe(1);
  });
});

test('another language of the workspace, or who speaks there, shows in every welcome at once', async () => {
  const id = await desk.begin({}, 'C-language');
  const shown = async () => {
    const edits = (await desk.deliveries(`:${id}`)).filter(({ key }) => key.startsWith('welcome-'));
    return edits.map(({ effect }) => JSON.stringify(effect));
  };
  await desk.command(minji, 'settings', { language: 'ko', character: 'damjji' });
  expect(await shown()).toEqual([]);
  await desk.command(minji, 'settings', { language: 'en' });
  expect(await shown()).toEqual([expect.stringContaining('Every day')]);
  desk.at('11-21 15:01');
  await desk.command(minji, 'settings', { language: 'ko', character: 'chorong' });
  expect(await shown()).toEqual([expect.anything(), expect.stringContaining('초롱이')]);
  desk.at('11-21 15:02');
  await desk.command(minji, 'settings', { character: 'damjji' });
  desk.at('11-21 15:00');
});

describe('a changed rule', () => {
  test('is shown before it is saved, holds from tomorrow, and is saved once', async () => {
    const id = await desk.begin({ startsOn: '2026-11-16', goal: 'week:4' }, 'C-rule');
    await press(junho, { do: 'join', challenge: id });
    await press(alex, { do: 'join', challenge: id });
    await desk.post(junho, '오늘도 5km', 'C-rule');
    await desk.db.enrollment.updateMany({ where: { challengeId: id }, data: { streak: {} } });

    const shown = await desk.fill(minji, await desk.press(minji, edit(id)), {
      goal: 'weekdays',
      weekdays: '1,3,5',
    });
    expect(shown).toMatchObject({ view: { view: 'card', picture: { kind: 'weeks' } } });
    expect(said(shown)).toContain('지금: 월-일 기준 주 4회, 다음 날 03:00까지');
    expect(said(shown)).toContain('바꾸면: 매주 월·수·금, 다음 날 03:00까지');
    expect(said(shown)).toContain('11월 22일부터 새 규칙으로 셀게요');
    expect(said(shown)).toContain('참여하는 2명');
    expect(await desk.challenge(id)).toMatchObject({ goal: { kind: 'perWeek', n: 4 }, earlierRules: [] });
    expect((await versions(id)).map(({ streak }) => streak)).toEqual([{}, {}]);

    const save = button(shown, '저장');
    const answers = await Promise.all([desk.press(minji, save), desk.press(seoyeon, save)]);
    expect(answers.map(toneOf).sort()).toEqual(['done', 'problem']);
    expect(answers.map(said).join()).toContain('이미 저장했어요');
    const after = await desk.challenge(id);
    expect(after).toMatchObject({
      goal: { kind: 'weekdays', days: [1, 3, 5] },
      earlierRules: [{ from: '2026-11-16', goal: { kind: 'perWeek', n: 4 }, weekStart: 1 }],
    });
    expect(after.ruleFrom?.toISOString().slice(0, 10)).toBe('2026-11-22');
    expect(await versions(id)).toEqual([
      { streak: null, streakVersion: expect.any(Number) },
      { streak: null, streakVersion: expect.any(Number) },
    ]);
    expect(await desk.audits(id)).toEqual(['started', 'editProposed', 'ruleChanged']);
    expect(await toldOf(id)).toEqual([
      '아침 달리기 챌린지의 규칙이 11월 22일부터 바뀌어요: 매주 월·수·금, 다음 날 03:00까지. 지금까지의 기록은 그대로예요.',
    ]);
    expect(said(await press(junho, { do: 'info', challenge: id }))).toContain(
      '규칙 내역: 11월 16일부터 월-일 기준 주 4회, 다음 날 03:00까지\n11월 22일부터 매주 월·수·금',
    );
  });

  test('of how freezes come keeps what they bridged, and takes none from before tomorrow', async () => {
    const id = await desk.begin({ startsOn: '2026-11-16', title: '보호' }, 'C-freeze');
    for (const day of ['11-16', '11-17', '11-19', '11-20']) {
      desk.at(`${day} 12:00`);
      await desk.post(junho, '했어요', 'C-freeze');
    }
    const streak = async () => said(await desk.command(junho, 'streak', { challenge: '보호' }));
    const change = async (freezes: string) =>
      desk.fill(minji, await desk.press(minji, edit(id)), { freezes });
    // One freeze on joining bridged the 18th; another is given.
    await desk.db.freezeGrant.create({
      data: { challengeId: id, memberId: await memberId(junho), day: new Date('2026-11-20'), n: 1 },
    });
    const shown = await change('none');
    expect(said(shown).split('\n')).toEqual([
      '보호 · 규칙을 바꾸면',
      '11월 21일부터 새 규칙으로 셀게요. 그 전날까지는 지금 규칙으로 센 그대로예요.',
      '참여하는 1명의 연속 기록은 모두 그대로예요.',
      '지금: 매일, 다음 날 03:00까지 (보호권: 14일마다 하나, 최대 2개)',
      '바꾸면: 매일, 다음 날 03:00까지 (보호권: 없음)',
    ]);
    expect(await desk.challenge(id)).toMatchObject({ freezeEvery: 14 });
    expect(said(await desk.press(minji, button(shown, '저장')))).toBe(
      '보호 챌린지는 11월 21일부터 매일, 다음 날 03:00까지 (보호권: 없음)예요.',
    );
    expect(await streak()).toContain('지금 4일 연속');

    // Put back before the change held, nothing was ever otherwise.
    await desk.press(minji, button(await change('2:14'), '저장'));
    expect(await streak()).toContain('보호권: 1개');
    await desk.press(minji, button(await change('none'), '저장'));

    // The 21st is missed, and nothing stands in for it; the 18th is bridged for ever.
    desk.at('11-22 12:00');
    await desk.post(junho, '했어요', 'C-freeze');
    expect(await streak()).toContain('지금 1일 연속');
    expect(await streak()).toContain('가장 길었던 연속: 4일');
    // From tomorrow one comes again, and a lower cap than before is a cap.
    await desk.press(minji, button(await change('1:7'), '저장'));
    for (const day of ['11-23', '11-25']) {
      desk.at(`${day} 12:00`);
      await desk.post(junho, '했어요', 'C-freeze');
    }
    expect(await streak()).toContain('지금 3일 연속');
    expect(await streak()).toContain('보호권: 0개 (최대 1개)');
    desk.at('11-30 12:00');
    expect(await streak()).toContain('가장 길었던 연속: 4일');
    desk.at('11-21 15:00');
  });

  test.each<[string, string, string]>([
    ['daily', 'week:3', '한 주를 채울 때마다'],
    ['week:3', 'daily', '하루 인증할 때마다'],
    ['daily', 'every:3', '3일에 한 번을 채울 때마다'],
  ])('from %s to %s says what a streak grows by then', async (before, after, each) => {
    const id = await desk.begin(
      { startsOn: '2026-11-16', title: '셈', goal: before },
      `C-${before}-${after}`,
    );
    const shown = await desk.fill(minji, await desk.press(minji, edit(id)), { goal: after });
    expect(said(shown)).toContain(
      `새 규칙부터는 ${each} 연속이 하나씩 늘어요. 지금까지의 연속에 이어서 '번'으로 셀게요.`,
    );
    const same = await desk.fill(minji, await desk.press(minji, edit(id)), { weekStart: '7' });
    expect(said(same)).not.toContain('하나씩 늘어요');
  });

  test('of when the day ends is shown first, and holds from the next day on', async () => {
    const id = await desk.begin({ startsOn: '2026-11-16', title: '하루' }, 'C-grace');
    desk.at('11-20 02:30');
    await desk.post(junho, '했어요', 'C-grace');
    desk.at('11-21 15:00');
    const why = async () => said(await desk.command(junho, 'streak', { challenge: '하루', show: 'why' }));
    const before = await why();
    const shown = await desk.fill(minji, await desk.press(minji, edit(id)), { grace: '0' });
    expect(said(shown).split('\n')).toEqual([
      '하루 · 규칙을 바꾸면',
      '11월 22일부터 새 규칙으로 셀게요. 그 전날까지는 지금 규칙으로 센 그대로예요.',
      '참여하는 1명의 연속 기록은 모두 그대로예요.',
      '지금: 매일, 다음 날 03:00까지',
      '바꾸면: 매일, 자정까지',
    ]);
    expect(await why()).toBe(before);
    await desk.press(minji, button(shown, '저장'));

    // Two in the morning is still the 21st, which ends as it was to end; the 22nd ends at midnight.
    desk.at('11-22 02:00');
    const today = await why();
    expect(today).toContain('11월 21일(토) · ○ 오늘: 오늘 03:00까지 열려 있어요');
    expect(said(await desk.command(junho, 'checkin', { challenge: '하루', text: '늦었지만' }))).toContain(
      '2일째 · 2일 연속 · 11월 21일 인증',
    );
    desk.at('11-22 03:00');
    expect(await why()).toContain('11월 22일(일) · ○ 오늘: 내일 00:00까지 열려 있어요');
    desk.at('11-23 00:10');
    const after = await why();
    expect(after).toContain('11월 23일(월) · ○ 오늘');
    const rule = ' · 매일, 다음 날 03:00까지';
    for (const line of before.split('\n').slice(4)) expect(after).toContain(line + rule);
    expect(after).toContain('11월 20일 03:00에 닫힘 (Asia/Seoul)');
    desk.at('11-21 15:00');
  });

  test('is worked out for five hundred of many members, and says so', async () => {
    const id = await desk.begin({ startsOn: '2026-11-16' }, 'C-many');
    await desk.db.$executeRaw`
      with many as (
        insert into member (workspace_id, ref, name)
        select workspace_id, 'many' || n, '멤버' || n from challenge, generate_series(1, 501) n where id = ${id}::uuid returning id
      )
      insert into enrollment (challenge_id, member_id, joined_on) select ${id}::uuid, id, '2026-11-16' from many`;
    const shown = await desk.fill(minji, await desk.press(minji, edit(id)), { goal: 'week:2' });
    expect(said(shown)).toContain('살펴본 500명(모두 501명)의 연속 기록은 모두 그대로예요.');
  });

  test('proposed by two: the one who saves later is told of the other', async () => {
    const id = await desk.begin({ startsOn: '2026-11-16' }, 'C-proposed');
    const [one, other] = [await desk.press(minji, edit(id)), await desk.press(seoyeon, edit(id))];
    const mine = await desk.fill(minji, one, { goal: 'week:2' });
    const theirs = await desk.fill(seoyeon, other, { goal: 'week:5' });
    expect(toneOf(await desk.press(minji, button(mine, '저장')))).toBe('done');
    expect(said(await desk.press(seoyeon, button(theirs, '저장')))).toContain('다른 관리자가 먼저');
    expect(await desk.challenge(id)).toMatchObject({ goal: { kind: 'perWeek', n: 2 } });
  });

  test('left alone changes nothing; one of another challenge is not taken', async () => {
    const id = await desk.begin({ startsOn: '2026-11-16' }, 'C-alone');
    const other = await desk.begin({ startsOn: '2026-11-16' }, 'C-foreign');
    const shown = await desk.fill(minji, await desk.press(minji, edit(id)), { goal: 'week:2' });
    expect(said(await desk.press(minji, button(shown, '취소')))).toContain('매일');
    const change = button(shown, '저장').split(':')[3]!;
    const stolen = await desk.press(minji, actionId({ do: 'applyEdit', challenge: other, change }));
    expect(toneOf(stolen)).toBe('problem');
    for (const each of [id, other])
      expect(await desk.challenge(each)).toMatchObject({ goal: { kind: 'daily' }, earlierRules: [] });
  });

  test('before the first day has nothing to keep', async () => {
    const id = await desk.begin({ startsOn: '2026-12-10' }, 'C-early');
    const shown = await desk.fill(minji, await desk.press(minji, edit(id)), { goal: 'week:2' });
    expect(said(shown)).toContain('12월 10일부터');
    await desk.press(minji, button(shown, '저장'));
    expect(await desk.challenge(id)).toMatchObject({
      goal: { kind: 'perWeek', n: 2 },
      earlierRules: [],
      ruleFrom: null,
    });
  });
});

describe('pausing for everybody', () => {
  test('stops what is due until it resumes', async () => {
    const id = await desk.begin({ startsOn: '2026-11-16' }, 'C-pause');
    await press(junho, { do: 'join', challenge: id });
    await desk.db.enrollment.updateMany({
      where: { challengeId: id },
      data: { streak: {}, streakVersion: 7 },
    });
    const both = await Promise.all([
      press(minji, { do: 'pause', challenge: id }),
      press(seoyeon, { do: 'pause', challenge: id }),
    ]);
    expect(both.map(toneOf).sort()).toEqual(['done', 'problem']);
    expect(await desk.challenge(id)).toMatchObject({ pauses: [{ from: '2026-11-21', to: null }] });
    expect(await versions(id)).toEqual([{ streak: null, streakVersion: 8 }]);
    expect(said(await desk.command(junho, 'challenge list'))).toContain('잠시 멈춤');

    desk.at('11-24 10:00');
    expect(said(await press(minji, { do: 'resume', challenge: id }))).toContain('오늘부터 다시 셀게요');
    expect(said(await press(minji, { do: 'resume', challenge: id }))).toContain('멈춰 있지 않아요');
    expect(await desk.challenge(id)).toMatchObject({ pauses: [{ from: '2026-11-21', to: '2026-11-23' }] });
    expect(await toldOf(id)).toEqual([
      '아침 달리기 챌린지는 오늘부터 잠시 쉬어 가요. 다시 시작할 때까지는 인증하지 않아도 모두의 연속 기록이 그대로예요.',
      '아침 달리기 챌린지를 다시 시작해요. 오늘부터 또 함께해요.',
    ]);
    expect(said(await press(junho, { do: 'info', challenge: id }))).toContain('멈춘 날: 11월 21일~11월 23일');
    expect(await desk.audits(id)).toEqual(['started', 'paused', 'resumed']);
    desk.at('11-21 15:00');
  });
});

describe('handing over', () => {
  test('makes it the other member’s to change', async () => {
    const id = await desk.begin({}, 'C-hand');
    await desk.command(junho, 'help');
    const form = formOf(await press(minji, { do: 'handOver', challenge: id }));
    expect(form.fields).toMatchObject([{ kind: 'member', name: 'member' }]);
    expect(said(await desk.press(minji, form.action, { member: 'U-junho' }))).toContain(
      '준호님에게 넘겼어요',
    );
    expect(said(await desk.press(minji, form.action, { member: 'U-junho' }))).toContain(
      '이미 준호님이 맡고 있어요',
    );
    expect(said(await press(junho, { do: 'pause', challenge: id }))).toContain('잠시 멈췄어요');
    expect(said(await press(junho, { do: 'info', challenge: id }))).toContain('진행자: 준호');
    expect(await desk.audits(id)).toEqual(['started', 'handedOver', 'paused']);
  });

  test('to a member nobody met, or who left the server, is refused', async () => {
    const id = await desk.begin({ title: '아무도 모름' }, 'C-nobody');
    const answer = await desk.command(minji, 'challenge handover', {
      member: 'U-gone',
      challenge: '아무도 모름',
    });
    expect(said(answer)).toContain('아직 만난 적이 없는 멤버예요');
    expect(await desk.audits(id)).toEqual(['started']);
  });
});

test('which challenge is meant is asked with buttons that do it', async () => {
  const asked = await openDesk();
  try {
    await asked.begin({ title: '달리기' });
    await asked.begin({ title: '글쓰기' });
    for (const words of [
      'challenge join',
      'challenge info',
      'challenge pause',
      'challenge edit',
      'challenge end',
    ]) {
      const which = await asked.command(minji, words);
      expect(said(which), words).toBe('어느 챌린지인가요?');
      expect(buttonsOf(which).map(({ label }) => label)).toEqual(['달리기', '글쓰기']);
    }
    const which = await asked.command(person('U-new', '새봄'), 'challenge join');
    expect(said(await asked.press(person('U-new', '새봄'), button(which, '글쓰기')))).toContain(
      '글쓰기 챌린지에 온 걸',
    );
  } finally {
    await asked.close();
  }
});
