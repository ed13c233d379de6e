import { describe, expect, test } from 'vitest';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { StreakTerms } from '../../../src/core/model/streak/index.ts';
import { absenceOf } from '../../../src/core/nudge/absence.ts';

const day = (date: string) => `2026-11-${date}` as CivilDay;
const terms: StreakTerms = {
  startsOn: day('01'),
  endsOn: null,
  rules: [{ from: day('01'), goal: { kind: 'daily' }, weekStart: 1 }],
  graceMinutes: 180,
  freezeCap: 2,
  zones: [{ from: 0, zone: 'Asia/Seoul' }],
  joinedOn: day('01'),
  pauses: [],
  restDays: [],
  grants: [],
};

describe('two weeks without a check-in are counted from the last of', () => {
  test.each<[string, string | null, readonly (string | null)[], string, boolean, string]>([
    ['their first day', null, [null, null], '15', true, '01'],
    ['their first day, of which one is not over', null, [null, null], '14', false, '01'],
    ['the day after their last check-in', '05', [null, null], '20', true, '06'],
    ['when they asked for nudges', '05', [null, '10'], '24', true, '10'],
    ['when they joined again', '05', ['12', '10'], '24', false, '12'],
    ['when they joined again, two weeks on', '05', ['12', null], '26', true, '12'],
    ['a check-in since they joined again', '13', ['12', null], '26', false, '14'],
  ])('%s', (_of, lastDone, notBefore, today, isAway, from) => {
    const streak = { today: day(today), lastDone: lastDone === null ? null : day(lastDone) };
    const bounds = notBefore.map((each) => (each === null ? null : day(each)));
    expect(absenceOf(streak, terms, bounds)).toEqual({ from: day(from), isAway });
  });
});
