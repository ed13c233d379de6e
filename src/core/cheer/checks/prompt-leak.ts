import { hints } from '../prompts/hints.ts';
import type { Shot } from '../prompts/prompt.ts';
import { shots as shots1 } from '../prompts/v1/shots.ts';
import { words as v1 } from '../prompts/v1/words.ts';
import { rules as v2 } from '../prompts/v2/rules.ts';
import { en } from '../prompts/v2/shots/en.ts';
import { ja } from '../prompts/v2/shots/ja.ts';
import { ko } from '../prompts/v2/shots/ko.ts';
import { plain } from '../text.ts';
import { type Check, type CheckContext, perLine } from './check.ts';

/** This many words in a row that equal those of a rule count as copied. */
const RUN = 5;
/** For examples, this many letters in a row: Korean and Japanese words are too short to be counted. */
const LETTERS = 13;
const LATIN_LETTERS = 28;
/** Hints of fewer words are ignored: anybody might say them ("no question"). */
const HINT = 3;

const ours: ReadonlySet<string> = new Set(
  [v1, v2].flatMap(({ system, speech, voice = '', photo, ending }) =>
    runs([system, ...Object.values(speech), voice, photo, ending].join('\n')),
  ),
);
const told: readonly string[] = [...Object.values(hints), v1.anyHint, v2.anyHint]
  .filter((hint) => wordsOf(hint).length >= HINT)
  .map((hint) => ` ${wordsOf(hint).join(' ')} `);

/** The examples of every prompt, each with the letters of its two lines and of its proof. */
const examples: readonly { readonly shot: Shot; readonly letters: readonly string[] }[] = [
  ...new Set([...Object.values(shots1).flat(), ...ko, ...en, ...ja]),
].map((shot) => ({ shot, letters: [shot.answer.line1, shot.answer.line2, shot.data.text].map(lettersOf) }));
const pieces: ReadonlySet<string> = new Set(examples.flatMap(({ letters }) => letters.flatMap(piecesOf)));
const wholes: ReadonlySet<string> = new Set(
  examples.flatMap(({ letters }) => letters.slice(0, 2)).filter((line) => line !== ''),
);

/** No line repeats what the prompt says: no rule, no hint of a repair, no example. */
export const checkPromptLeak: Check = (lines, context) => [
  ...rulesAndHints(lines, context),
  ...examplesSaid(lines, context),
];

const rulesAndHints = perLine((line) => {
  const spoken = wordsOf(line);
  const flat = ` ${spoken.join(' ')} `;
  return runsOf(spoken).some((run) => ours.has(run)) || told.some((hint) => flat.includes(hint))
    ? ['leak']
    : [];
});

const examplesSaid = perLine((line, context) => {
  const letters = lettersOf(line);
  const said = piecesOf(letters).filter((piece) => pieces.has(piece));
  if (said.length === 0 && !wholes.has(letters)) return [];
  // An example's answer may be given to the very proof of that example.
  const others = examples
    .filter(({ shot }) => !isItsOwn(shot, context))
    .flatMap((example) => example.letters);
  return others.some((other) => other === letters || said.some((piece) => other.includes(piece)))
    ? ['leak']
    : [];
});

function isItsOwn({ data, answer }: Shot, { title, proofText, photoSeen }: CheckContext): boolean {
  return data.title === title && proofText.includes(data.text) && answer.photoSeen === photoSeen;
}

function runs(text: string): string[] {
  return runsOf(wordsOf(text));
}

function runsOf(words: readonly string[]): string[] {
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '));
}

function wordsOf(text: string): string[] {
  return plain(text)
    .toLowerCase()
    .split(/[^\p{L}\p{N}'’]+/u)
    .filter((word) => word !== '');
}

function lettersOf(text: string): string {
  return plain(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Every substring of the length from which an equal one is no coincidence. */
function piecesOf(letters: string): string[] {
  const length = /^[a-z\d]*$/u.test(letters) ? LATIN_LETTERS : LETTERS;
  return Array.from({ length: Math.max(0, letters.length - length + 1) }, (_, at) =>
    letters.slice(at, at + length),
  );
}
