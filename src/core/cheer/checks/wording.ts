import type { Locale } from '../../model/locale.ts';
import { plain } from '../text.ts';
import { perLine } from './check.ts';
import { wordingEn } from './wording-en.ts';
import { wordingJa } from './wording-ja.ts';
import { wordingKo } from './wording-ko.ts';

/**
 * What a cheer never does: praise the person instead of the doing, compare with others, push, shame, talk about
 * bodies, give medical words, or speak of its own instructions.
 */
export type WordingCode = 'person' | 'compare' | 'controlling' | 'shame' | 'body' | 'medical' | 'leak';

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

export const checkWording = perLine((line, { locale }) => {
  const text = plain(line).toLowerCase();
  const forms = [...new Set([text, melted(text, true), melted(text, false)])];
  return CODES.filter((code) =>
    LEXICONS[locale][code].some((pattern) => forms.some((form) => pattern.test(form))),
  );
});

/**
 * The text with words drawn together that were pulled apart to hide them: '바.보', 's t u p i d'. A first letter that may be
 * a word of its own ('a s t u p i d') is taken `along` or left.
 */
function melted(text: string, along: boolean): string {
  return text
    .replace(/(?<=\p{L})[.\-_*·・|/^+=]+(?=\p{L})/gu, '')
    .replace(/(?<!\p{L})\p{L}(?:\s\p{L}(?!\p{L}))+/gu, (letters) => {
      const own = along ? '' : (/^[ai]\s/u.exec(letters)?.[0] ?? '');
      return own + letters.slice(own.length).replace(/\s/gu, '');
    });
}
