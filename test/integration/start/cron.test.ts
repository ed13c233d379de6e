import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { everyHour, everyMinute } from '../../../src/adapters/node/cron.ts';
import type { Log } from '../../../src/core/ports.ts';

const minute = 60_000;
const hour = 60 * minute;
let heard: string[];
const log: Log = { info: () => undefined, warn: (event) => void heard.push(event), error: () => undefined };

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-02T08:59:40Z') });
  heard = [];
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const setClock = (byMs: number) => vi.setSystemTime(Date.now() + byMs);

/** Work that lasts until it is let go, and how often it was begun. */
function longWork() {
  const ends: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => void ends.push(resolve));
  return { work, begun: () => ends.length, end: () => ends.at(-1)!() };
}

test('work of every minute is done now and at the start of each minute', async () => {
  const at: string[] = [];
  const { stop } = everyMinute(
    'watch',
    async () => void at.push(new Date().toISOString().slice(11, 19)),
    log,
  );
  await pass(20_100 + 2 * minute);
  await stop();
  await pass(hour);
  expect(at).toEqual(['08:59:40', '09:00:00', '09:01:00', '09:02:00']);
});

test.each([
  ['an hour back', -hour],
  ['a day back', -24 * hour],
  ['an hour forth', hour],
  ['half a minute back', -minute / 2],
])('a clock that is set %s keeps nothing of every minute waiting', async (_, byMs) => {
  let runs = 0;
  const { stop } = everyMinute('watch', async () => void runs++, log);
  await pass(minute);
  const before = runs;
  setClock(byMs);
  await pass(3 * minute);
  expect(runs - before).toBeGreaterThanOrEqual(3);
  expect(runs - before).toBeLessThanOrEqual(4);
  await stop();
});

test.each([
  ['minute', everyMinute, minute, 'watch.tick', 'however long'],
  ['hour', everyHour, hour, 'watch.sweep', 'for a second'],
] as const)(
  'work of every %s never overlaps itself, and to stop is to wait for what is in hand: %5$s',
  async (_, every, long, event, patience) => {
    const { work, begun, end } = longWork();
    const { stop } = every('watch', work, log);
    await pass(long);
    expect(begun()).toBe(1);
    await pass(2 * long);
    expect(begun()).toBe(1);
    expect(new Set(heard)).toEqual(new Set([`${event}_still_running`]));
    end();
    await pass(long);
    expect(begun()).toBe(2);

    let stopped = false;
    const stopping = stop().then(() => {
      stopped = true;
    });
    await pass(900);
    expect(stopped).toBe(false);
    await pass(long);
    expect(stopped).toBe(patience === 'for a second');
    end();
    await stopping;
    await pass(3 * long);
    expect(begun()).toBe(2);
  },
);

test('what failed is done the next time', async () => {
  let runs = 0;
  const fails = async () => {
    runs += 1;
    throw new Error('it was away');
  };
  const ticks = everyMinute('watch', fails, log);
  const sweeps = everyHour('photos', fails, log);
  await pass(hour);
  await ticks.stop();
  await sweeps.stop();
  expect(runs).toBe(63);
  expect(new Set(heard)).toEqual(new Set(['watch.tick_failed', 'photos.sweep_failed']));
});

test('a process that never lives for an hour sweeps all the same', async () => {
  let sweeps = 0;
  const { stop } = everyHour('photos', async () => void sweeps++, log);
  await pass(2 * minute);
  expect(sweeps).toBe(1);
  await stop();
  await pass(2 * hour);
  expect(sweeps).toBe(1);
});
