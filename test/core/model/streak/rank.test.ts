import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { ranked, rankOf, topOf } from '../../../../src/core/model/streak/index.ts';

const row = (name: string, ...metrics: number[]) => ({ id: `id-${name}`, name, metrics });
const places = (rows: ReturnType<typeof ranked>) => rows.map(({ rank, name }) => `${rank} ${name}`);

test.each([
  [
    'equal ones share a rank, and the next is skipped',
    [row('다', 5), row('가', 9), row('라', 1), row('나', 5)],
    ['1 가', '2 나', '2 다', '4 라'],
  ],
  [
    'the second number decides among equals of the first',
    [row('a', 5, 1), row('b', 5, 2), row('c', 4, 9)],
    ['1 b', '2 a', '3 c'],
  ],
  [
    'names without regard to case',
    [row('bora', 1), row('Ari', 1), row('CHAN', 1)],
    ['1 Ari', '1 bora', '1 CHAN'],
  ],
  ['nobody', [], []],
  ['all at zero are first', [row('b', 0), row('a', 0)], ['1 a', '1 b']],
])('R16: %s', (_, rows, expected) => {
  expect(places(ranked(rows))).toEqual(expected);
});

it('orders namesakes by id', () => {
  const twins = ['3', '1', '2'].map((id) => ({ id, name: id === '1' ? 'STRASSE' : 'Straße', metrics: [1] }));
  expect(ranked(twins).map(({ id }) => id)).toEqual(['1', '2', '3']);
});

it('ranks by the members strictly better, whatever the order of the rows', () => {
  const anyRow = fc.record({
    id: fc.uuid(),
    name: fc.constantFrom('a', 'A', 'b', '가'),
    metrics: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })),
  });
  const rows = fc.uniqueArray(anyRow, { selector: ({ id }) => id, maxLength: 20 });
  fc.assert(
    fc.property(rows, fc.nat(), fc.nat(25), (given, turn, count) => {
      const found = ranked(given);
      const isBetter = ([a, b]: readonly number[], [c, d]: readonly number[]) =>
        a! > c! || (a === c && b! > d!);
      for (const one of found) {
        expect(one.rank).toBe(1 + given.filter(({ metrics }) => isBetter(metrics, one.metrics)).length);
        const isTied = found.filter(({ rank }) => rank === one.rank).length > 1;
        expect(rankOf(one.metrics, given)).toEqual({ rank: one.rank, isTied });
      }
      expect(topOf(given, count)).toEqual(found.slice(0, count));
      const at = turn % (given.length + 1);
      expect(ranked([...given.slice(at), ...given.slice(0, at)])).toEqual(found);
    }),
  );
});
