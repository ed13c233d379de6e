import { domainEndings } from './domains.ts';
import { graphemes, withoutInvisible } from './text.ts';

/** How much of a proof the model reads, in graphemes: the first 900 and, if it is longer than both together, the last 300. */
const HEAD = 900;
const TAIL = 300;

/**
 * A member's text as the model and the checks see it: Unicode-normalised, without invisible characters, contacts masked, at most
 * 1,200 graphemes (plus an ellipsis where the middle is cut). The model never sees what is masked here, so it cannot repeat it.
 */
export function normaliseProof(text: string): string {
  return cut(wholeProof(text));
}

/** As `normaliseProof`, but uncut: the search for signs of a crisis has to read everything. */
export function wholeProof(text: string): string {
  const tidy = withoutInvisible(text.replace(/\r\n|[\v\f\r\u0085\u2028\u2029]/gu, '\n').normalize('NFC'))
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
  return maskContacts(tidy);
}

type Mask = readonly [pattern: RegExp, replacement: string];

/** Applied in order: first the platforms' angle-bracket forms (they never nest), then what people type by hand. */
const MASKS: readonly Mask[] = [
  [/<mailto:[^<>\n]*>/giu, '⟦email⟧'],
  [/<tel:[^<>\n]*>/giu, '⟦phone⟧'],
  [/<a?:(\w{2,32}):\d+>/gu, ':$1:'],
  [/<(?:https?|ftp|slack|discord):[^<>\n]*>/giu, '⟦link⟧'],
  [/<(?:[@#!]|\/\w|id:|t:)[^<>\n]*>/gu, '⟦mention⟧'],
  [
    /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}[@＠][\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu,
    '⟦email⟧',
  ],
  [/(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\/\/\S+/giu, '⟦link⟧'],
  [/(?<![\p{L}\p{N}])www\.\S+/giu, '⟦link⟧'],
  [
    new RegExp(
      `(?<![\\p{L}\\p{N}.-])[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){0,4}\\.(?:${domainEndings})(?![\\p{Script=Latin}\\p{N}])(?:[/?#]\\S*)?`,
      'giu',
    ),
    '⟦link⟧',
  ],
  [/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?:[:/]\S*)?(?![\d.])/gu, '⟦link⟧'],
  [/(?<!\d)\d{6}[- ]?[1-8]\d{6}(?!\d)/gu, '⟦number⟧'],
  [/(?<!\d)\d{4}(?:[- ]?\d{4}){3}(?!\d)/gu, '⟦number⟧'],
  [
    /(?<![\d+])(?:\+\d{1,3}[-. ]?(?:\(0\))?\d{1,4}|\(?0\d{1,4}\)?|\(?\d{3}\)?(?=[-. ]))[-. ]?\d{3,4}[-. ]?\d{4}(?!\d)/gu,
    '⟦phone⟧',
  ],
  [/(?<![\p{L}\p{N}])[@＠][\p{L}\p{N}._-]+/gu, '⟦mention⟧'],
];

function maskContacts(text: string): string {
  return MASKS.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text);
}

function cut(text: string): string {
  if (text.length <= HEAD + TAIL) return text;
  const all = graphemes(text);
  if (all.length <= HEAD + TAIL) return text;
  return `${all.slice(0, HEAD).join('')}\n…\n${all.slice(-TAIL).join('')}`;
}
