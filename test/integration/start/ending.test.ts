import { expect, test } from 'vitest';
import { createEnding } from '../../../src/ending.ts';
import { quietLog } from '../../support/quiet.ts';

test('doors shut all at once, then what is behind them in turn, and the last thing last', async () => {
  const order: string[] = [];
  const say = (what: string) => async () => void order.push(what);
  const ending = createEnding({ withinMs: 60_000, last: say('database'), log: quietLog });
  const both = Promise.withResolvers<void>();
  let waiting = 0;
  for (const door of ['platform', 'jobs']) {
    ending.door(async () => {
      // Each ends only when the other is ending too.
      if (++waiting === 2) both.resolve();
      await both.promise;
      order.push(door);
    });
  }
  ending.behind(say('files'));
  ending.behind(say('credit'));
  await Promise.all([ending.end(), ending.end()]);
  expect(order.slice(0, 2).toSorted()).toEqual(['jobs', 'platform']);
  expect(order.slice(2)).toEqual(['credit', 'files', 'database']);
});

test('what hangs or fails keeps nothing else from ending', async () => {
  const order: string[] = [];
  const failed: unknown[] = [];
  const log = { ...quietLog, warn: (_event: string, fields?: object) => void failed.push(fields) };
  const never = () => new Promise<never>(() => undefined);
  const ending = createEnding({ withinMs: 20, last: async () => void order.push('database'), log });
  ending.door(never);
  ending.door(async () => {
    throw new Error('it was away');
  });
  ending.behind(never);
  await ending.end();
  expect(order).toEqual(['database']);
  expect(failed).toEqual([{ reason: expect.stringMatching(/^Error at ending\.ts:\d+$/) }]);
});
