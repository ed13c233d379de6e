import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ContendedError, FencedError, PlatformError, reasonOf, StartError } from '../../src/core/errors.ts';
import { formatGoal } from '../../src/core/model/goal.ts';

const words = '오늘은 혼자 울면서 5 km를 뛰었어요';

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test.each([
  ['nothing', undefined, 'unknown'],
  ['null', null, 'unknown'],
  ['a string', words, 'unknown'],
  ['a plain object', { message: words, stack: words }, 'unknown'],
  [
    'what a platform answered',
    new PlatformError('forbidden', '50013 SEND_MESSAGES'),
    'forbidden: 50013 SEND_MESSAGES',
  ],
  ['what the operator has to set', new StartError('Set PORT to a free one.'), 'Set PORT to a free one.'],
  ['a claim too old', new FencedError(words), 'FencedError'],
  ['somebody faster', new ContendedError(words), 'ContendedError'],
  // What is cut off of its stack tells nothing.
  ['an error without frames', Object.assign(new Error(words), { stack: `Error: ${words}` }), 'Error'],
  ['an error without a stack', Object.assign(new Error(words), { stack: undefined }), 'Error'],
  [
    'an error of another message',
    Object.assign(new Error('changed'), { stack: new Error(words).stack }),
    'Error',
  ],
])('the reason of %s is told', (_, error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});

test('a mistake of ours is told by its name and its line, without what it says', () => {
  const error = thrownBy(() => formatGoal(undefined as never));
  expect(error).toBeInstanceOf(TypeError);
  expect(reasonOf(error)).toMatch(/^TypeError at core\/model\/goal\.ts:\d+$/);
});

test('of an error from elsewhere the line of ours is told that led there, else the first one', async () => {
  const [read, parsed] = [
    await readFile('/nowhere').catch((error: unknown) => error),
    thrownBy(() => JSON.parse(`{"words": ${words}`)),
  ];
  expect(reasonOf(read)).toMatch(/^Error ENOENT at \S+:\d+$/);
  expect(reasonOf(parsed)).toMatch(/^SyntaxError at \S+errors\.test\.ts:\d+$/);
  const stack = [
    'Error: x',
    '    at Query.run (/app/node_modules/pg/lib/query.js:70:12)',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)',
    `    at async ${new URL('../../src/adapters/postgres/ledger.ts', import.meta.url).href}:12:3`,
  ];
  const error = (lines: readonly string[]) => Object.assign(new Error('x'), { stack: lines.join('\n') });
  expect(reasonOf(error(stack))).toBe('Error at adapters/postgres/ledger.ts:12');
  expect(reasonOf(error(stack.slice(0, 3)))).toBe('Error at node_modules/pg/lib/query.js:70');
});

test('words that look like a frame are none', () => {
  const posing = `${words}\n    at ${words} (${new URL('../../src/', import.meta.url).href}secret.ts:1:1)`;
  const reason = reasonOf(new Error(posing));
  expect(reason).toMatch(/^Error at \S+errors\.test\.ts:\d+$/);
  expect(reason).not.toContain('secret');
});
