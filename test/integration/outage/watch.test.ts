import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Hears } from '../../../src/core/outage/hears.ts';
import { createOutageWatch } from '../../../src/core/outage/watch.ts';
import { openTownHall, silent, type TownHall } from './town-hall.ts';

const minute = 60_000;
const hour = 60 * minute;

let hall: TownHall;
let wall = 0;
/** Of the machine; its clock may be set, this may not. */
let up = 0;
let hears: Hears = 'everything';
let watch: () => Promise<void>;

/** A process begins, and has not looked yet. */
const starts = () => {
  watch = createOutageWatch({
    platforms: () => [{ name: 'slack', hears: async () => hears }],
    outages: hall.storage.outages,
    clock: { now: () => wall },
    uptime: () => up,
    log: silent,
  });
};
const passes = (ms: number) => {
  wall += ms;
  up += ms;
};
/** The look of the next minute. */
const look = async (now: Hears = 'everything') => {
  passes(minute);
  hears = now;
  await watch();
};
const recorded = async () =>
  (await hall.db.outage.findMany({ orderBy: { from: 'asc' } })).map(({ from, to }) =>
    Math.round((to!.getTime() - from.getTime()) / minute),
  );

beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall.close());
beforeEach(async () => {
  await hall.clear();
  wall = Date.parse('2026-11-16T12:00+09:00');
  up = 1_000_000;
  starts();
  await look();
});

test('for how long nothing was heard can be asked', async () => {
  for (let n = 0; n < 7; n++) await look('nothing');
  expect(await hall.storage.unheard(wall)).toEqual([{ platform: 'slack', seconds: 420 }]);
  await look();
  expect(await hall.storage.unheard(wall)).toEqual([{ platform: 'slack', seconds: 0 }]);
});

describe('a wall clock that is set forward', () => {
  test('is no outage, though it goes on from there', async () => {
    wall += 5 * hour;
    await look();
    await look();
    expect(await recorded()).toEqual([]);
    passes(10 * minute);
    await look();
    expect(await recorded()).toEqual([]);
  });

  test('while nothing is heard adds nothing to the outage, nor hides it', async () => {
    await look('nothing');
    wall += 5 * hour;
    await look('nothing');
    for (let n = 0; n < 90; n++) await look('nothing');
    await look('catchingUp');
    await look();
    expect(await recorded()).toEqual([94]);
  });

  test('by which a shorter absence seems longer than an hour is none', async () => {
    for (let n = 0; n < 40; n++) await look('nothing');
    wall += 30 * minute;
    await look();
    expect(await recorded()).toEqual([]);
  });

  test('is not told apart from an outage after a start', async () => {
    wall += 5 * hour;
    starts();
    await look();
    expect(await recorded()).toEqual([301]);
  });
});

test('a wall clock that is set back records nothing', async () => {
  wall -= 5 * hour;
  await look();
  await look();
  expect(await recorded()).toEqual([]);
});

describe('a machine that slept', () => {
  test('records it when the dead connection was noticed and caught up with', async () => {
    passes(5 * hour);
    await look();
    expect(await recorded()).toEqual([]);
    await look('nothing');
    await look('catchingUp');
    expect(await recorded()).toEqual([]);
    await look();
    expect(await recorded()).toEqual([304]);
    await look();
    expect(await recorded()).toHaveLength(1);
  });

  test('records it after three looks more where the connection is fine', async () => {
    passes(5 * hour);
    for (let n = 0; n < 3; n++) await look();
    expect(await recorded()).toEqual([]);
    await look();
    expect(await recorded()).toEqual([304]);
  });

  test('again before it was believed waits anew', async () => {
    passes(5 * hour);
    await look();
    passes(2 * hour);
    for (let n = 0; n < 3; n++) await look();
    expect(await recorded()).toEqual([]);
    await look();
    expect(await recorded()).toEqual([7 * 60 + 5]);
  });

  test('for less than an hour had no outage', async () => {
    passes(50 * minute);
    await look();
    await look();
    expect(await recorded()).toEqual([]);
  });
});
