import { expect, test } from 'vitest';
import { namedIn } from '../../../src/core/check-in/named.ts';
import type { ChallengeId } from '../../../src/core/model/ids.ts';

const titles: readonly (readonly [title: string, emoji: string | null])[] = [
  ['아침 달리기', '🏃'],
  ['달리기', null],
  ['책', '📚'],
  ['Run', null],
  ['100일 그림', '🖌️'],
];
const challenges = titles.map(([title, emoji]) => ({ id: title as ChallengeId, title, emoji }));

test.each([
  ['아침 달리기를 했어요', ['아침 달리기']],
  ['오늘 달리기만', ['달리기']],
  ['이어달리기는 아니에요', []],
  ['아침   달리기', ['아침 달리기']],
  ['아침 달리기 그리고 달리기', ['아침 달리기', '달리기']],
  ['#아침달리기 완료', ['아침 달리기']],
  ['#아침달리기팀', []],
  ['책을 읽었어요', []],
  ['#책 30쪽', ['책']],
  ['📚 30쪽', ['책']],
  ['RUN 5k', ['Run']],
  ['I am running', []],
  ['ｒｕｎ', ['Run']],
  ['🖌 오늘의 그림', ['100일 그림']],
  ['1100일 그림', []],
  ['<#100일그림> 채널에서', []],
  ['#100일그림', ['100일 그림']],
  ['오늘도 했어요', []],
])('%s', (text, named) => {
  const { ids, sure } = namedIn(text, challenges);
  expect([...ids].sort()).toEqual([...named].sort());
  expect(sure).toBe(true);
});

test('the same words for two challenges name neither surely', () => {
  const twins = [
    { id: 'a' as ChallengeId, title: '독서', emoji: null },
    { id: 'b' as ChallengeId, title: '독서', emoji: null },
  ];
  expect(namedIn('오늘 독서', twins).sure).toBe(false);
});

test('a title of nothing but signs never names a challenge by its hashtag', () => {
  const [challenge] = [{ id: 'a' as ChallengeId, title: '!!', emoji: null }];
  expect(namedIn('# 오늘', [challenge!]).ids.size).toBe(0);
});
