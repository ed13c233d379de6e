import { expect, test } from 'vitest';
import type { Ending, Server } from '../../../src/adapters/postgres/embedded/server.ts';
import { supervise } from '../../../src/adapters/postgres/embedded/supervise.ts';
import { until } from '../../support/app.ts';

const timing = { firstMs: 1, longestMs: 4, lostAfterMs: 40 };

/** Servers that end when they are told to, and a launch that fails while `broken`. */
function room() {
  const events: string[] = [];
  const note = (event: string) => void events.push(event);
  const log = { info: note, warn: note, error: note };
  const running = new Set<Server>();
  const ends: (() => void)[] = [];
  const server = (): Server => {
    const { promise: ended, resolve } = Promise.withResolvers<Ending>();
    const end = () => {
      running.delete(made);
      resolve({ code: 1, signal: null });
    };
    const made: Server = { ended, signal: end, stop: async () => end() };
    running.add(made);
    ends.push(end);
    return made;
  };
  const at = { broken: false, launches: 0, gate: Promise.resolve() };
  const launch = async () => {
    at.launches++;
    await at.gate;
    if (at.broken) throw new Error('the disk is full');
    return server();
  };
  const count = (event: string) => events.filter((each) => each === event).length;
  return { at, log, launch, server, running, count, die: () => ends.at(-1)!() };
}

test('a server that dies is started again, each time, however often that fails', async () => {
  const { at, log, launch, server, running, count, die } = room();
  const { stop } = supervise(server(), launch, log, { ...timing, lostAfterMs: 60_000 });
  for (const crash of [1, 2, 3]) {
    at.broken = true;
    die();
    await until('vain tries', () => count('database.restart_failed') >= crash * 3);
    at.broken = false;
    await until('it to be back', () => count('database.restarted') === crash);
  }
  expect(running.size).toBe(1);
  await stop();
  expect(running.size).toBe(0);
});

test('one that does not start again for a while is given up, and said to be lost', async () => {
  const { at, log, launch, server, die, running } = room();
  at.broken = true;
  const { lost, stop } = supervise(server(), launch, log, timing);
  die();
  await lost;
  const { launches } = at;
  expect(launches).toBeGreaterThan(2);
  await stop();
  expect([at.launches, running.size]).toEqual([launches, 0]);
});

test('one that is being launched when the program ends is stopped too', async () => {
  const { at, log, launch, server, running, die, count } = room();
  const gate = Promise.withResolvers<void>();
  at.gate = gate.promise;
  const { stop } = supervise(server(), launch, log, timing);
  die();
  await until('a launch', () => at.launches === 1);
  const stopped = stop();
  gate.resolve();
  await stopped;
  expect([running.size, count('database.restarted')]).toEqual([0, 0]);
});
