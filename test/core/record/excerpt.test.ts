import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messagesFor } from '../../../src/core/messages/index.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ProofId } from '../../../src/core/model/ids.ts';
import { excerpt, isSearchable, searchWords } from '../../../src/core/record/excerpt.ts';
import { recordCard } from '../../../src/core/record/record-card.ts';
import type { Line } from '../../../src/core/views.ts';

/** Matches in brackets. */
function written(line: Line): string {
  return line
    .map((piece) => (typeof piece === 'string' ? piece : piece.kind === 'bold' ? `[${piece.text}]` : '?'))
    .join('');
}

describe('what a record says, matches marked', () => {
  test.each([
    ['오늘 아침 달리기 5km 완료', ['달리'], '오늘 아침 [달리]기 5km 완료'],
    ['아침러닝을 했어요', ['러닝'], '아침[러닝]을 했어요'],
    ['Ran 5KM, then ran home', ['ran', '5km'], '[Ran] [5KM], then [ran] home'],
    ['ＲＵＮ した', ['run'], '[ＲＵＮ] した'],
    ['달리기'.normalize('NFD'), ['달리'], '[달리]기'],
    ['가나다라', ['나다', '다라'], '가[나다라]'],
    ['한 줄\n두 줄\n\n세 줄', ['두 줄'], '한 줄 [두 줄] 세 줄'],
    ['👨‍👩‍👧 산책 🏃', ['산책'], '👨‍👩‍👧 [산책] 🏃'],
    ['아무 말', [], '아무 말'],
    ['', ['말'], ''],
    ['*별* `코드` <b>', ['코드'], '*별* `[코드]` <b>'],
  ] as [string, string[], string][])('%j with %j', (text, words, shown) => {
    expect(written(excerpt(text, words))).toBe(shown);
  });

  test('a long text is shown around its first match', () => {
    const text = `${'처음부터 길게 쓴 글이에요. '.repeat(20)}드디어 완주! ${'그리고 더 길게. '.repeat(20)}`;
    const shown = written(excerpt(text, ['완주']));
    expect(shown).toMatch(/^….*드디어 \[완주\]! .*…$/);
    expect([...shown].length).toBeLessThan(80);
  });

  test('whatever the text and the words, no character is cut and nothing is added', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 4 })),
        (text, words) => {
          const shown = excerpt(text, words)
            .map((piece) => (typeof piece === 'string' ? piece : piece.kind === 'bold' ? piece.text : '?'))
            .join('');
          const flat = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
          expect(flat).toContain(shown.replace(/^…/, '').replace(/…$/, ''));
          expect(shown.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});

test.each([
  ['달리', true],
  ['달', false],
  ['달 리', false],
  ['달 달리', true],
  ['5k', true],
  ['🏃', false],
  ['   ', false],
  // Composed, each is a space with an accent.
  ['´', false],
  ['¨ ´', false],
  ['´5', true],
  ['ab', true],
])('%j can be looked for: %s', (text, can) => {
  expect(isSearchable(searchWords(text))).toBe(can);
});

test.each([
  ['ko', 2, '', '사진 인증'],
  ['ko', 0, '', '파일 인증'],
  ['en', 0, '', 'A file'],
  ['ja', 0, ' ', 'ファイルの記録'],
  ['ko', 2, '달렸어요', '달렸어요 · 사진 2장'],
] as const)(
  'a record in %s with %i photos and the words %j is shown as %j',
  (locale, photos, text, shown) => {
    const day = '2026-11-20' as CivilDay;
    const record = { proof: 'p' as ProofId, message: null, at: 0, day, titles: ['달리기'], text, photos };
    const texts = messagesFor(locale);
    const card = recordCard({
      title: '',
      found: [record],
      words: [],
      buttons: [],
      texts,
      linkTo: () => null,
    });
    expect(card.fields.map(({ value }) => written(value))).toEqual([shown]);
  },
);
