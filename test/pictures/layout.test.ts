import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { layoutOf } from '../../src/adapters/node/pictures/layout.ts';
import { type Box, card, type Node } from '../../src/adapters/node/pictures/nodes.ts';
import { createDrawer } from '../../src/adapters/node/pictures/renderer.ts';
import { glyphsOf, type Kit, type Weight, widthOf } from '../../src/adapters/node/pictures/text.ts';
import { characters } from '../../src/core/characters/index.ts';
import { daysBetween } from '../../src/core/model/day.ts';
import { LOCALES } from '../../src/core/model/locale.ts';
import { dayAt } from '../../src/core/pictures/calendar.ts';
import {
  cellMarks,
  type PictureSpec,
  pictureSpecSchema,
  streakStates,
} from '../../src/core/pictures/spec.ts';
import {
  finish,
  leaderboard,
  milestone,
  month,
  oddNames,
  photoIds,
  samples,
  stats,
  streak,
  together,
  weeks,
  year,
} from './samples.ts';

let kit: Kit;
beforeAll(async () => {
  kit = (await createDrawer()).kit;
});

interface Line extends Box {
  readonly text: string;
  readonly size: number;
}

const px = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** Every line of text of a tree, with the box its letters fill. */
function linesOf(node: Node): readonly Line[] {
  if (node.type !== 'container') return [];
  const style = node.style ?? {};
  const own = node.children ?? [];
  if (style.position === 'absolute' && style.fontSize !== undefined) {
    const size = px(style.fontSize);
    const width = own.reduce((sum, child) => {
      if (child.type === 'text') {
        return sum + widthOf(glyphsOf(child.text, style.fontWeight as Weight, kit)) * size;
      }
      return sum + size * 1.14;
    }, 0);
    const spare = px(style.width) - width;
    const shift =
      style.justifyContent === 'center' ? spare / 2 : style.justifyContent === 'flex-end' ? spare : 0;
    const height = size * 0.8;
    return [
      {
        text: own.map((child) => (child.type === 'text' ? child.text : '*')).join(''),
        size,
        x: px(style.left) + shift,
        y: px(style.top) + (px(style.height) - height) / 2,
        width,
        height,
      },
    ];
  }
  return own.flatMap(linesOf);
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const boxesOf = (node: Node): readonly Box[] => {
  const style = node.style ?? {};
  const own =
    style.position === 'absolute'
      ? [{ x: px(style.left), y: px(style.top), width: px(style.width), height: px(style.height) }]
      : [];
  return node.type === 'container' ? [...own, ...(node.children ?? []).flatMap(boxesOf)] : own;
};

const long = 'W'.repeat(80);
const longZone = { day: streak('en').asOf.day, zone: 'America/Argentina/ComodRivadavia' };
const crowded: readonly (readonly [string, PictureSpec])[] = [
  ['long names', streak('en', { name: long, challenge: { title: long, emoji: '👨‍👩‍👧' }, asOf: longZone })],
  [
    'large numbers',
    streak('ko', { current: 9_999, longest: 9_999, daysDone: 12_345, freezes: { left: 9, cap: 9 } }),
  ],
  [
    'a crowded board',
    leaderboard('en', {
      asOf: longZone,
      rows: Array.from({ length: 10 }, () => ({ rank: 10, name: long, value: 1_000_000 })),
      team: { value: 999_999, goal: 1_000_000 },
    }),
  ],
  [
    'a long rule',
    weeks('ja', { rule: '月'.repeat(200), challenge: { title: 'あ'.repeat(90), emoji: null } }),
  ],
  [
    'busy records',
    stats('en', {
      weekdays: Array(7).fill(100_000),
      hours: Array(24).fill(100_000),
      thisMonth: 9_999,
      asOf: longZone,
    }),
  ],
];

const all = [...samples.map(({ name, spec }) => [name, spec] as const), ...crowded];

describe.each(all)('%s', (_name, spec) => {
  test('is legible at a third: no text is smaller than 36', () => {
    const lines = linesOf(layoutOf(spec, kit));
    expect(lines.length).toBeGreaterThan(4);
    for (const { size, text } of lines) expect(size, text).toBeGreaterThanOrEqual(36);
  });

  test('no words run into other words or out of their box', () => {
    const lines = linesOf(layoutOf(spec, kit)).filter(({ text }) => text !== '');
    for (const [i, line] of lines.entries()) {
      expect(line.x, line.text).toBeGreaterThanOrEqual(28);
      expect(line.x + line.width, line.text).toBeLessThanOrEqual(card.width - 28);
      for (const other of lines.slice(i + 1)) {
        expect(overlap(line, other), `${line.text} over ${other.text}`).toBe(false);
      }
    }
  });

  test('everything stands on the card', () => {
    for (const box of boxesOf(layoutOf(spec, kit))) {
      expect(Math.min(box.x, box.y, box.width, box.height)).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(card.width);
      expect(box.y + box.height).toBeLessThanOrEqual(card.height);
    }
  });
});

test('a name is written small before it is cut', () => {
  const texts = linesOf(layoutOf(streak('ko', { name: '새벽을달리는고슴도치' }), kit));
  const heading = texts.find(({ text }) => text === '새벽을달리는고슴도치님');
  expect(heading?.size).toBeLessThan(40);
});

test('so is one on the board', () => {
  const rows = [{ rank: 1, name: 'Kim Alex', value: 12 }];
  const texts = linesOf(layoutOf(leaderboard('ja', { rows, metric: 'percent' }), kit)).map(
    ({ text }) => text,
  );
  expect(texts).toContain('Kim Alexさん');
});

describe('whatever the facts', () => {
  const count = fc.oneof(fc.nat(400), fc.nat(99_999));
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(...Object.values(oddNames)),
  );
  const locale = fc.constantFrom(...LOCALES);
  const unit = fc.constantFrom('day' as const, 'turn' as const, 'week' as const);
  const specs: fc.Arbitrary<PictureSpec> = fc.oneof(
    fc
      .tuple(
        locale,
        unit,
        fc.constantFrom(...streakStates),
        fc.record({ name, current: count, longest: count, daysDone: count }),
      )
      .map(([l, u, state, facts]) => streak(l, { ...facts, unit: u, state, freezes: { left: 3, cap: 12 } })),
    fc
      .tuple(locale, name, count)
      .map(([l, who, number]) => milestone(l, number + 1, { name: who, unit: 'week' })),
    fc
      .tuple(
        locale,
        unit,
        fc.record({
          name,
          quote: name,
          daysDone: count,
          longest: count,
          photos: fc.subarray([...photoIds], { maxLength: 9 }),
        }),
      )
      .map(([l, u, facts]) => finish(l, { ...facts, unit: u })),
    fc
      .tuple(
        locale,
        fc.constantFrom('day' as const, 'week' as const, 'percent' as const),
        fc.array(fc.record({ rank: fc.integer({ min: 1, max: 10 }), name, value: count }), {
          minLength: 1,
          maxLength: 10,
        }),
        count,
      )
      .map(([l, metric, rows, value]) => leaderboard(l, { metric, rows, team: { value, goal: 99_999 } })),
    fc
      .tuple(
        locale,
        fc.record({
          name,
          thisMonth: count,
          lastMonth: count,
          daysDone: count,
          weekdays: fc.array(count, { minLength: 7, maxLength: 7 }),
          hours: fc.array(count, { minLength: 24, maxLength: 24 }),
        }),
      )
      .map(([l, facts]) => stats(l, facts)),
    fc
      .tuple(
        locale,
        fc.integer({ min: 1900, max: 2400 }),
        fc.constantFrom(1 as const, 6 as const, 7 as const),
        count,
      )
      .map(([l, of, weekStart, total]) => {
        const length = daysBetween(dayAt(of, 1), dayAt(of + 1, 1));
        return year(l, {
          year: of,
          weekStart,
          total: total % 5 === 0 ? 0 : total,
          days: Array.from({ length }, (_, i) => (i * 31) % 6),
        });
      }),
    fc
      .tuple(
        locale,
        fc.integer({ min: 1900, max: 2400 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(1 as const, 6 as const, 7 as const),
        count,
      )
      .map(([l, of, number, weekStart, due]) => {
        const length = daysBetween(dayAt(of, number), dayAt(of, number + 1));
        const days = Array.from({ length }, (_, i) => ({
          mark: cellMarks[i % 8]!,
          today: i === 3,
          photo: i === 8 ? photoIds[0]! : null,
        }));
        const shown = { due: due % 3 === 0 ? null : due, done: due % 5 === 0 ? 0 : due };
        return month(l, { year: of, month: number, weekStart, days, ...shown });
      }),
    fc
      .tuple(
        locale,
        name,
        fc.tuple(fc.integer({ min: 1900, max: 2400 }), fc.integer({ min: 1, max: 12 })),
        fc.record({
          total: count,
          people: count,
          proofs: count,
          weekStart: fc.constantFrom(1 as const, 7 as const),
        }),
        fc.option(fc.record({ value: fc.nat(1_000_000), goal: fc.integer({ min: 1, max: 1_000_000 }) })),
        fc.array(fc.option(fc.nat(99_999)), { minLength: 31, maxLength: 31 }),
      )
      .map(([l, title, [of, number], change, team, counts]) => {
        const length = daysBetween(dayAt(of, number), dayAt(of, number + 1));
        const days = counts.slice(0, length);
        return together(l, {
          ...change,
          team,
          days,
          year: of,
          month: number,
          challenge: { title, emoji: null },
        });
      }),
    fc
      .tuple(locale, name, name)
      .map(([l, title, rule]) => weeks(l, { challenge: { title, emoji: '🏳\uFE0F‍🌈' }, rule })),
  );

  test('a card can be laid out: legible, on the card, no words over words, and no number cut', () => {
    fc.assert(
      fc.property(specs, (spec) => {
        expect(pictureSpecSchema.safeParse(spec).success).toBe(true);
        const tree = layoutOf(spec, kit);
        const lines = linesOf(tree).filter(({ text }) => text !== '');
        expect(Math.min(...lines.map(({ size }) => size))).toBeGreaterThanOrEqual(36);
        for (const [i, line] of lines.entries()) {
          for (const other of lines.slice(i + 1))
            expect(overlap(line, other), `${line.text} over ${other.text}`).toBe(false);
          expect(line.text).not.toMatch(/^[=\d,./ %]*…$|undefined|NaN/);
        }
        for (const box of boxesOf(tree)) {
          expect(Math.min(box.x, box.y, box.width, box.height)).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(card.width + 0.01);
          expect(box.y + box.height).toBeLessThanOrEqual(card.height + 0.01);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a layout', () => {
  test('is the same for the same facts', () => {
    for (const { spec } of samples) expect(layoutOf(spec, kit)).toEqual(layoutOf(structuredClone(spec), kit));
  });

  const largest = (spec: PictureSpec): Line =>
    linesOf(layoutOf(spec, kit)).toSorted((a, b) => b.size - a.size)[0]!;

  test.each([1, 12, 365])('a streak of %i is at least 160 large', (current) => {
    expect(largest(streak('ko', { current }))).toMatchObject({ text: String(current) });
    expect(largest(streak('ko', { current })).size).toBeGreaterThanOrEqual(160);
  });

  test.each([
    [1, 'days in all', { state: 'comeback', current: 1 }],
    [0, 'days in all', { state: 'lost', current: 0 }],
  ] as const)('a streak of %i is not the headline: %s are', (_current, _what, change) => {
    expect(largest(streak('ko', change)).text).toBe('45');
  });

  test('before the first check-in there is no zero anywhere', () => {
    const spec = streak('en', { current: 0, longest: 0, daysDone: 0, freezes: { left: 0, cap: 0 } });
    expect(linesOf(layoutOf(spec, kit)).filter(({ text }) => /^0/.test(text))).toEqual([]);
  });

  test('who never met a goal reads no zero at the end', () => {
    const lines = linesOf(layoutOf(finish('en', { longest: 0 }), kit));
    expect(lines.filter(({ text }) => /^0|Longest/.test(text))).toEqual([]);
  });

  test.each([
    ['month', month('ko', { done: 0 })],
    ['year', year('ko', { total: 0 })],
    ['stats', stats('ko', { daysDone: 0 })],
    ['month together', together('ko', { total: 0 })],
  ])('a %s without a day does not shout zero', (_kind, spec) => {
    expect(largest(spec).size).toBeLessThan(60);
  });

  test.each(samples.filter(({ spec }) => spec.kind !== 'face'))(
    '$name shows the animal it names, 담찌 where none is named',
    ({ spec }) => {
      const drawn = (given: PictureSpec) => JSON.stringify(layoutOf(given, kit));
      const named = characters.map(({ id }) => drawn({ ...spec, character: id } as PictureSpec));
      expect(new Set(named).size).toBe(characters.length);
      expect(named[0]).toBe(drawn(spec));
    },
  );

  test('the hamster changes at 7, 30, 100 and 365', () => {
    const hamsters = [7, 29, 30, 99, 100, 364, 365].map((number) => {
      const children = layoutOf(milestone('ko', number), kit) as Extract<Node, { type: 'container' }>;
      return JSON.stringify(children.children?.filter((node) => node.type === 'image'));
    });
    expect(new Set(hamsters).size).toBe(4);
    expect(hamsters[0]).toBe(hamsters[1]);
    expect(hamsters[2]).toBe(hamsters[3]);
    expect(hamsters[4]).toBe(hamsters[5]);
  });

  test('the honorific stays however long the name is', () => {
    for (const name of Object.values(oddNames)) {
      const heading = linesOf(layoutOf(streak('ko', { name }), kit))[0]!;
      expect(heading.text.endsWith('님'), heading.text).toBe(true);
      expect(heading.text.length).toBeGreaterThan(1);
    }
  });
});
