import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Character } from '../../../src/core/characters/character.ts';
import { damjji } from '../../../src/core/characters/damjji/index.ts';
import {
  SITUATIONS,
  type Situation,
  type SituationFacts,
  situationOf,
} from '../../../src/core/cheer/situation.ts';
import { chooseTemplate, type TemplateRequest } from '../../../src/core/cheer/template-cheer.ts';
import { LOCALES } from '../../../src/core/model/locale.ts';

const plainDay: SituationFacts = {
  daysDone: 12,
  back: false,
  hasPhoto: true,
  hasText: true,
  late: false,
};

test.each<[Situation, Partial<SituationFacts>]>([
  ['usual', {}],
  ['usual', { hasPhoto: false, hasText: false }],
  ['first', { daysDone: 1, late: true, hasText: false }],
  ['milestone', { daysDone: 7 }],
  ['milestone', { daysDone: 365, back: true, late: true }],
  ['usual', { daysDone: 8 }],
  ['comeback', { back: true }],
  ['comeback', { back: true, late: true, hasText: false }],
  ['late', { late: true, hasText: false }],
  ['photoOnly', { hasText: false }],
  ['textOnly', { hasPhoto: false }],
])('%s: %j', (situation, facts) => {
  expect(situationOf({ ...plainDay, ...facts })).toBe(situation);
});

const request: TemplateRequest = {
  character: damjji,
  locale: 'ko',
  situation: 'usual',
  facts: { daysDone: 12, title: '아침 러닝' },
  recent: [],
  seed: 'proof-1',
};

describe('chooseTemplate', () => {
  it('gives the same cheer for the same seed and another for most others', () => {
    expect(chooseTemplate(request)).toEqual(chooseTemplate({ ...request }));
    const ids = Array.from(
      { length: 200 },
      (_, n) => chooseTemplate({ ...request, seed: `proof-${n}` }).templateId,
    );
    expect(new Set(ids).size).toBeGreaterThan(20);
  });

  it.each(LOCALES)('comforts for as long as the days are hard (%s)', (locale) => {
    const recent: string[] = [];
    for (let n = 0; n < 30; n++) {
      const { lines, templateId } = chooseTemplate({
        ...{ ...request, locale, situation: 'hard', seed: `proof-${n}` },
        recent,
      });
      expect(templateId).toMatch(/\/hard\//);
      expect(recent[0]).not.toBe(lines.join('\n'));
      recent.unshift(lines.join('\n'));
    }
  });

  it('fits the situation while it has something new, then turns to the usual', () => {
    const recent: string[] = [];
    const situations = Array.from({ length: 12 }, (_, n) => {
      const cheer = chooseTemplate({ ...request, situation: 'late', seed: String(n), recent });
      recent.unshift(cheer.lines.join('\n'));
      return cheer.templateId.split('/')[2];
    });
    expect(situations.slice(0, 5)).toEqual(Array(5).fill('late'));
    expect(situations.at(-1)).toBe('usual');
  });

  it('never repeats one of the last 20 over 200 cheers', () => {
    const situations = fc.array(fc.constantFrom(...SITUATIONS), { minLength: 200, maxLength: 200 });
    const titles = fc.constantFrom('아침 러닝', '朝の読書', 'Morning run', '오늘 뭐 읽지?', '100일 그림');
    fc.assert(
      fc.property(
        situations,
        titles,
        fc.constantFrom(...LOCALES),
        fc.string(),
        (run, title, locale, salt) => {
          const said: string[] = [];
          run.forEach((situation, day) => {
            const facts = { daysDone: day + 1, title };
            const cheer = chooseTemplate({
              ...request,
              locale,
              situation,
              facts,
              seed: `${salt}${day}`,
              recent: said.slice(-20).reverse(),
            });
            const text = cheer.lines.join('\n').replace(/\d+/g, '#');
            expect(said.slice(-20)).not.toContain(text);
            said.push(text);
          });
        },
      ),
      { numRuns: 5 },
    );
  });

  it('sees the same words with another number as the same', () => {
    const milestone = { ...request, situation: 'milestone' as const, facts: { daysDone: 7, title: '' } };
    const before = chooseTemplate(milestone);
    const recent = [before.lines.join('\n')];
    const after = chooseTemplate({ ...milestone, facts: { daysDone: 30, title: '' }, recent });
    expect(after.templateId).not.toBe(before.templateId);
  });

  it('takes what was said longest ago when a small character has nothing else', () => {
    const two = [
      ['노트가 참 정겨워요.', '함께라서 든든해요.'],
      ['창가에 볕이 드네요.', '잠시 쉬어 가요, 네.'],
    ] as const;
    const usual = { ...damjji.templates.ko, usual: two };
    const small: Character = { ...damjji, templates: { ...damjji.templates, ko: usual } };
    const recent = [two[1].join('\n'), two[0].join('\n')];
    expect(chooseTemplate({ ...request, character: small, recent }).lines).toEqual(two[0]);
  });
});
