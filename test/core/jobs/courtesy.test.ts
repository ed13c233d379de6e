import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Courtesy, createCourtesy, type Errand } from '../../../src/core/jobs/courtesy.ts';

let courtesy: Courtesy;
let begun: string[];
beforeEach(() => {
  vi.useFakeTimers();
  courtesy = createCourtesy({ monotonic: () => performance.now() });
  begun = [];
});
afterEach(() => {
  vi.useRealTimers();
});

const wants = (name: string, errand: Errand = 'answer') =>
  void courtesy.turn(errand).then(() => begun.push(name));
/** Somebody's post, in hand until it is let go. */
function post(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  void courtesy.attend(() => promise);
  return resolve;
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('where nobody posts, work begins at once', async () => {
  for (const name of ['a', 'b', 'c']) wants(name);
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('while posts queue up, no work begins; when they are through, it begins in its order, messages first and chores last', async () => {
  const posts = [post(), post(), post()];
  wants('a chore', 'chore');
  wants('a cheer');
  wants('another');
  wants('a message', 'message');
  await pass(500);
  expect(begun).toEqual([]);
  for (const done of posts) done();
  await pass(500);
  expect(begun).toEqual(['a message', 'a cheer', 'another', 'a chore']);
});

test('between posts that come one by one, work begins piece by piece', async () => {
  let done = post();
  for (let n = 0; n < 100; n++) wants(`${n}`);
  for (let n = 0; n < 10; n++) {
    done();
    done = post();
    await pass(5);
  }
  expect(begun.length).toBeGreaterThan(5);
  expect(begun.length).toBeLessThan(25);
});

test('in a rush nothing begins from its first posts on, even between them; when it is over, everything does', async () => {
  wants('before');
  for (let n = 0; n < 400; n++) {
    post()();
    if (n === 12) for (const name of ['a', 'b', 'c']) wants(name);
    await pass(4);
  }
  expect(begun).toEqual(['before']);
  await pass(500);
  expect(begun).toEqual(['before', 'a', 'b', 'c']);
});

test('however many posts come, a message leaves within two seconds, a cheer begins within eight and a chore within a minute', async () => {
  for (let n = 0; n < 5; n++) post();
  wants('a cheer');
  wants('a chore', 'chore');
  wants('a message', 'message');
  await pass(1_500);
  expect(begun).toEqual([]);
  await pass(1_000);
  expect(begun).toEqual(['a message']);
  await pass(6_000);
  expect(begun).toEqual(['a message', 'a cheer']);
  await pass(30_000);
  expect(begun).toEqual(['a message', 'a cheer', 'a chore']);
});

test('who has waited in the queue already waits so much the less', async () => {
  for (let n = 0; n < 5; n++) post();
  void courtesy.turn('answer', 9_000).then(() => begun.push('long ago'));
  void courtesy.turn('answer', 7_000).then(() => begun.push('before'));
  wants('now');
  await pass(10);
  expect(begun).toEqual(['long ago']);
  await pass(1_500);
  expect(begun).toEqual(['long ago', 'before']);
});

test('in a rush that does not end, those without patience go one by one', async () => {
  for (let n = 0; n < 5; n++) post();
  for (let n = 0; n < 1_000; n++) void courtesy.turn('answer', 10_000).then(() => begun.push('a cheer'));
  await pass(1_000);
  expect(begun.length).toBeGreaterThan(30);
  expect(begun.length).toBeLessThan(60);
});

test('a post that fails holds nothing back', async () => {
  await expect(courtesy.attend(() => Promise.reject(new Error('no database')))).rejects.toThrow(
    'no database',
  );
  await pass(200);
  wants('a cheer');
  await Promise.resolve();
  expect(begun).toEqual(['a cheer']);
});
