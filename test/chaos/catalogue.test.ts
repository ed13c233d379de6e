import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';

const asked = [...range(1, 18), 20, ...range(22, 46), ...range(49, 58)];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}

test('every fault is named once', () => {
  expect(catalogue.map(({ number }) => number)).toEqual(asked);
});

/** That they ran and passed is judged when a run ends (test/setup/observed.ts), for the files that were there. */
test.each(catalogue)('$number $fault: its tests are there', async ({ proofs }) => {
  expect(proofs.length).toBeGreaterThan(0);
  for (const [file, name] of proofs) {
    const source = await readFile(new URL(`../${file}`, import.meta.url), 'utf8');
    expect(source, `${file} has no test of this name`).toContain(name);
    expect(source, `${file} leaves tests out`).not.toMatch(
      /\b(test|describe)(\.\w+)*\.(skip|todo|only|fails)\b/,
    );
  }
});
