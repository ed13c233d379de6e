import { describe, expect, it, test } from 'vitest';
import { damjji } from '../../../src/core/characters/damjji/index.ts';
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

describe.each(LOCALES)('담찌 in %s', (locale) => {
  const templates = SITUATIONS.flatMap((situation) =>
    damjji.templates[locale][situation].map((lines) => ({ situation, lines })),
  );

  it('has enough to say', () => {
    expect(templates.length).toBeGreaterThanOrEqual(60);
    expect(damjji.templates[locale].usual.length).toBeGreaterThan(20);
    for (const situation of SITUATIONS) expect(damjji.templates[locale][situation].length).toBeGreaterThan(5);
  });

  test.each(TITLES)('passes every check in a challenge called %j', (title) => {
    for (const { lines } of templates) {
      for (const daysDone of [1, 7, 365]) {
        const request = { character: damjji, locale, facts: { daysDone, title } };
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
      const filled = fillTemplate(lines, { character: damjji, locale, facts: { daysDone: 7, title } });
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
    for (const { lines } of templates) expect(lines.join(' ')).not.toMatch(/[!！?？]|\d/u);
    const sounds = templates.filter(({ lines }) =>
      damjji.sounds[locale].some((sound) => lines.join().includes(sound)),
    );
    expect(sounds.length).toBeLessThanOrEqual(3);
  });

  it('fills only what it knows', () => {
    const known = templates.flatMap(({ lines }) => lines.join().match(/\{[^}]*\}/gu) ?? []);
    expect(new Set(known)).toEqual(new Set(['{n}', '{challenge}']));
    for (const { situation, lines } of templates) {
      if (!['milestone', 'first'].includes(situation)) expect(lines.join()).not.toContain('{n}');
      expect(lines.join(), 'no particle can follow a title').not.toMatch(/\{challenge\}[^,:、]/u);
    }
  });
});
