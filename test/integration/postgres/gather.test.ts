import { expect, test, vi } from 'vitest';
import { createGather } from '../../../src/adapters/postgres/gather.ts';

/** Doubles numbers; holds every answer back until it is let go, and refuses what holds a zero. */
function doubler(apart = true, lingerMs?: number) {
  const asked: number[][] = [];
  const held: (() => void)[] = [];
  const double = createGather<number, number>({
    async ask(numbers) {
      asked.push([...numbers]);
      await new Promise<void>((go) => held.push(go));
      if (numbers.includes(0)) throw new Error('zero');
      return numbers.map((number) => number * 2);
    },
    key: (number) => Math.abs(number),
    apart: () => apart,
    ...(lingerMs === undefined ? {} : { lingerMs }),
  });
  /** Lets go until nothing is asked any more. */
  const letGo = async () => {
    while (held.length > 0) {
      for (const go of held.splice(0)) go();
      await new Promise(setImmediate);
    }
  };
  return { asked, double, letGo };
}

test('two questions go at once, and what comes up meanwhile goes together', async () => {
  const { asked, double, letGo } = doubler();
  const answers = Promise.all([1, 2, 3, 4, 5].map(double));
  await letGo();
  expect(await answers).toEqual([2, 4, 6, 8, 10]);
  expect(asked).toEqual([[1], [2], [3, 4, 5]]);
});

test('what has the same key never goes together, and keeps its order', async () => {
  const { asked, double, letGo } = doubler();
  const answers = Promise.all([1, 2, 3, -3, 4, -4].map(double));
  await letGo();
  expect(await answers).toEqual([2, 4, 6, -6, 8, -8]);
  expect(asked).toEqual([[1], [2], [3, 4], [-3, -4]]);
});

test('of several, one that is refused spoils none of the others', async () => {
  const { asked, double, letGo } = doubler();
  const answers = Promise.allSettled([1, 2, 3, 0, 4].map(double));
  await letGo();
  expect((await answers).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(asked).toEqual([[1], [2], [3, 0, 4], [3], [0], [4]]);
});

test('where nobody knows what came of it, nothing is asked a second time', async () => {
  const { asked, double, letGo } = doubler(false);
  const answers = Promise.allSettled([1, 2, 3, 0].map(double));
  await letGo();
  expect((await answers).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ]);
  expect(asked).toEqual([[1], [2], [3, 0]]);
});

test('where nobody waits for the answer, questions wait for one another', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const { asked, double, letGo } = doubler(true, 20);
  const answers = Promise.all([1, 2, 3].map(double));
  await vi.advanceTimersByTimeAsync(19);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await letGo();
  expect(await answers).toEqual([2, 4, 6]);
  expect(asked).toEqual([[1, 2, 3]]);
  vi.useRealTimers();
});
