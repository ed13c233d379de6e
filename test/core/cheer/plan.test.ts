import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Angle, angles } from '../../../src/core/cheer/angle.ts';
import { type PlanFacts, planAngles, situationNow, streakToSay } from '../../../src/core/cheer/plan.ts';
import { SITUATIONS, type Situation } from '../../../src/core/cheer/situation.ts';

const plain: PlanFacts = {
  situation: 'usual',
  hasText: true,
  hasPhoto: true,
  daysDone: 12,
  streak: { current: 5, unit: 'day' },
  remembers: true,
  lastAngles: [],
  seed: 'proof-1:0',
};

const facts: fc.Arbitrary<PlanFacts> = fc.record({
  situation: fc.constantFrom(...SITUATIONS),
  hasText: fc.boolean(),
  hasPhoto: fc.boolean(),
  daysDone: fc.integer({ min: 1, max: 500 }),
  streak: fc.option(
    fc.record({ current: fc.integer({ min: 2, max: 99 }), unit: fc.constant('day' as const) }),
  ),
  remembers: fc.boolean(),
  lastAngles: fc.array(fc.option(fc.constantFrom(...angles)), { maxLength: 20 }),
  seed: fc.string(),
});

describe('the angles of a cheer', () => {
  it('have something to stand on, each once, and there is always one', () => {
    fc.assert(
      fc.property(facts, (of) => {
        const planned = planAngles(of);
        expect(planned.length).toBeGreaterThan(0);
        expect(new Set(planned).size).toBe(planned.length);
        if (!of.remembers) expect(planned).not.toContain('memory');
        if (!of.hasText) expect(planned).not.toContain('effort');
        if (!of.hasText && !of.hasPhoto) expect(planned).not.toContain('detail');
        if (of.daysDone < 3 && of.streak === null) expect(planned).not.toContain('progress');
        expect(planAngles(of)).toEqual(planned);
      }),
    );
  });

  it('of a hard day look neither back nor at how far it went', () => {
    expect([...planAngles({ ...plain, situation: 'hard' as Situation })].sort()).toEqual([
      'company',
      'detail',
      'effort',
    ]);
  });

  it('of one proof differ by its revision', () => {
    const firsts = new Set(
      Array.from({ length: 30 }, (_, n) => planAngles({ ...plain, seed: `proof-1:${n}` })[0]),
    );
    expect(firsts.size).toBeGreaterThan(2);
  });

  it('take turns: over a hundred cheers none is left out, none takes over, and the same seldom comes twice', () => {
    for (let member = 0; member < 20; member++) {
      const used = new Map<Angle, number>();
      let last: Angle[] = [];
      let twice = 0;
      for (let n = 0; n < 100; n++) {
        const [angle] = planAngles({ ...plain, lastAngles: last, seed: `${member}:${n}` }) as [Angle];
        if (last[0] === angle) twice++;
        used.set(angle, (used.get(angle) ?? 0) + 1);
        last = [angle, ...last].slice(0, 20);
      }
      for (const angle of angles) expect(used.get(angle)).toBeGreaterThanOrEqual(8);
      expect(Math.max(...used.values())).toBeLessThanOrEqual(34);
      expect(twice).toBeLessThan(25);
    }
  });

  it('forget a use by half in ten cheers', () => {
    const share = (ago: number) => {
      const lastAngles: (Angle | null)[] = Array.from({ length: 20 }, (_, n) =>
        n === ago ? 'effort' : null,
      );
      const firsts = Array.from(
        { length: 4_000 },
        (_, n) => planAngles({ ...plain, lastAngles, seed: `${n}` })[0],
      );
      return firsts.filter((angle) => angle === 'effort').length / firsts.length;
    };
    // Softmax of five, one of which is less by 2^-(ago / 10).
    const expected = (ago: number) => 1 / (1 + 4 * Math.exp(0.5 ** (ago / 10)));
    for (const ago of [0, 10, 19]) expect(share(ago)).toBeCloseTo(expected(ago), 1.5);
    expect(share(0)).toBeLessThan(share(10));
  });

  test.each<[Situation, Angle]>([
    ['milestone', 'progress'],
    ['comeback', 'company'],
  ])('on a %s it is mostly %s', (situation, angle) => {
    const firsts = Array.from(
      { length: 300 },
      (_, n) => planAngles({ ...plain, situation, seed: `${n}` })[0],
    );
    expect(firsts.filter((each) => each === angle).length).toBeGreaterThan(150);
  });
});

describe('what else is planned', () => {
  test.each<[Situation, boolean, boolean, Situation]>([
    ['photoOnly', true, true, 'usual'],
    ['textOnly', true, true, 'usual'],
    ['usual', false, true, 'photoOnly'],
    ['usual', true, false, 'textOnly'],
    ['milestone', true, false, 'milestone'],
    ['comeback', false, true, 'comeback'],
    ['first', true, false, 'first'],
    ['late', false, true, 'late'],
  ])('%s with text %s and photo %s is %s after an edit', (was, hasText, hasPhoto, is) => {
    expect(situationNow(was, { hasText, hasPhoto })).toBe(is);
  });

  it('a row is spoken of from two on', () => {
    expect(streakToSay(null)).toBeNull();
    expect(streakToSay({ current: 1, unit: 'day' })).toBeNull();
    expect(streakToSay({ current: 2, unit: 'week' })).toEqual({ current: 2, unit: 'week' });
  });
});
