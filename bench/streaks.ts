import { addDays, type CivilDay } from '../src/core/model/day.ts';
import {
  append,
  read,
  replay,
  type StreakFacts,
  type StreakState,
  scheduledGrants,
} from '../src/core/model/streak/index.ts';
import type { Bench } from './support/figures.ts';

const years = 10;
const members = 5_000;
const appends = 1_000;
const rounds = 20;
const begins = '2016-11-21' as CivilDay;
const today = addDays(begins, years * 365);
const DAY = 86_400_000;

export const streaks: Bench = {
  title: 'Streaks',
  how: `A daily challenge in Seoul over ${years} years, nineteen days of twenty done, a freeze every fortnight. Appends are of the days that follow; the states read are of ${members.toLocaleString('en-US')} members with the same history, each read with its own terms. Means of ${rounds} rounds, in time on the processor.`,
  async run() {
    const facts = challengeOfYears();
    const now = Date.parse(`${today}T12:00:00Z`);
    const state = replay(facts, now);
    const everyone = Array.from({ length: members }, () => ({ state: { ...state }, terms: { ...facts } }));
    return [
      {
        what: `append to a streak of ${years} years`,
        value: (meanOf(() => appendDays(state, facts)) / appends) * 1_000,
        unit: 'µs',
        goal: { atMost: 20 },
      },
      {
        what: `full replay of ${years} years`,
        value: meanOf(() => replay(facts, now)),
        unit: 'ms',
        goal: { atMost: 10 },
      },
      {
        what: `read ${members.toLocaleString('en-US')} states`,
        value: meanOf(() => everyone.forEach(({ state, terms }) => void read(state, terms, now))),
        unit: 'ms',
        goal: { atMost: 50 },
      },
      {
        what: 'the same, after a year away',
        value: meanOf(() => everyone.forEach(({ state, terms }) => void read(state, terms, now + 365 * DAY))),
        unit: 'ms',
        goal: { atMost: 50 },
      },
    ];
  },
};

function challengeOfYears(): StreakFacts {
  const days = Array.from({ length: years * 365 }, (_, index) => addDays(begins, index));
  return {
    startsOn: begins,
    endsOn: addDays(today, 5 * 365),
    rules: [{ from: begins, goal: { kind: 'daily' }, weekStart: 1 }],
    graceMinutes: 180,
    freezeCap: 2,
    zones: [{ from: 0, zone: 'Asia/Seoul' }],
    joinedOn: begins,
    pauses: [],
    restDays: [],
    grants: scheduledGrants({ startsOn: begins, every: 14, until: today }),
    checkIns: days
      .filter((_, index) => index % 20 !== 7)
      .map((day) => ({ id: day, at: Date.parse(`${day}T12:00:00Z`), zone: 'Asia/Seoul', day })),
  };
}

/** Appends the days that follow, one by one. */
function appendDays(state: StreakState, facts: StreakFacts): void {
  let next = state;
  for (let index = 0; index < appends; index++) {
    const day = addDays(today, index);
    const appended = append(next, facts, day, Date.parse(today) + index * DAY + DAY / 2);
    if (appended === 'replay') throw new Error(`the day ${day} was no append`);
    next = appended;
  }
}

/** Milliseconds of the thread's own: nothing here waits, and what else the machine does is no cost of ours. */
function meanOf(work: () => unknown): number {
  for (let round = 0; round < rounds; round++) work();
  const begun = process.threadCpuUsage();
  for (let round = 0; round < rounds; round++) work();
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / 1_000 / rounds;
}
