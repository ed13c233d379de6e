import { describe, expect, test } from 'vitest';
import { judgePersonal } from '../../../../src/core/nudge/personal/judge.ts';
import type { OwnChallenge } from '../../../../src/core/nudge/personal/own.ts';
import type { PersonalNudge } from '../../../../src/core/nudge/personal/settings.ts';
import type { Addressee } from '../../../../src/core/nudge/personal/store.ts';
import { addressee, day, own, seoul } from './support.ts';

interface Case {
  readonly nudge?: Partial<PersonalNudge> | null;
  readonly home?: Partial<Addressee['home']>;
  readonly own?: readonly OwnChallenge[];
  readonly planned?: string;
  readonly now?: string;
  readonly turn?: number;
  readonly version?: number;
  readonly news?: boolean;
}

function verdict(of: Case) {
  const planned = seoul(of.planned ?? '20 20:00');
  const slot = { day: day('20'), plannedAt: planned, version: of.version ?? 1, turn: of.turn ?? 0 };
  const now = seoul(of.now ?? of.planned ?? '20 20:00');
  const to = addressee(of.nudge === undefined ? {} : of.nudge, of.home);
  const found = judgePersonal(to, slot, of.own ?? [own()], now, of.news ?? false);
  return found.say ? found.open.map(({ challenge }) => challenge.title).join() : found.why;
}

describe('a nudge of a member', () => {
  test.each<[string, Case, string]>([
    ['is said while something is open', {}, 'running'],
    [
      'names every challenge that is open, in one message',
      { own: [own(), own({ id: 'writing' })] },
      'running,writing',
    ],
    ['leaves out what is done', { own: [own({ done: ['20'] }), own({ id: 'writing' })] }, 'writing'],
    ['is silent when all is done', { own: [own({ done: ['20'] })] }, 'done'],
    [
      'is silent on a rest day',
      { own: [own({ rests: [{ kind: 'rest', from: day('20'), to: day('20') }] })] },
      'resting',
    ],
    [
      'is silent in a pause',
      { own: [own({ rests: [{ kind: 'pause', from: day('18'), to: day('25') }] })] },
      'resting',
    ],
    [
      'is silent while the challenge pauses',
      { own: [own({ pauses: [{ from: day('18'), to: null }] })] },
      'resting',
    ],
    [
      'is silent on a day the rule leaves out',
      { own: [own({ goal: { kind: 'weekdays', days: [1] } })] },
      'nothingDue',
    ],
    [
      'is silent when the week is full',
      { own: [own({ goal: { kind: 'perWeek', n: 1 }, done: ['17'] })] },
      'done',
    ],
    ['is silent before the challenge begins', { own: [own({ startsOn: day('25') })] }, 'nothingDue'],
    ['is silent after it', { own: [own({ endsOn: day('19') })] }, 'nothingDue'],
    ['is silent for who left everything', { own: [] }, 'nowhere'],
    ['is silent when it is off', { nudge: { on: false } }, 'off'],
    ['is silent when it was never asked for', { nudge: null }, 'off'],
    ['is silent when they could not be reached', { nudge: { pausedReason: 'closed' } }, 'off'],
    ['is silent up to the day they named', { nudge: { mutedUntil: day('20') } }, 'snoozed'],
    ['is said again on the day after', { nudge: { mutedUntil: day('19') } }, 'running'],
    ['is silent in quiet hours', { planned: '20 22:00' }, 'quietHours'],
    ['is said in the minute before', { planned: '20 21:59' }, 'running'],
    ['that waited into quiet hours is silent', { planned: '20 21:55', now: '20 22:05' }, 'quietHours'],
    [
      'is said whenever there are no quiet hours',
      { planned: '20 23:30', home: { quiet: { from: 0, to: 0 } } },
      'running',
    ],
    ['is silent on a weekday off', { home: { off: { daysOff: [5], holidays: [] } } }, 'dayOff'],
    [
      'is silent on a holiday',
      { home: { off: { daysOff: [], holidays: [{ day: day('20'), name: '' }] } } },
      'dayOff',
    ],
    ['is silent when it was set anew', { nudge: { version: 2 } }, 'scheduleChanged'],
    ['that was put off is said though it was set anew', { nudge: { version: 2 }, turn: 1 }, 'running'],
    ['is silent after a quarter of an hour', { now: '20 20:16' }, 'tooLate'],
    ['is said within it', { now: '20 20:15' }, 'running'],
  ])('%s', (_name, of, expected) => expect(verdict(of)).toBe(expected));

  test.each<[string, Case, string]>([
    ['a streak that would end', { own: [own({ done: ['18', '19'] })] }, 'running'],
    ['no streak yet', { own: [own()] }, 'notAtRisk'],
    ['a week with room', { own: [own({ goal: { kind: 'perWeek', n: 2 }, done: ['17'] })] }, 'notAtRisk'],
    [
      'a week that needs every day left',
      { own: [own({ goal: { kind: 'perWeek', n: 4 }, done: ['17'] })] },
      'running',
    ],
    ['a week that cannot be met any more', { own: [own({ goal: { kind: 'perWeek', n: 6 } })] }, 'notAtRisk'],
    ['one of two', { own: [own(), own({ id: 'writing', done: ['19'] })] }, 'writing'],
    ['all done', { own: [own({ done: ['19', '20'] })] }, 'done'],
  ])('that is wanted only at risk, of %s', (_name, of, expected) =>
    expect(verdict({ ...of, nudge: { onlyAtRisk: true } })).toBe(expected),
  );

  test.each<[string, Case, string]>([
    ['when all is done', { own: [own({ done: ['20'] })] }, ''],
    ['on a rest day', { own: [own({ rests: [{ kind: 'rest', from: day('20'), to: day('20') }] })] }, ''],
    ['with what is open', {}, 'running'],
    ['not in quiet hours', { planned: '20 22:30' }, 'quietHours'],
    ['not when it is off', { nudge: { on: false } }, 'off'],
  ])('brings the news of the morning %s', (_name, of, expected) =>
    expect(verdict({ ...of, news: true })).toBe(expected),
  );
});

describe('who is away', () => {
  type Facts = Parameters<typeof own>[0];
  /** What they are asked about, and what is told to rest; or why nothing is said. */
  const said = (at: string, all: readonly Facts[], isTold = false) => {
    const now = seoul(`${at} 20:00`);
    const slot = { day: day(at), plannedAt: now, version: 1, turn: 0 };
    const mine = all.map((facts) => own(facts, now));
    const found = judgePersonal(addressee({ since: 0 }), slot, mine, now, false, () => isTold);
    if (!found.say) return found.why;
    return [found.open, found.resting].map((each) => each.map(({ challenge }) => challenge.title).join());
  };

  test('is asked for fourteen days, told once that nudges rest, and left alone', () => {
    expect(said('19', [{ done: ['05'] }])).toEqual(['running', '']);
    expect(said('20', [{ done: ['05'] }])).toEqual(['', 'running']);
    expect(said('20', [{ done: ['05'] }], true)).toBe('away');
    expect(said('30', [{ done: ['05'] }], true)).toBe('away');
  });

  test('is back with a proof, at once', () => {
    expect(said('28', [{ done: ['05', '27'] }], true)).toEqual(['running', '']);
    expect(said('28', [{ done: ['05', '28'] }], true)).toBe('done');
  });

  test('may have never begun, from the day they joined', () => {
    expect(said('14', [{}])).toEqual(['running', '']);
    expect(said('15', [{}])).toEqual(['', 'running']);
  });

  test('from one challenge is asked about the others, and told of it beside them', () => {
    const gone = { id: 'writing', done: ['05'] };
    expect(said('20', [{ done: ['19'] }, gone])).toEqual(['running', 'writing']);
    expect(said('20', [{ done: ['19'] }, gone], true)).toEqual(['running', '']);
    expect(said('20', [{ done: ['20'] }, gone])).toEqual(['', 'writing']);
    expect(said('20', [{ done: ['20'] }, gone], true)).toBe('away');
  });

  test('is nobody who rests: days off are no part of it', () => {
    const rests = [{ kind: 'pause', from: day('10'), to: day('16') }] as const;
    expect(said('26', [{ done: ['05'], rests }])).toEqual(['running', '']);
    expect(said('27', [{ done: ['05'], rests }])).toEqual(['', 'running']);
  });

  test('has two periods of a long rhythm', () => {
    const goal = { kind: 'everyNDays', n: 10 } as const;
    expect(said('20', [{ goal }])).toEqual(['running', '']);
    expect(said('21', [{ goal }])).toEqual(['', 'running']);
    expect(said('14', [{ goal: { kind: 'perWeek', n: 1 } }])).toEqual(['running', '']);
    expect(said('15', [{ goal: { kind: 'perWeek', n: 1 } }])).toEqual(['', 'running']);
  });

  test('and asks for nudges anew is asked again for as long', () => {
    const slot = { day: day('20'), plannedAt: seoul('20 20:00'), version: 1, turn: 0 };
    const anew = judgePersonal(addressee({ since: seoul('10 12:00') }), slot, [own()], slot.plannedAt, false);
    expect(anew).toMatchObject({ say: true, resting: [] });
  });
});

test('an hour past midnight it is about the day before, in the zone they live in', () => {
  const home = { quiet: { from: 4 * 60, to: 5 * 60 } };
  const before = own({ done: ['19'] });
  expect(verdict({ home, planned: '20 01:00', own: [before] })).toBe('done');
  expect(verdict({ home, planned: '20 03:00', own: [before] })).toBe('running');
});
