import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import { createLeftAlone, type LeftAlone } from '../../../src/core/check-in/left-alone.ts';
import type {
  ChallengeId,
  ChannelRef,
  DeliveryKey,
  MessageRef,
  WorkspaceRef,
} from '../../../src/core/model/ids.ts';
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

const claim = async (key: string) => {
  const claimed = await desk.storage.ledger.claim(key as DeliveryKey);
  if (claimed.kind !== 'claimed') throw new Error(`${key} is ${claimed.kind}`);
  return claimed;
};
const idOf = (action: string) => action.split(':')[2] as ChallengeId;

test('the first one brings its zone along for members’ days; what a manager chose stays', async () => {
  const abroad = await openDesk();
  try {
    const zone = async () => (await abroad.db.workspace.findFirstOrThrow()).timezone;
    const start = async (timezone: string, channel: string) =>
      said(await abroad.press(minji, button(await abroad.draft({ timezone }, channel), '시작')));
    expect(await start('Europe/London', 'C1')).toContain('멤버들의 하루도 Europe/London 시간으로 셀게요');
    expect(await zone()).toBe('Europe/London');
    expect(await start('America/New_York', 'C2')).not.toContain('멤버들의 하루');
    expect(await zone()).toBe('Europe/London');
  } finally {
    await abroad.close();
  }
  const chosen = await openDesk();
  try {
    await chosen.command(minji, 'settings', { timezone: 'Asia/Tokyo' });
    await chosen.begin({ timezone: 'Europe/London' });
    expect((await chosen.db.workspace.findFirstOrThrow()).timezone).toBe('Asia/Tokyo');
  } finally {
    await chosen.close();
  }
});

test.each([
  ['scrolls away', false],
  ['stays in sight', true],
])('where the welcome %s, whoever starts is told to pin it: %s', async (_where, pinned) => {
  const here = await openDesk({ pinsWelcome: () => pinned });
  try {
    const answer = said(await here.press(minji, button(await here.draft(), '시작')));
    expect(answer).toContain('채널에 안내를 올렸어요');
    expect(answer.includes('고정해 두면')).toBe(!pinned);
  } finally {
    await here.close();
  }
});

describe('a draft', () => {
  test('is shown as it would be, and nobody but managers sees it', async () => {
    const preview = await desk.draft({ title: '🏃 아침 달리기', goal: 'week:3', endsOn: '8주' });
    expect(said(preview)).toContain('월-일 기준 주 3회, 다음 날 03:00까지');
    expect(said(preview)).toContain('2026년 11월 21일~2027년 1월 15일 (56일)');
    expect(preview).toMatchObject({ view: { picture: { kind: 'weeks', startsOn: '2026-11-21' } } });
    const id = idOf(button(preview, '시작'));
    expect(await desk.challenge(id)).toMatchObject({ startedAt: null, emoji: '🏃', title: '아침 달리기' });
    expect(await desk.deliveries(id)).toEqual([]);
    expect(await desk.jobs()).toEqual([]);

    expect(said(await desk.command(junho, 'challenge list'))).not.toContain('아침 달리기');
    expect(said(await desk.command(minji, 'challenge list'))).toContain('시작 전');
    for (const what of ['join', 'info', 'preview', 'start', 'delete'] as const)
      expect(toneOf(await desk.press(junho, actionId({ do: what, challenge: id })))).toBe('problem');
    for (const words of ['challenge edit', 'challenge info', 'challenge end', 'nudge remove'])
      expect(said(await desk.command(junho, words))).toContain('진행 중인 챌린지가 없어요');
    // A proof in its channel is just a message.
    await desk.post(junho, '5km 뛰었어요');
    expect(await desk.db.proof.count()).toBe(0);
    await desk.press(minji, actionId({ do: 'delete', challenge: id }));
    expect(await desk.db.challenge.count({ where: { id } })).toBe(0);
  });

  test('started by two managers at once starts once', async () => {
    const start = button(await desk.draft({ title: '둘이 함께' }, 'C-both'), '시작');
    const answers = await Promise.all([desk.press(minji, start), desk.press(seoyeon, start)]);
    expect(answers.map(toneOf).sort()).toEqual(['done', 'problem']);
    expect(answers.map(said).filter((text) => text.includes('이미 시작했어요'))).toHaveLength(1);
    const id = idOf(start);
    expect(await desk.deliveries(`welcome:${id}`)).toHaveLength(1);
    expect(await desk.audits(id)).toEqual(['started']);
    // And proofs count.
    await desk.post(junho, '다녀왔어요', 'C-both');
    expect(await desk.db.checkIn.count({ where: { challengeId: id } })).toBe(1);
  });

  test('sent twice is made once', async () => {
    const form = formOf(await desk.command(minji, 'challenge create'));
    const press = () => desk.press(minji, form.action, { title: '한 번만' }, { id: 'the-same' });
    const [first, second] = await Promise.all([press(), press()]);
    expect(button(first, '시작')).toBe(button(second, '시작'));
    expect(await desk.db.challenge.count({ where: { title: '한 번만' } })).toBe(1);
  });

  test('discarded by one is no longer there for the other', async () => {
    const preview = await desk.draft({ title: '그만둘 것' });
    expect(said(await desk.press(minji, button(preview, '버리기')))).toContain('초안을 버렸어요');
    expect(said(await desk.press(seoyeon, button(preview, '시작')))).toBe('그 챌린지는 이제 없어요.');
    // Once started, the button that discards asks first.
    const other = await desk.draft({ title: '시작한 것' });
    await desk.press(minji, button(other, '시작'));
    const asked = await desk.press(seoyeon, button(other, '버리기'));
    expect(said(asked)).toContain('되돌릴 수 없어요');
    expect(await desk.db.challenge.count({ where: { title: '시작한 것' } })).toBe(1);
  });

  test('with several things wrong names them all and leads back to the form', async () => {
    const answer = await desk.draft({
      title: '🏃'.repeat(500),
      startsOn: '2026-02-30',
      goal: 'week:9',
      timezone: 'Mars/Olympus',
    });
    expect(toneOf(answer)).toBe('problem');
    expect(said(answer).split('\n')).toHaveLength(4);
    expect(said(answer)).toContain('2026-02-30 날짜는 달력에 없어요');
    expect(formOf(await desk.press(minji, button(answer, '다시 적기'))).title).toBe('새 챌린지');
    expect(await desk.db.challenge.count({ where: { title: { contains: '🏃🏃' } } })).toBe(0);
  });

  test('whose last day went by meanwhile does not start', async () => {
    const late = await openDesk();
    try {
      const preview = await late.draft({ endsOn: '2026-11-25' });
      late.at('11-27 09:00');
      expect(said(await late.press(minji, button(preview, '시작')))).toContain('이미 지났어요');
      expect(await late.deliveries('welcome')).toEqual([]);
    } finally {
      await late.close();
    }
  });

  test('refused, comes back with everything that was typed, to whoever typed it', async () => {
    const typed = {
      title: '천천히 걷기',
      startsOn: '2026-11-31',
      endsOn: '2026-12-24',
      teamGoal: '오백',
      goal: 'week:2',
    };
    const refused = await desk.fill(minji, await desk.command(minji, 'challenge create'), typed);
    expect(toneOf(refused)).toBe('problem');
    const [again] = buttonsOf(refused);
    const reopened = await desk.press(minji, again!.action);
    expect(valuesOf(formOf(reopened))).toMatchObject(typed);
    // To anybody else it opens as it always does.
    expect(valuesOf(formOf(await desk.press(seoyeon, again!.action)))).toMatchObject({ title: '' });
    const preview = await desk.fill(minji, reopened, { startsOn: '2026-12-01', teamGoal: '500' });
    expect(said(preview)).toContain('천천히 걷기');

    // The same while it is being edited, part by part.
    const id = idOf(button(preview, '시작'));
    const edit = await desk.press(minji, actionId({ do: 'edit', challenge: id, part: 'rule' }));
    const wrong = await desk.fill(minji, edit, { timezone: '화성', grace: '60' });
    const back = await desk.press(minji, buttonsOf(wrong)[0]!.action);
    expect(valuesOf(formOf(back))).toMatchObject({ timezone: '화성', grace: '60' });
    expect(said(await desk.fill(minji, back, { timezone: 'Asia/Tokyo' }))).toContain('01:00');
  });

  test('starts from a template, and keeps what a short form does not ask', async () => {
    const small = await openDesk({ formFields: () => 5 });
    try {
      const form = formOf(await small.command(minji, 'challenge create', { template: 'running' }));
      expect(form.fields).toHaveLength(5);
      expect(form.fields[0]).toMatchObject({ name: 'title', value: '🏃 8주 달리기' });
      const preview = await small.fill(minji, { kind: 'form', form });
      expect(buttonsOf(preview).map(({ label }) => label)).toEqual([
        '시작',
        '고치기',
        '규칙 더 고치기',
        '그 밖의 설정',
        '버리기',
      ]);
      const id = idOf(button(preview, '시작'));
      expect(await small.challenge(id)).toMatchObject({ category: 'running', endNotices: [14, 3] });

      const rule = formOf(await small.press(minji, button(preview, '규칙 더 고치기')));
      const shown = await small.fill(minji, { kind: 'form', form: rule }, { weekStart: '7', grace: '0' });
      expect(said(shown)).toContain('일-토 기준 주 3회, 자정까지');
      const extras = formOf(await small.press(minji, button(shown, '그 밖의 설정')));
      const last = await small.fill(
        minji,
        { kind: 'form', form: extras },
        { teamGoal: '300', endNotices: '' },
      );
      expect(said(last)).toContain('모두 합쳐 300일');
      expect(await small.challenge(id)).toMatchObject({
        title: '8주 달리기',
        emoji: '🏃',
        weekStart: 7,
        graceMinutes: 0,
        teamGoal: 300,
        endNotices: [],
        startedAt: null,
      });
    } finally {
      await small.close();
    }
  });

  test('may be made by members of the host role, and changed by who made it', async () => {
    await desk.command(minji, 'help');
    await desk.db.workspace.updateMany({ data: { hostRole: 'R-host' } });
    const host = person('U-host', '하늘', { roles: ['R-host'] });
    expect(toneOf(await desk.command(junho, 'challenge create'))).toBe('problem');
    const preview = await desk.fill(host, await desk.command(host, 'challenge create'), {
      title: '하늘의 것',
    });
    // The role was taken away since: it is still theirs.
    const alone = person('U-host', '하늘');
    expect(said(await desk.press(alone, button(preview, '시작')))).toContain('시작했어요');
  });

  test('a name with a right-to-left override is plain by the time anybody sees it', async () => {
    const preview = await desk.draft({ title: '\u202e아침\u2066 달리기\u200f' });
    expect(preview).toMatchObject({ view: { title: '아침 달리기' } });
  });
});

describe('the welcome', () => {
  const arrived = { state: 'sent', message: 'C-welcome/1' as MessageRef } as const;
  const edit = async (id: ChallengeId, title: string) =>
    desk.fill(minji, await desk.press(minji, actionId({ do: 'edit', challenge: id, part: 'basics' })), {
      title,
    });

  test('withdrawn while it is on its way is removed when it has arrived, and not posted again', async () => {
    const id = await desk.begin({ title: '금방 지운 곳' }, 'C-gone');
    const other = await desk.begin({ title: '금방 옮긴 곳' }, 'C-moved');
    const arrives = await claim(`welcome:${id}`);
    const retried = await claim(`welcome:${other}`);
    for (const each of [id, other]) await desk.press(minji, actionId({ do: 'deleteNow', challenge: each }));
    expect(await desk.storage.ledger.settle(arrives, arrived)).toBe('settled');
    expect(await desk.deliveries(`undo:welcome:${id}`)).toMatchObject([
      { effect: { do: 'remove', message: arrived.message } },
    ]);
    const again = {
      state: 'pending',
      reason: 'no answer',
      at: desk.now(),
      maybeSent: true,
      counts: true,
    } as const;
    await desk.storage.ledger.settle(retried, again);
    expect(await claim(`welcome:${other}`)).toMatchObject({
      moot: 'the challenge was deleted',
      maybeSent: true,
    });
  });

  test('withdrawn after it was given up, though it may stand, is looked for and removed where it is', async () => {
    const id = await desk.begin({ title: '못 찾은 곳' }, 'C-unknown');
    const unknown = { state: 'dead', cause: 'unknownOutcome', detail: '503', maybeSent: true } as const;
    await desk.storage.ledger.settle(await claim(`welcome:${id}`), unknown);
    await desk.press(minji, actionId({ do: 'deleteNow', challenge: id }));
    const looking = await claim(`welcome:${id}`);
    expect(looking).toMatchObject({ moot: 'the challenge was deleted', maybeSent: true });
    await desk.storage.ledger.settle(looking, arrived);
    expect(await desk.deliveries(`undo:welcome:${id}`)).toMatchObject([
      { effect: { do: 'remove', message: arrived.message } },
    ]);
  });

  test('shows its newest text: an older one that is tried again is left out', async () => {
    const id = await desk.begin({ title: '하나' }, 'C-text');
    await desk.storage.ledger.settle(await claim(`welcome:${id}`), arrived);
    await edit(id, '둘');
    await edit(id, '셋');
    const edits = await desk.deliveries(`:${id}`);
    const [older, newer] = edits.filter(({ key }) => key.startsWith('welcome-'));
    expect(await claim(older!.key)).toMatchObject({ moot: 'a newer text follows' });
    expect(await claim(newer!.key)).toMatchObject({ moot: null, otherMessage: arrived.message });
    // Also where the database's clock was set back before the newest was planned.
    await desk.db.delivery.update({
      where: { key: newer!.key },
      data: { createdAt: new Date(Date.now() + 3_600_000) },
    });
    await edit(id, '넷');
    const newest = (await desk.deliveries(`:${id}`)).filter(({ key }) => key.startsWith('welcome-')).at(-1)!;
    expect(newest.key).not.toBe(newer!.key);
    expect(await claim(newest.key)).toMatchObject({ moot: null, otherMessage: arrived.message });
    await desk.db.delivery.update({ where: { key: newest.key }, data: { state: 'dead' } });
    // Where the newer one failed for good, the older one is better than none.
    await desk.db.delivery.update({ where: { key: newer!.key }, data: { state: 'dead' } });
    await desk.db.delivery.update({ where: { key: older!.key }, data: { state: 'pending' } });
    expect(await claim(older!.key)).toMatchObject({ moot: null });
  });
});

describe('what a channel held before its challenge came', () => {
  const found = { found: true } as const;
  const hours = (n: number) => n * 3_600_000;
  let left: LeftAlone;
  let monotonic = 0;
  let at: Desk;
  beforeEach(async () => {
    monotonic = 0;
    left = createLeftAlone(
      (all) => at.storage.proofs.lookedAt(all),
      { monotonic: () => monotonic },
      (error) => String(error).includes('outage'),
    );
    at = await openDesk({ leftAlone: left });
  });
  afterEach(() => at.close());
  const countedIn = (id: ChallengeId) => at.db.checkIn.count({ where: { challengeId: id } });
  const watched = async (channel: string) =>
    (await at.storage.watchedChannels('slack')).find((each) => each.channel === channel);
  const move = async (id: ChallengeId, channel: string) =>
    at.fill(minji, await at.press(minji, actionId({ do: 'edit', challenge: id, part: 'all' })), { channel });

  test('is nobody’s proof after it moved there, nor after it moved back', async () => {
    const id = await at.begin({}, 'C-old');
    await at.post(junho, '시작하고 달렸어요', 'C-old');
    at.at('11-23 09:00');
    await move(id, 'C-new');
    expect(await watched('C-old')).toBeUndefined();
    expect(await watched('C-new')).toMatchObject({ lastSeen: null, since: at.now() });
    await at.post(alex, '지난주부터 여기서 나눈 이야기', 'C-new', at.now() - hours(20), found);
    expect(await countedIn(id)).toBe(1);
    await at.post(alex, '옮긴 다음에 올렸는데 아무도 못 들은 글', 'C-new', at.now() + hours(1), found);
    expect(await countedIn(id)).toBe(2);
    at.at('11-25 09:00');
    await move(id, 'C-old');
    expect(await watched('C-old')).toMatchObject({ lastSeen: null, since: at.now() });
    await at.post(seoyeon, '없는 동안 나눈 이야기', 'C-old', at.now() - hours(3), found);
    expect(await countedIn(id)).toBe(2);
    // Told live it is judged as ever, however late.
    await at.post(seoyeon, '늦게 도착한 글', 'C-old', at.now() - hours(3));
    expect(await countedIn(id)).toBe(3);
  });

  test('is no proof of one that starts there beside another', async () => {
    const first = await at.begin({ title: '달리기' }, 'C1');
    at.at('11-21 21:00');
    const second = await at.begin({ title: '글쓰기' }, 'C1');
    await at.post(junho, '#글쓰기 #달리기 오후에 올린 글', 'C1', at.now() - hours(1), found);
    expect([await countedIn(first), await countedIn(second)]).toEqual([1, 0]);
  });

  test('and was left alone is not read again, though it came to nothing; nor is anything passed over', async () => {
    const id = await at.begin({ proof: 'photo' }, 'C1');
    await at.begin({}, 'C-other');
    const upTo = async () => (await watched('C1'))?.lastSeen ?? null;
    const talk = await at.post(junho, '오늘 날씨 좋네요', 'C1');
    expect(await upTo()).toBeNull();
    await left.save();
    expect(await upTo()).toBe(talk);
    const thread = { inThread: true, thread: talk };
    await at.post(alex, '그러게요', 'C1', at.now() + 1_000, thread);
    await at.post(alex, '여기는 챌린지가 없는 곳', 'C-nowhere', at.now() + 1_000);
    // An older one is not taken in yet: what is newer waits for it.
    const gate = Promise.withResolvers<boolean>();
    const slow = {
      ...{ platform: 'slack' as const, workspace: 'T1' as WorkspaceRef, channel: 'C1' as ChannelRef },
      ...{ message: 'slow' as MessageRef, at: at.now() + 2_000 },
    };
    const held = left.watch(slow, () => gate.promise);
    const newer = await at.post(junho, '산책 가고 싶다', 'C1', at.now() + 3_000);
    await left.save();
    expect(await upTo()).toBe(talk);
    gate.reject(new Error('not stored'));
    await expect(held).rejects.toThrow('not stored');
    await left.save();
    expect(await upTo()).toBe(talk);
    await left.watch(slow, async () => false);
    await left.save();
    expect(await upTo()).toBe(newer);
    expect(await at.db.channelCursor.count()).toBe(1);
    // An older one never moves it back.
    await at.post(junho, '늦게 온 이야기', 'C1', at.now() + 1_500);
    await left.save();
    expect(await upTo()).toBe(newer);
    expect(await countedIn(id)).toBe(0);
  });

  test.each([
    ['is given up', 'not stored', 15],
    ['waits for a database that is away', 'outage', 25 * 60],
  ])('and what cannot be taken in holds newer ones back until it %s', async (_, why, minutes) => {
    await at.begin({ proof: 'photo' }, 'C1');
    const broken = {
      ...{ platform: 'slack' as const, workspace: 'T1' as WorkspaceRef, channel: 'C1' as ChannelRef },
      ...{ message: 'broken' as MessageRef, at: at.now() },
    };
    const fail = () => left.watch(broken, () => Promise.reject(new Error(why)));
    await expect(fail()).rejects.toThrow(why);
    const newer = await at.post(junho, '산책 가고 싶다', 'C1', at.now() + 1_000);
    const upTo = async () => {
      await left.save();
      return (await watched('C1'))?.lastSeen ?? null;
    };
    monotonic += minutes * 60_000 - 1;
    expect(await upTo()).toBeNull();
    // Each try holds it back anew.
    await expect(fail()).rejects.toThrow(why);
    monotonic += 1;
    expect(await upTo()).toBeNull();
    monotonic += minutes * 60_000;
    expect(await upTo()).toBe(newer);
  });

  test('of two days and more gets its mark alone; a younger one is told for which day it counts', async () => {
    await at.begin({}, 'C1');
    at.at('11-26 15:00');
    const said = async (message: MessageRef) =>
      (
        await at.db.delivery.findMany({ where: { proof: { messageRef: message } }, orderBy: { key: 'asc' } })
      ).map(({ key }) => key.split(':')[0]!.split('-')[0]);
    expect(await said(await at.post(junho, '사흘 전 글', 'C1', at.now() - hours(72), found))).toEqual([
      'joined',
      'react',
    ]);
    expect(await said(await at.post(junho, '이틀 전 글', 'C1', at.now() - hours(49), found))).toEqual([
      'react',
    ]);
    expect(await said(await at.post(junho, '어제 글', 'C1', at.now() - hours(23), found))).toContain('note');
  });
});
