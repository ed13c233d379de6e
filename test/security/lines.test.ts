import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { securityLines } from './lines.ts';

test.each(securityLines)('line $line, $what: its attack is there', ({ file, test: name }) => {
  const source = readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8');
  expect(name).not.toBe('');
  expect(source).toContain(name);
});

test('every line that is asked of this stage is there', () => {
  const named = new Set(securityLines.map(({ line }) => line));
  const asked = [...Array.from({ length: 23 }, (_, n) => n + 1), 24, 25, 26, 27, 30, 31, 32, 34];
  expect(asked.filter((line) => !named.has(line))).toEqual([]);
});
