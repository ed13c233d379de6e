import { describe, expect, it, test } from 'vitest';
import type { Character } from '../../../src/core/characters/character.ts';
import { characterOf, characters } from '../../../src/core/characters/index.ts';
import { palCard } from '../../../src/core/characters/pal-card.ts';
import { checkCheerful } from '../../../src/core/cheer/checks/cheerful.ts';
import { checkCheer } from '../../../src/core/cheer/checks/index.ts';
import { novelty, openingOf, WORST } from '../../../src/core/cheer/checks/novelty.ts';
import { SITUATIONS } from '../../../src/core/cheer/situation.ts';
import { fillTemplate, templateContext } from '../../../src/core/cheer/template-cheer.ts';
import { words } from '../../../src/core/cheer/text.ts';
import { LOCALES, type Locale } from '../../../src/core/model/locale.ts';

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

/** What a template of a challenge without a name is held against. */
const plainly = (character: Character, locale: Locale) =>
  templateContext({ character, locale, facts: { daysDone: 7, title: '' } }, []);

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
    const failing = templates.flatMap(({ lines }) =>
      (lines.join().includes('{n}') ? [1, 7, 365] : [7]).flatMap((daysDone) => {
        // A title changes only the lines that name it.
        if (title !== TITLES[0] && !lines.join().includes('{challenge}')) return [];
        const request = { character, locale, facts: { daysDone, title } };
        const filled = fillTemplate(lines, request);
        const failures = checkCheer(filled, templateContext(request, []));
        return failures.length > 0 ? [{ filled, failures }] : [];
      }),
    );
    expect(failing).toEqual([]);
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

  it('writes "this challenge" small inside a sentence, where no title may be told', () => {
    for (const { lines } of templates) {
      const [first, second] = fillTemplate(lines, { character, locale, facts: { daysDone: 7, title: null } });
      for (const line of [first, second]) {
        expect(line).not.toMatch(/[^.!?…] This challenge/);
        expect(line).not.toMatch(/(^|[.!?…] )this challenge/);
      }
    }
  });

  it('calls no day yesterday that may be longer ago', () => {
    for (const lines of character.templates[locale].late)
      expect(lines.join()).not.toMatch(/어제|昨日|きのう|yesterday/i);
  });

  it('says nothing twice', () => {
    const texts = templates.map(({ lines }) => {
      const text = lines.join('\n');
      return { text, opening: openingOf(text, locale) };
    });
    const alike = texts.flatMap((one) =>
      texts
        .filter((other) => other !== one)
        .filter(
          (other) => other.opening === one.opening || novelty(one.text, [other.text], locale).worst > WORST,
        )
        .map((other) => [one.text, other.text]),
    );
    expect(alike).toEqual([]);
  });

  it('keeps its voice down', () => {
    const loud = templates.filter(({ situation, lines: [first, second] }) => {
      const bark = character.id === 'mungchi' && situation !== 'hard';
      return (
        !(bark ? /^[^!！?？\d]*[!！]?[^!！?？\d]*$/u : /^[^!！?？\d]*$/u).test(first) ||
        /[!！?？\d]/u.test(second)
      );
    });
    expect(loud).toEqual([]);
    const cheered = templates.filter(
      ({ situation, lines }) =>
        situation === 'hard' &&
        checkCheerful(lines, { ...plainly(character, locale), hard: true }).length > 0,
    );
    expect(cheered).toEqual([]);
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

/** Naive Bayes with add-one smoothing over words and letter triples: each cheer is guessed from all the others. */
describe.each(LOCALES)('the voices in %s', (locale) => {
  it('are told apart blind', () => {
    const voices = characters.map(({ id, templates }) => ({
      id,
      said: SITUATIONS.flatMap((situation) =>
        templates[locale][situation].map((lines) => featuresOf(lines.join(' '), locale)),
      ),
    }));
    const counted = voices.map(({ id, said }) => ({ id, said, counts: countsOf(said.flat()) }));
    const known = new Set(voices.flatMap(({ said }) => said.flat())).size;

    const guessed = counted.map(({ id, said }) => {
      const right = said.filter((features) => {
        const left = countsOf(features);
        const scores = counted.map((voice) => {
          const without = voice.id === id ? left : new Map<string, number>();
          const total = sumOf(voice.counts) - sumOf(without) + known;
          const score = features
            .map((one) => Math.log(((voice.counts.get(one) ?? 0) - (without.get(one) ?? 0) + 1) / total))
            .reduce((sum, log) => sum + log, 0);
          return { id: voice.id, score };
        });
        return scores.sort((a, b) => b.score - a.score)[0]!.id === id;
      });
      return { id, right: right.length, of: said.length };
    });

    const share = (all: typeof guessed) =>
      all.reduce((sum, { right }) => sum + right, 0) / all.reduce((sum, { of }) => sum + of, 0);
    expect(share(guessed), JSON.stringify(guessed)).toBeGreaterThan(0.8);
    // Nobody is told apart by the others' being so.
    for (const one of guessed) expect(share([one]), one.id).toBeGreaterThan(0.6);
  });
});

function featuresOf(text: string, locale: Locale): readonly string[] {
  const said = text.replaceAll(/\{\w+\}/gu, '').toLowerCase();
  const triples = Array.from({ length: said.length - 2 }, (_, at) => said.slice(at, at + 3));
  return [...words(said, locale).map((word) => `word:${word}`), ...triples];
}

function countsOf(features: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of features) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

test('an unknown character is 담찌', () => {
  expect(characterOf('nobody').id).toBe('damjji');
  expect(new Set(characters.map(({ id }) => id)).size).toBe(characters.length);
});

test.each(LOCALES)(
  'the card of /pal offers every animal and tone, as many as a card holds, in %s',
  (locale) => {
    const house = { character: 'neuru', timezone: 'Asia/Seoul' };
    const mine = { character: 'chorong', tone: 'short', language: null, zone: null } as const;
    const { buttons } = palCard({ ...mine, house, locale, said: null, seed: 'x' });
    expect(buttons.length).toBeLessThanOrEqual(10);
    expect(buttons.map(({ action }) => action)).toEqual([
      ...characters.map(({ id }) => `1:palCharacter:${id}`),
      '1:palCharacter:-',
      ...['warm', 'short', 'emoji', 'silent'].map((tone) => `1:palTone:${tone}`),
    ]);
    const chosen = buttons.filter(({ style }) => style === 'primary').map(({ action }) => action);
    expect(chosen).toEqual(['1:palCharacter:chorong', '1:palTone:short']);
    expect(new Set(buttons.map(({ label }) => label)).size).toBe(buttons.length);
  },
);
