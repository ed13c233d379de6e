import { describe, expect, test } from 'vitest';
import { type CareKind, careKinds } from '../../../src/core/care/guard.ts';
import { helpLines, linesFor } from '../../../src/core/care/help-lines.ts';
import { careTexts } from '../../../src/core/care/texts/index.ts';
import { careView, hereView, localeOfCare, localeOfNote, managerView } from '../../../src/core/care/words.ts';
import { LOCALES, type Locale } from '../../../src/core/model/locale.ts';
import { plain } from '../../support/core.ts';

/** What may be told, and where it was read. A number that is not here is one somebody made up. */
const known: Readonly<Record<string, string>> = {
  '109': 'KR',
  '1577-0199': 'KR',
  '1388': 'KR',
  '0120-061-338': 'JP',
  '0120-279-338': 'JP',
  'sessyoku-hotline.jp': 'JP',
  '988': 'US',
};

test('every line is one that was read somewhere, with its source and the day', () => {
  expect(Object.fromEntries(helpLines.map(({ reach, country }) => [reach, country]))).toEqual(known);
  for (const { source, readOn } of helpLines) {
    expect(source).not.toBe('');
    expect(readOn).toMatch(/^2026-\d\d-\d\d$/);
  }
});

describe('the lines that reach a member', () => {
  const reached = (what: CareKind, own: Locale, zone: string | null, workspaceZone = 'Asia/Seoul') =>
    linesFor(what, { own, spoken: own, zone, workspaceZone }).map(({ reach }) => reach);
  test.each([
    ['Korean in Korea', 'selfHarm', 'ko', null, 'Asia/Seoul', ['109', '1577-0199', '1388']],
    ['Korean, Seoul by their clock', 'abuse', 'ko', 'Asia/Seoul', 'UTC', ['1577-0199', '1388']],
    ['Korean in Japan', 'selfHarm', 'ko', 'Asia/Tokyo', 'Asia/Seoul', ['0120-061-338', '0120-279-338']],
    ['Korean somewhere else', 'selfHarm', 'ko', 'Europe/Berlin', 'Asia/Seoul', ['109', '1577-0199', '1388']],
    [
      'Japanese in a Korean workspace',
      'selfHarm',
      'ja',
      null,
      'Asia/Seoul',
      ['0120-061-338', '0120-279-338'],
    ],
    ['English in New York', 'crisisOfAnother', 'en', 'America/New_York', 'Asia/Seoul', ['988']],
    ['English in a Korean workspace', 'selfHarm', 'en', null, 'Asia/Seoul', ['109', '1577-0199', '1388']],
    ['English in London', 'selfHarm', 'en', 'Europe/London', 'Asia/Seoul', []],
    ['English in Mexico', 'selfHarm', 'en', 'America/Mexico_City', 'America/New_York', []],
    [
      'eating, in Japan',
      'eatingDisorder',
      'ja',
      'Asia/Tokyo',
      'UTC',
      ['0120-279-338', 'sessyoku-hotline.jp'],
    ],
  ] as const)('%s', (_, what, locale, zone, workspaceZone, lines) => {
    expect(reached(what, locale, zone, workspaceZone)).toEqual(lines);
  });

  test.each([
    ['written in Japanese in Seoul', 'ja', null, 'Asia/Seoul', 'KR'],
    ['written in Japanese, by their clock in Tokyo', 'ja', 'Asia/Tokyo', 'Asia/Seoul', 'JP'],
    ['written in Korean in Tokyo', 'ko', null, 'Asia/Tokyo', 'JP'],
    ['written in English in Seoul', 'en', null, 'Asia/Seoul', 'KR'],
    ['written in Japanese, nobody knows where', 'ja', null, 'UTC', 'JP'],
    ['written in Japanese, in Berlin by their clock', 'ja', 'Europe/Berlin', 'Asia/Seoul', 'JP'],
    ['written in English, in London by their clock', 'en', 'Europe/London', 'Asia/Seoul', undefined],
  ] as const)('%s, of who has no language of their own', (_, spoken, zone, workspaceZone, country) => {
    const [line] = linesFor('selfHarm', { own: null, spoken, zone, workspaceZone });
    expect(line?.country).toBe(country);
  });
});

describe('the language in which they are told', () => {
  test.each([
    ['もう生きていたくない', 'ja'],
    ['死にたい', 'ja'],
    ['I want to die', 'en'],
    ['been cutting again', 'en'],
    ['죽고 싶어요', 'ko'],
    // What a model alone finds, in too few letters.
    ['done', 'ko'],
    // Korean around words of English.
    ['요즘 계속 이런 생각이 들어요: suicidal again', 'ko'],
  ] as const)('%j is answered in %s in a Korean workspace', (text, locale) => {
    expect(localeOfCare(text, { own: null, house: 'ko' })).toBe(locale);
    expect(localeOfCare(text, { own: 'en', house: 'ko' })).toBe('en');
  });

  test('is told by the note, once what they wrote is forgotten', () => {
    const lines = { own: null, zone: null, workspaceZone: 'Asia/Seoul' };
    for (const spoken of LOCALES)
      expect(localeOfNote(careView('selfHarm', { ...lines, spoken }))).toBe(spoken);
    expect(localeOfNote(hereView('ko'))).toBeNull();
  });
});

describe.each(LOCALES)('the texts in %s', (locale) => {
  const texts = careTexts[locale];
  const notes = careKinds.flatMap((what) =>
    ['Asia/Seoul', 'Asia/Tokyo', 'America/Chicago', 'Europe/Paris'].map((zone) =>
      careView(what, { own: locale, spoken: locale, zone, workspaceZone: 'UTC' }),
    ),
  );

  test('hold no number but those of the lines', () => {
    for (const note of notes) {
      expect([note.title, ...note.lines.map(plain)].join()).not.toMatch(/\d/);
      for (const { value } of note.fields) expect(known).toHaveProperty([plain(value)]);
    }
  });

  test('say who speaks, that it may be wrong, and what to do right now', () => {
    for (const note of notes) {
      const lines = note.lines.map(plain);
      expect(lines).toHaveLength(4);
      expect(lines[1]).toBe(note.fields.length > 0 ? texts.lines : texts.noLines);
      expect(lines.slice(2)).toEqual([texts.danger, texts.mistaken]);
      expect(texts.mistaken).toMatch(/프로그램|program|プログラム/);
    }
  });

  test('speak of no streak, give no advice on food or medicine, and cheer nobody on', () => {
    const all = [
      ...notes.flatMap(({ lines }) => lines.map(plain)),
      plain(hereView(locale).line),
      plain(managerView(locale).line),
    ].join('\n');
    expect(all).not.toMatch(/일째|연속|streak|連続|칼로리|약을|약 |병원|의사|medicine|doctor|diet|薬|医者/u);
    expect(all).not.toMatch(/[!！]|축하|화이팅|힘내|congrat|keep it up|well done|頑張|がんば/iu);
  });

  test('to the thread and to a manager name no subject and nobody', () => {
    for (const view of [hereView(locale), managerView(locale)])
      expect(plain(view.line)).not.toMatch(
        /죽|자살|위기|폭력|상담|suicid|crisis|danger|harm|自殺|危機|暴力|\{|<@/u,
      );
  });

  test('tell when they were read over, and that no clinician has, until one has', () => {
    expect(texts.reviewed.on).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(texts.reviewed.byClinician === null || texts.reviewed.byClinician.length > 3).toBe(true);
  });
});
