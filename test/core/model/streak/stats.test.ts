import { expect, it, test } from 'vitest';
import { statsOf } from '../../../../src/core/model/streak/index.ts';
import { at, checkIn, day, days, noon } from './support.ts';

const kept = (category: string | null, ...texts: readonly string[]) => ({
  category,
  checkIns: texts.map((text) => checkIn(text)),
});

it('is empty without a proof', () => {
  expect(statsOf([], day('2026-03-02'), noon('2026-03-02'))).toEqual({
    total: 0,
    byWeekday: [0, 0, 0, 0, 0, 0, 0],
    byHour: Array.from({ length: 24 }, () => 0),
    first: null,
    latest: null,
    month: { thisSoFar: 0, lastSoFar: 0, last: 0 },
    mostKept: null,
  });
});

it('counts a day once in each challenge, at its first proof', () => {
  const late = { ...checkIn('2026-03-02', at('2026-03-02T20:00:00Z')), zone: 'Asia/Seoul' };
  const early = { ...checkIn('2026-03-02', at('2026-03-02T01:30:00Z')), zone: 'Asia/Seoul' };
  const other = { ...checkIn('2026-03-02', at('2026-03-02T03:00:00Z')), zone: 'America/St_Johns' };
  const found = statsOf(
    [
      { category: 'run', checkIns: [late, early] },
      { category: 'read', checkIns: [other] },
    ],
    day('2026-03-02'),
    noon('2026-03-03'),
  );
  expect(found.total).toBe(2);
  expect(found.byWeekday).toEqual([2, 0, 0, 0, 0, 0, 0]);
  // 10:30 in Seoul; 23:30 the evening before in St John's.
  expect(found.byHour.flatMap((count, hour) => (count > 0 ? [[hour, count]] : []))).toEqual([
    [10, 1],
    [23, 1],
  ]);
  expect(found.first).toEqual(early);
  expect(found.latest).toEqual(other);
});

it('knows nothing of what comes later', () => {
  const two = [kept('run', '2026-03-02', '2026-03-03')];
  expect(statsOf(two, day('2026-03-02'), noon('2026-03-02'))).toMatchObject({
    total: 1,
    latest: checkIn('2026-03-02'),
  });
});

test.each([
  ['in the middle', '2026-03-10', { thisSoFar: 10, lastSoFar: 10, last: 28 }],
  ['on the first', '2026-03-01', { thisSoFar: 1, lastSoFar: 1, last: 28 }],
  ['after a shorter month', '2026-03-31', { thisSoFar: 31, lastSoFar: 28, last: 28 }],
  ['in January, last month is of last year', '2026-01-02', { thisSoFar: 2, lastSoFar: 2, last: 31 }],
])('this month beside last: %s', (_, today, month) => {
  const every = [kept('run', ...days('2025-11-15', today))];
  expect(statsOf(every, day(today), noon(today)).month).toEqual(month);
});

test.each([
  [
    'by days, over challenges',
    [
      kept('run', '2026-03-02'),
      kept('read', '2026-03-02', '2026-03-03'),
      kept('run', '2026-03-02', '2026-03-03'),
    ],
    'run',
  ],
  [
    'of equals the later',
    [kept('run', '2026-03-02', '2026-03-03'), kept('read', '2026-03-02', '2026-03-04')],
    'read',
  ],
  ['without a category none', [kept(null, '2026-03-02')], null],
  ['one without proofs is none', [kept('run')], null],
])('the category kept most: %s', (_, given, category) => {
  expect(statsOf(given, day('2026-03-05'), noon('2026-03-05')).mostKept?.category ?? null).toBe(category);
});
