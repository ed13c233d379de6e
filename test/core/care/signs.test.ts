import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CareKind, careKinds } from '../../../src/core/care/guard.ts';
import { signsOf } from '../../../src/core/care/signs.ts';
import { LOCALES, type Locale } from '../../../src/core/model/locale.ts';

type Told = CareKind | 'doubt' | 'hard' | 'fine';
interface Sentence {
  readonly told: Told;
  readonly text: string;
}

const isTold = (word: string | undefined): word is Told =>
  [...careKinds, 'doubt', 'hard', 'fine'].some((known) => known === word);

/** One sentence a line: what it tells, a tab, the words. Lines with # are headings. */
function sentences(kind: 'sentences' | 'unseen' | 'around', locale: Locale): readonly Sentence[] {
  const lines = readFileSync(path.join(import.meta.dirname, `${kind}.${locale}.txt`), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [told, text, ...rest] = line.split('\t');
      if (!isTold(told) || !text || rest.length > 0) throw new Error(`not a sentence: ${line}`);
      return { told, text };
    });
}

/** What is done about it: care goes before doubt, doubt before comfort. */
function tell(text: string): Told {
  const { care, doubt, hard } = signsOf(text);
  return care ?? (doubt ? 'doubt' : hard ? 'hard' : 'fine');
}

const fewest: Readonly<Record<Locale, number>> = { ko: 150, en: 60, ja: 60 };

describe.each(LOCALES)('sentences in %s', (locale) => {
  const table = sentences('sentences', locale);

  test('are many', () => {
    expect(table.length).toBeGreaterThanOrEqual(fewest[locale]);
    expect(new Set(table.map(({ text }) => text)).size).toBe(table.length);
    for (const told of [...careKinds, 'hard', 'fine'])
      expect(table.filter((each) => each.told === told).length, told).toBeGreaterThanOrEqual(4);
  });

  test('tell what they tell', () => {
    expect(table.map(({ text }) => ({ told: tell(text), text }))).toEqual(table);
  });

  test('tell it in the middle of an ordinary proof too', () => {
    const around = {
      ko: ['오늘 할 일 적어요.', '내일은 도서관에 갈래요.'],
      en: ['Notes for today.', 'Tomorrow is library day.'],
      ja: ['今日のメモです。', '明日は図書館です。'],
    }[locale];
    for (const { told, text } of table.filter((each) => careKinds.some((kind) => kind === each.told)))
      expect({ told: tell(`${around[0]}\n${text}\n${around[1]}`), text }).toEqual({ told, text });
  });
});

/** How many crises are found or noticed at least, how many of what is found are one, and how many plain posts stay plain. */
function measure(table: readonly Sentence[]) {
  const isCare = (told: Told) => careKinds.some((kind) => kind === told);
  const seen = table.map(({ told, text }) => ({ told, found: tell(text) }));
  const crises = seen.filter(({ told }) => isCare(told));
  const found = seen.filter(({ found }) => isCare(found));
  const hits = found.filter(({ told }) => isCare(told));
  const plain = seen.filter(({ told }) => told === 'fine');
  return {
    crises: crises.length,
    recall: hits.length / crises.length,
    noticed: crises.filter(({ found }) => found !== 'fine').length / crises.length,
    precision: found.length === 0 ? 1 : hits.length / found.length,
    fine: plain.length,
    fineKept: plain.filter(({ found }) => found === 'fine').length / plain.length,
  };
}

describe.each([
  ['sentences nobody tuned it to', 'unseen', 0.6],
  // What is said around the corner is for moderation and Decisions to find; the words must not cry wolf.
  ['what is never said outright', 'around', 0],
] as const)('%s', (_, kind, recall) => {
  test.each(LOCALES)('is measured in %s', (locale) => {
    const measured = measure(sentences(kind, locale));
    console.log(
      kind,
      locale,
      JSON.stringify(measured, (_, value) => (value % 1 ? Number(value.toFixed(2)) : value)),
    );
    expect(measured.precision).toBeGreaterThanOrEqual(0.9);
    expect(measured.recall).toBeGreaterThanOrEqual(recall);
    expect(measured.fineKept).toBeGreaterThanOrEqual(0.9);
  });
});

test('a long text is read in good time', () => {
  const text =
    '오늘도 달렸어요. 힘들어 죽겠지만 친구가 응원해서 끝까지 했네요. I nearly died lol. 死ぬほど疲れた。'.repeat(
      60,
    );
  signsOf(text);
  const begun = performance.now();
  for (let times = 0; times < 10; times++) signsOf(text);
  expect((performance.now() - begun) / 10).toBeLessThan(60);
});
