import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { NewChallenge } from '../../../src/core/challenge/store.ts';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChallengeId } from '../../../src/core/model/ids.ts';
import { type Core, openCore, plain } from '../../support/core.ts';
import { auditStreaks } from '../../support/oracle.ts';

const day = 86_400_000;
const begun = Date.parse('2026-10-05T12:00:00+09:00'); // a Monday
let core: Core;
let challenge: ChallengeId;
let channel = '';
let channels = 0;

beforeAll(async () => {
  core = await openCore(begun);
});
afterAll(async () => {
  expect(await auditStreaks(core.storage)).toEqual([]);
  await core.stop();
});
beforeEach(() => {
  channel = `C-${++channels}`;
});

async function begin(change: Partial<NewChallenge> = {}) {
  challenge = await core.challenge(
    { title: `달리기 ${channels}`, emoji: '🏃', startsOn: '2026-10-05' as CivilDay, ...change },
    channel,
  );
}
const postOn = (n: number, member = '민지') => {
  core.set(begun + n * day);
  return core.post(member, '했어요', { channel: channel as never });
};
/** The cards of this challenge that were not taken back, oldest first. */
const cards = async () => {
  const rows = await core.storage.db.$queryRaw<{ key: string; effect: Effect }[]>`
    select d.key, d.effect from delivery d join proof p on p.id = d.proof_id
    where d.key like ${`milestone:${challenge}:%`} and d.state <> 'skipped'
      and not exists (select from delivery u where u.key = 'undo:' || d.key) order by p.posted_at`;
  return rows.map(({ key, effect }) => {
    if (effect.do !== 'post' || effect.view.view !== 'card') throw new Error('no card');
    const { title, lines, picture } = effect.view;
    return { n: key.split(':')[3], target: effect.target.kind, title, line: plain(lines[0]!), picture };
  });
};

/** What kinds of moments its check-ins were cheered as, in their order. */
const situations = async () => {
  const proofs = await core.storage.db.proof.findMany({
    where: { channelRef: channel },
    orderBy: { postedAt: 'asc' },
    select: { cheer: { select: { situation: true } } },
  });
  return proofs.map(({ cheer }) => cheer?.situation);
};

test('the seventh day done gets a card in its thread, with the number in the picture', async () => {
  await begin();
  for (const n of [0, 1, 2, 3, 5, 6]) await postOn(n);
  expect(await cards()).toEqual([]);
  await postOn(8);
  expect(await cards()).toEqual([
    {
      n: '7',
      target: 'thread',
      title: '7일 인증',
      line: `민지님이 달리기 ${channels}에서 모두 7일을 인증했어요.`,
      picture: {
        kind: 'milestone',
        locale: 'ko',
        asOf: { day: '2026-10-13', zone: 'Asia/Seoul' },
        name: '민지',
        challenge: { title: `달리기 ${channels}`, emoji: '🏃' },
        number: 7,
        unit: 'day',
      },
    },
  ]);
});

test('it goes with its proof, comes back with the next one, and stands once', async () => {
  await begin();
  for (let n = 0; n < 6; n++) await postOn(n);
  const seventh = await postOn(6);
  await core.inbound.message(seventh);
  expect(await cards()).toHaveLength(1);
  await core.remove(seventh);
  expect(await cards()).toEqual([]);
  const again = await postOn(7);
  expect(await cards()).toHaveLength(1);
  // An earlier day is taken back, and the seventh reached anew: the card that stands is enough.
  const posted = await core.storage.db.proof.findFirstOrThrow({
    where: { channelRef: channel },
    orderBy: { postedAt: 'asc' },
  });
  await core.remove({ ...again, message: posted.messageRef as never });
  await postOn(8);
  expect(await cards()).toHaveLength(1);
});

test('a day backfilled may be the one that reaches it', async () => {
  await begin();
  for (const n of [0, 1, 2, 3, 4, 6]) await postOn(n);
  core.set(begun + 6 * day);
  const said = await core.command('민지', 'checkin', {
    text: '어제 것도 올려요',
    challenge: `달리기 ${channels}`,
    day: '어제',
  });
  expect(said).toBe(`달리기 ${channels} 인증 완료! 10월 10일 인증 · 7일째 · 7일 연속`);
  expect((await cards()).map(({ n, target }) => [n, target])).toEqual([['7', 'threadOfDelivery']]);
});

test('where weeks are counted, weeks make the milestone, and the first full week is told', async () => {
  await begin({ goal: { kind: 'perWeek', n: 2 } });
  for (let week = 0; week < 7; week++) for (const n of [1, 4]) await postOn(week * 7 + n);
  expect((await cards()).map(({ n, title }) => [n, title])).toEqual([
    ['first-week', '첫 주를 채웠어요'],
    ['7-week', '7주 달성'],
  ]);
});

test('the first comeback counts all the days so far, and shows no zero', async () => {
  await begin({ freezeEvery: null });
  for (const n of [0, 1, 9]) await postOn(n);
  expect((await cards()).map(({ n, title, line }) => [n, title, line])).toEqual([
    [
      'first-comeback',
      '돌아와서 반가워요',
      `민지님이 달리기 ${channels}에 다시 왔어요. 지금까지 쌓은 3일은 그대로예요.`,
    ],
  ]);
});

test.each([
  [{ kind: 'perWeek', n: 1 }, [0, 7, 14, 26]],
  [{ kind: 'weekdays', days: [1] }, [0, 7, 14, 21]],
  [{ kind: 'everyNDays', n: 10 }, [0, 10, 20, 38]],
] as const)('who keeps %j is never welcomed back', async (goal, days) => {
  await begin({ goal: goal as never, freezeEvery: null });
  for (const n of days) await postOn(n);
  expect((await cards()).filter(({ n }) => n === 'first-comeback')).toEqual([]);
  expect(await situations()).toEqual(['first', 'textOnly', 'textOnly', 'textOnly']);
});

test('a missed day is no absence: nobody is welcomed back within a week', async () => {
  await begin({ freezeEvery: null });
  for (const n of [0, 2, 8, 15]) await postOn(n);
  expect((await cards()).map(({ n }) => n)).toEqual(['first-comeback']);
  expect(await situations()).toEqual(['first', 'textOnly', 'textOnly', 'comeback']);
});

test('who missed a week is back the week after, and told so in a card once', async () => {
  await begin({ goal: { kind: 'perWeek', n: 1 }, freezeEvery: null });
  for (const n of [4, 15, 22, 36]) await postOn(n);
  expect((await cards()).map(({ n }) => n)).toEqual(['first-comeback']);
  expect(await situations()).toEqual(['first', 'comeback', 'textOnly', 'comeback']);
});

test('every proof says what counted', async () => {
  await begin({ goal: { kind: 'perWeek', n: 3 } });
  const said = async (n: number, which?: string) => {
    core.set(begun + n * day);
    const options = { text: '했어요', challenge: `달리기 ${channels}`, ...(which ? { day: which } : {}) };
    return core.command('민지', 'checkin', options);
  };
  await core.command('민지', 'challenge join', { challenge: `달리기 ${channels}` });
  const title = `달리기 ${channels} 인증 완료!`;
  expect(await said(0)).toBe(`${title} 첫 인증, 1일째 · 이번 주 2번 남았어요`);
  expect(await said(2, '어제')).toBe(`${title} 10월 6일 인증 · 2일째 · 이번 주 1번 남았어요`);
  expect(await said(3)).toBe(`${title} 3일째 · 이번 주를 다 채웠어요`);
  expect(await said(3)).toContain('오늘은 이미 인증했어요');
  expect(await said(3, '2026-02-30')).toBe('2026-02-30 날짜는 달력에 없어요. 2026-12-01처럼 적어 주세요.');
  expect(await said(3, '내일')).toContain('아직 오지 않은 날');
  expect(await said(8, '10/8')).toContain('2일 전');
});
