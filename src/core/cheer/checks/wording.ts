import type { Locale } from '../../model/locale.ts';
import { plain } from '../text.ts';
import { perLine } from './check.ts';
import { wordingEn } from './wording-en.ts';
import { wordingJa } from './wording-ja.ts';
import { wordingKo } from './wording-ko.ts';

/**
 * What a cheer never does: praise the person instead of the deed, compare with others, push, shame, talk about bodies, use
 * medical words, or speak of its own instructions.
 */
export type WordingCode = 'person' | 'compare' | 'controlling' | 'shame' | 'body' | 'medical' | 'leak';

/** The patterns of one language for each kind of forbidden wording. */
export type Lexicon = Readonly<Record<WordingCode, readonly RegExp[]>>;

const LEXICONS: Readonly<Record<Locale, Lexicon>> = { ko: wordingKo, en: wordingEn, ja: wordingJa };

const CODES: readonly WordingCode[] = [
  'person',
  'compare',
  'controlling',
  'shame',
  'body',
  'medical',
  'leak',
];

/** Checked without joining spaced-out letters: nobody hides these words so, and single letters may be words (이 길, 할 일). */
const NEVER_HIDDEN: ReadonlySet<WordingCode> = new Set(['compare', 'controlling']);

/** No line contains wording of the language's lexicon, also where signs or spaces between its letters hide it. */
export const checkWording = perLine((line, { locale }) => {
  const text = plain(line).toLowerCase();
  const joined = withoutMarks(text);
  const open = [...new Set([text, joined])];
  const forms = [...new Set([...open, melted(joined, true), melted(joined, false)])];
  return CODES.filter((code) =>
    LEXICONS[locale][code].some((pattern) =>
      (NEVER_HIDDEN.has(code) ? open : forms).some((form) => pattern.test(form)),
    ),
  );
});

/** Removes signs between letters: '바.보' becomes one word. */
function withoutMarks(text: string): string {
  return text.replace(/(?<=\p{L})[.\-_*·・|/^+=]+(?=\p{L})/gu, '');
}

/**
 * Joins letters that were spaced out to hide a word: 's t u p i d'. A first letter that may be a word of its own ('a s t u p i d')
 * is joined too if `along`, else stays apart.
 */
function melted(text: string, along: boolean): string {
  return text.replace(/(?<!\p{L})\p{L}(?:\s\p{L}(?!\p{L}))+/gu, (letters) => {
    const own = along ? '' : (/^[ai]\s/u.exec(letters)?.[0] ?? '');
    return own + letters.slice(own.length).replace(/\s/gu, '');
  });
}
