import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CivilDay, type Instant } from '../../../../src/core/model/day.ts';
import {
  append,
  emptyState,
  isClosed,
  packState,
  read,
  replay,
  type StreakFacts,
  type StreakState,
  streak,
  todayOf,
  unpackState,
} from '../../../../src/core/model/streak/index.ts';
import {
  anyGoal,
  anyWeekStart,
  anyZone,
  at,
  DAY,
  day,
  facts,
  HOUR,
  rememberedSkipped,
  sentAt,
} from './support.ts';

/** A member's facts, the state kept beside them, and the clock. */
type World = {
  facts: StreakFacts;
  state: StreakState;
  now: Instant;
  deleted: StreakFacts['checkIns'];
  ids: number;
};

/** Through storage and back, as between any two messages. */
const stored = (state: StreakState): StreakState => {
  const back = unpackState(packState(state));
  if (!back) throw new Error('a state is not read back');
  return back;
};

/** A change of all days, and one of none that is closed. */
const ever = '1900-01-01' as CivilDay;
const ahead = '9999-12-31' as CivilDay;

const change = (world: World, facts: Partial<StreakFacts>, firstTouched: CivilDay): void => {
  world.facts = { ...world.facts, ...facts };
  if (isClosed(world.state, firstTouched)) world.state = stored(replay(world.facts, world.now));
};

const add = (world: World, fact: StreakFacts['checkIns'][number]): void => {
  world.facts = { ...world.facts, checkIns: [...world.facts.checkIns, fact] };
  const appended = append(world.state, world.facts, fact.day, world.now);
  world.state = stored(appended === 'replay' ? replay(world.facts, world.now) : appended);
};

/** Everything that can happen to a member, each told in whole numbers so that a failure reads well. */
const operations: Readonly<Record<string, (world: World, n: number) => void>> = {
  proof: (world) => add(world, sentAt(world.facts, world.now, `p${world.ids++}`)),
  proofAtLast: (world, n) => add(world, sentAt(world.facts, world.now - (n % 150) * HOUR, `l${world.ids++}`)),
  backfill(world, n) {
    const fact = sentAt(world.facts, world.now, `b${world.ids++}`);
    add(world, { ...fact, day: addDays(fact.day, -(n % 9)) });
  },
  remove(world, n) {
    const { checkIns } = world.facts;
    const gone = checkIns[n % Math.max(1, checkIns.length)];
    if (!gone) return;
    world.deleted = [...world.deleted, gone];
    world.facts = { ...world.facts, checkIns: checkIns.filter((one) => one !== gone) };
    world.state = stored(replay(world.facts, world.now));
  },
  restore(world) {
    const back = world.deleted.at(-1);
    if (!back) return;
    world.deleted = world.deleted.slice(0, -1);
    add(world, back);
  },
  pause(world, n) {
    const from = addDays(todayOf(world.facts, world.now), n % 5);
    const to = n % 7 === 0 ? null : addDays(from, n % 13);
    change(world, { pauses: [...world.facts.pauses, { from, to }] }, from);
  },
  endPauses(world) {
    const today = todayOf(world.facts, world.now);
    const yesterday = addDays(today, -1);
    const pauses = world.facts.pauses.map((pause) =>
      pause.to === null || pause.to > yesterday ? { ...pause, to: yesterday } : pause,
    );
    change(world, { pauses }, today);
  },
  rest(world, n) {
    const restDay = addDays(todayOf(world.facts, world.now), (n % 12) - 4);
    change(world, { restDays: [...world.facts.restDays, restDay] }, restDay);
  },
  grant(world, n) {
    const granted = addDays(todayOf(world.facts, world.now), n % 2 ? 0 : (n % 12) - 6);
    change(
      world,
      { grants: [...world.facts.grants, { day: granted, n: n % 4, ...(n % 2 === 0 ? {} : { cap: n % 3 }) }] },
      granted,
    );
  },
  grace(world, n) {
    const { graceMinutes, pastGraces = [] } = world.facts;
    const until = addDays(todayOf(world.facts, world.now), n % 3);
    if ((pastGraces.at(-1)?.until ?? ever) >= until) return;
    const past = { until, graceMinutes };
    change(world, { graceMinutes: (n % 4) * 60, pastGraces: [...pastGraces, past] }, addDays(until, 1));
  },
  end(world, n) {
    const endsOn = n % 5 === 0 ? null : addDays(todayOf(world.facts, world.now), (n % 40) - 4);
    change(world, { endsOn }, ever);
  },
};

const moves = (world: World, zone: string): void => {
  const { zones } = world.facts;
  if (zones.at(-1)!.from < world.now) change(world, { zones: [...zones, { from: world.now, zone }] }, ahead);
};

const anyOperation = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constant('proof'), fc.nat(1000)) },
  { weight: 8, arbitrary: fc.tuple(fc.constantFrom(...Object.keys(operations)), fc.nat(1000)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('zone'), anyZone) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('rule'), fc.tuple(anyGoal, anyWeekStart, fc.nat(3))) },
);

/** Hours until the next thing happens: mostly about a day, now and then none or weeks. */
const anyWait = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 10, max: 30 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: 30, max: 900 }) },
);

const anyBeginning = fc.record({
  goal: anyGoal,
  weekStart: anyWeekStart,
  graceMinutes: fc.constantFrom(0, 60, 180),
  freezeCap: fc.integer({ min: 0, max: 3 }),
  zone: anyZone,
  // New York's and the Pacific's clock changes, the day Apia left out, the year Casablanca kept summer time but for Ramadan.
  begins: fc.constantFrom(
    '2011-12-26T07:00:00Z',
    '2018-10-30T07:00:00Z',
    '2026-02-12T20:00:00Z',
    '2026-11-18T03:00:00Z',
  ),
  joinedAfter: fc.integer({ min: -5, max: 4 }),
  length: fc.option(fc.integer({ min: 0, max: 60 })),
});

function start(wanted: typeof anyBeginning extends fc.Arbitrary<infer T> ? T : never): World {
  const now = at(wanted.begins);
  const startsOn = addDays(day(wanted.begins.slice(0, 10)), 2);
  const made = facts({
    ...wanted,
    start: startsOn,
    end: wanted.length === null ? null : addDays(startsOn, wanted.length),
    joined: addDays(startsOn, wanted.joinedAfter),
    grants: [{ day: startsOn, n: 1 }],
  });
  return { facts: made, state: stored(emptyState(made)), now, deleted: [], ids: 0 };
}

describe('R17: the state and the definition', () => {
  it('agree in every field after any history, at any later time', () => {
    fc.assert(
      fc.property(
        anyBeginning,
        fc.array(fc.tuple(anyWait, anyOperation, anyWait), { minLength: 1, maxLength: 25 }),
        (beginning, history) => {
          const world = start(beginning);
          for (const [wait, [name, detail], later] of history) {
            world.now += wait * HOUR;
            if (name === 'zone') moves(world, detail as string);
            else if (name === 'rule') {
              const [goal, weekStart, ahead] = detail as [StreakFacts['rules'][0]['goal'], 1, number];
              const from = addDays(todayOf(world.facts, world.now), ahead);
              const { rules } = world.facts;
              if (rules.at(-1)!.from < from)
                change(world, { rules: [...rules, { from, goal, weekStart }] }, from);
            } else operations[name as string]!(world, detail as number);
            for (const now of [world.now, world.now + later * HOUR])
              expect(read(world.state, world.facts, now)).toEqual(
                streak(world.facts, now, rememberedSkipped),
              );
          }
        },
      ),
      { numRuns: 1500 },
    );
  }, 120_000);

  it('does not depend on the order of arrival', () => {
    fc.assert(
      fc.property(
        anyBeginning,
        fc.array(fc.integer({ min: 0, max: 40 * 24 }), { minLength: 1, maxLength: 30 }),
        fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
        (beginning, hours, keys) => {
          const { facts: terms, now: begin } = start(beginning);
          const sent = hours.map((hour, n) => ({
            fact: sentAt(terms, begin + hour * HOUR, `${n}`),
            key: keys[n]!,
          }));
          const now = begin + 40 * DAY;
          const arrive = (order: typeof sent) => {
            const world: World = { facts: terms, state: emptyState(terms), now, deleted: [], ids: 0 };
            for (const { fact } of order) add(world, fact);
            return read(world.state, world.facts, now);
          };
          const inOrder = arrive(sent.toSorted((one, other) => one.fact.at - other.fact.at));
          expect(arrive(sent.toSorted((one, other) => one.key - other.key))).toEqual(inOrder);
        },
      ),
    );
  });

  it('forgets a deletion once it is undone', () => {
    fc.assert(
      fc.property(
        anyBeginning,
        fc.array(fc.integer({ min: 0, max: 40 * 24 }), { minLength: 1, maxLength: 30 }),
        fc.nat(),
        (beginning, hours, which) => {
          const world = start(beginning);
          const begin = world.now;
          for (const [n, hour] of hours.toSorted((one, other) => one - other).entries()) {
            world.now = begin + hour * HOUR;
            add(world, sentAt(world.facts, world.now, `${n}`));
          }
          world.now = begin + 45 * DAY;
          const before = read(world.state, world.facts, world.now);
          operations.remove!(world, which);
          operations.restore!(world, 0);
          expect(read(world.state, world.facts, world.now)).toEqual(before);
        },
      ),
    );
  });
});
