import { describe, expect, test } from 'vitest';
import { isBack } from '../../../src/core/model/back.ts';
import { type Goal, parseGoal } from '../../../src/core/model/goal.ts';

function goalOf(text: string): Goal {
  const parsed = parseGoal(text);
  if (parsed.kind !== 'goal') throw new Error(text);
  return parsed.goal;
}

/** Goals, and after how many days without a proof somebody is back. */
describe.each([
  ['daily', 7],
  ['weekdays:1,2,3,4,5', 7],
  ['weekdays:6,7', 12],
  ['weekdays:1,4', 8],
  ['weekdays:1', 14],
  ['week:1', 14],
  ['week:3', 14],
  ['week:7', 14],
  ['every:2', 7],
  ['every:3', 7],
  ['every:7', 14],
  ['every:30', 60],
])('%s', (text, days) => {
  const goal = goalOf(text);

  test(`is come back to after ${days} days and no earlier`, () => {
    expect([days - 1, days, days + 30].map((each) => isBack(goal, each))).toEqual([false, true, true]);
  });

  test('is come back to after a week where a missed period ended a streak', () => {
    expect([1, 6, 7, 40].map((each) => isBack(goal, each, true))).toEqual([false, false, true, true]);
  });

  test('is not come back to by who was never there, or fills in an earlier day', () => {
    expect([null, -3, 0].map((each) => isBack(goal, each, true))).toEqual([false, false, false]);
  });
});
