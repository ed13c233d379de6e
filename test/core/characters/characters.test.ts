import { describe, expect, it, test } from 'vitest';
import { characterOf, characters } from '../../../src/core/characters/index.ts';
import { checkCheer } from '../../../src/core/cheer/checks/index.ts';
import { novelty, openingOf, WORST } from '../../../src/core/cheer/checks/novelty.ts';
import { SITUATIONS } from '../../../src/core/cheer/situation.ts';
import { fillTemplate, templateContext } from '../../../src/core/cheer/template-cheer.ts';
import { LOCALES } from '../../../src/core/model/locale.ts';

const TITLES = [
  '아침 러닝',
  '100일 그림 그리기',
  '8주 달리기 🏃‍♀️🔥',
  'TOEIC 900',
  'Morning pages club',
  '朝の読書',
  '🐹🌻💪',
  '매일매일 조금씩 그러나 꾸준하게 오래오래 이어 가는 아주아주 긴 이름의 글쓰기 모임',
  'A very long title that never seems to end because somebody pasted a whole paragraph into the form',
  '오늘 뭐 읽지?',
  'https://example.com @everyone',
  '다이어트 일지',
  '{n} $& {challenge}',
  '',
];

const packs = characters.flatMap((character) =>
  LOCALES.map((locale) => ({ character, id: character.id, locale })),
);

describe.each(packs)('$id in $locale', ({ character, locale }) => {
  const templates = SITUATIONS.flatMap((situation) =>
    character.templates[locale][situation].map((lines) => ({ situation, lines })),
  );

  it('has enough to say', () => {
    expect(templates.length).toBeGreaterThanOrEqual(60);
    expect(character.templates[locale].usual.length).toBeGreaterThan(20);
    for (const situation of SITUATIONS)
      expect(character.templates[locale][situation].length).toBeGreaterThan(5);
  });

  test.each(TITLES)('passes every check in a challenge called %j', (title) => {
    for (const { lines } of templates) {
      for (const daysDone of [1, 7, 365]) {
        const request = { character, locale, facts: { daysDone, title } };
        const filled = fillTemplate(lines, request);
        expect({ filled, failures: checkCheer(filled, templateContext(request, [])) }).toEqual({
          filled,
          failures: [],
        });
      }
    }
  });

  it('names the challenge where its title fits', () => {
    const title = { ko: '아침 러닝', en: 'Morning run', ja: '朝ラン部' }[locale];
    const named = templates.filter(({ lines }) => lines.join().includes('{challenge}'));
    expect(named.length).toBeGreaterThanOrEqual(5);
    for (const { lines } of named) {
      const filled = fillTemplate(lines, { character, locale, facts: { daysDone: 7, title } });
      expect(filled.join()).toContain(title);
    }
  });

  it('says nothing twice', () => {
    const texts = templates.map(({ lines }) => lines.join('\n'));
    const alike = texts.flatMap((text, index) =>
      texts
        .filter((_, other) => other !== index)
        .filter(
          (other) =>
            novelty(text, [other], locale).worst > WORST ||
            openingOf(text, locale) === openingOf(other, locale),
        )
        .map((other) => [text, other]),
    );
    expect(alike).toEqual([]);
  });

  it('keeps its voice down', () => {
    const loudest = character.id === 'mungchi' ? /[!！].*[!！]|[?？]|\d/u : /[!！?？]|\d/u;
    for (const { lines } of templates) {
      for (const line of lines) expect(line).not.toMatch(loudest);
    }
    for (const { situation, lines } of templates)
      if (situation === 'hard') expect(lines.join()).not.toMatch(/[!！]/u);
    const sounds = templates.filter(({ lines }) =>
      character.sounds[locale].some((sound) => lines.join().includes(sound)),
    );
    expect(sounds.length).toBeLessThanOrEqual(6);
  });

  it('fills only what it knows', () => {
    const known = templates.flatMap(({ lines }) => lines.join().match(/\{[^}]*\}/gu) ?? []);
    expect(new Set(known)).toEqual(new Set(['{n}', '{challenge}']));
    for (const { situation, lines } of templates) {
      if (!['milestone', 'first'].includes(situation)) expect(lines.join()).not.toContain('{n}');
      if (locale === 'ko')
        expect(lines.join(), 'no particle can follow a title').not.toMatch(/\{challenge\}[^,]/u);
    }
  });
});

/** Each pair of lines is given to the voice whose other lines share most of its letter pairs. */
describe.each(LOCALES)('the voices in %s', (locale) => {
  it('are told apart blind', () => {
    const said = characters.flatMap(({ id, templates }) =>
      SITUATIONS.flatMap((situation) =>
        templates[locale][situation].map((lines) => ({ id, grams: gramsOf(lines.join(' ')) })),
      ),
    );
    const guessed = said.filter((one) => {
      const scores = characters.map(({ id }) => {
        const others = said.filter((other) => other.id === id && other !== one);
        const share = (gram: string) => others.filter(({ grams }) => grams.has(gram)).length / others.length;
        return { id, score: [...one.grams].reduce((sum, gram) => sum + Math.log(share(gram) + 0.002), 0) };
      });
      return scores.sort((a, b) => b.score - a.score)[0]!.id === one.id;
    });

    expect(guessed.length / said.length).toBeGreaterThan(0.8);
  });
});

function gramsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
}

test('an unknown character is 담찌', () => {
  expect(characterOf('nobody').id).toBe('damjji');
  expect(new Set(characters.map(({ id }) => id)).size).toBe(characters.length);
});
