import type { CommandSpec, OptionSpec } from '../../core/commands/command.ts';
import { readDay } from '../../core/commands/read-day.ts';
import type { CivilDay } from '../../core/model/day.ts';

/** Turns the text that Slack sends into the words that the member typed. */
export type ReadWords = (raw: string) => string;

/** A piece of text without spaces; `<…>` counts as one word even with spaces in it. Positions are in UTF-16 units. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

type Option = Exclude<OptionSpec, { kind: 'files' }>;
type ChoiceOption = OptionSpec & { kind: 'choice' };

/** Splits a text into words. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/(?:<[^<>]*>|\S)+/g)].map((m) => ({
    text: m[0],
    start: m.index,
    end: m.index + m[0].length,
  }));
}

/** Whether a word is the English, Korean or Japanese name of a command or option, in any letter case. */
export const isCalled = (
  word: string,
  english: string,
  { names }: { readonly names: Readonly<Record<'ko' | 'ja', string>> },
): boolean => [english, names.ko, names.ja].some((name) => name.toLowerCase() === word.toLowerCase());

/** Text options whose maximum length is at most this hold one thing: a day or a month. */
const ONE_WORD = 20;
/** The most words in a choice's label. */
const LABEL_WORDS = 6;
const USER_MENTION = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/;
const GROUP_MENTION = /^<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>$/;
/** Matches a year or a month: 2026, 2026-11. */
const MONTH = /^\d{4}(-\d{1,2})?$/;
/** The most words in a day's name, as in "day before yesterday". */
const DAY_WORDS = 3;
/** Any day: here it only matters whether a text is a day, not which one. */
const SOME_DAY = '2000-01-01' as CivilDay;

/**
 * Parses a command's options as people type them: `name:value` and `name=value`; a mention for an option that is a member; the value or
 * label of a choice ("휴가"), if it comes before any free text; the rest as the text that the command asks for. Returns the typed values
 * by the options' English names. Whether they make sense is checked by the core.
 */
export function parseOptions(spec: CommandSpec, text: string, read: ReadWords): Record<string, string> {
  const options = spec.options.filter((o): o is Option => o.kind !== 'files');
  const words = wordsOf(text);
  // A command whose first option is a choice also accepts names without a sign: "settings language 한국어".
  const bareNames = options[0]?.kind === 'choice';
  const values: Record<string, string> = {};
  const free: Word[] = [];
  const left = () => options.filter((o) => values[o.name] === undefined);

  for (let at = 0; at < words.length; ) {
    const word = words[at];
    if (word === undefined) break;
    const bare = bareNames && free.length === 0;
    const named = optionIn(word, options, bare);
    if (named !== null) {
      const next = words.findIndex((w, i) => i > at && optionIn(w, options, bare) !== null);
      const given = [
        ...(named.rest === null ? [] : [named.rest]),
        ...words.slice(at + 1, next < 0 ? undefined : next),
      ];
      const taken = given.slice(0, wordsTaken(named.option, given, read));
      values[named.option.name] = readValue(named.option, spanOf(text, taken), read);
      at += 1 + taken.length - (named.rest !== null && taken.length > 0 ? 1 : 0);
      continue;
    }
    const member = left().find((o) => o.kind === 'member');
    if (member !== undefined && (USER_MENTION.test(word.text) || word.text.startsWith('@'))) {
      values[member.name] = readValue(member, word.text, read);
      at += 1;
      continue;
    }
    const chosen = free.length === 0 ? chosenBy(left(), words.slice(at), read) : null;
    if (chosen !== null) {
      values[chosen.name] = chosen.value;
      at += chosen.words;
      continue;
    }
    free.push(word);
    at += 1;
  }
  placeFree(left(), bareNames, free, read, (option, run) => {
    values[option.name] = readValue(option, spanOf(text, run), read);
  });
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

/** The option that a word names: `name:value`, `name=value`, or a bare name if allowed. `rest` is what follows the sign in the word. */
function optionIn(
  word: Word,
  options: readonly Option[],
  bareNames: boolean,
): { option: Option; rest: Word | null } | null {
  const at = word.text.search(/[:=：＝]/);
  if (at < 0 && !bareNames) return null;
  const name = at < 0 ? word.text : word.text.slice(0, at);
  const option = options.find((o) => isCalled(name, o.name, o));
  if (option === undefined) return null;
  const rest = at < 0 ? '' : word.text.slice(at + 1);
  return { option, rest: rest === '' ? null : { text: rest, start: word.start + at + 1, end: word.end } };
}

/** How many of the words after an option's name belong to the option. */
function wordsTaken(option: Option, given: readonly Word[], read: ReadWords): number {
  if (option.kind === 'member') return 1;
  if (option.kind === 'text') return isShort(option) ? dayWords(given, read) || 1 : given.length;
  return chosenBy([option], given, read)?.words ?? given.length;
}

const isShort = (option: Option): boolean => option.kind === 'text' && option.maxLength <= ONE_WORD;

/** How many of the first words are surely a day, a month or a year, and not part of a challenge's title. */
function dayWords(words: readonly Word[], read: ReadWords): number {
  for (let count = Math.min(DAY_WORDS, words.length); count > 0; count -= 1) {
    const said = read(spoken(words, count));
    if (readDay(said, SOME_DAY).kind === 'day' || MONTH.test(said)) return count;
  }
  return 0;
}

const spoken = (words: readonly Word[], count: number): string =>
  words
    .slice(0, count)
    .map((w) => w.text)
    .join(' ');

/** The choice that the first words name: by value, by label, or by a word that is in one label only. The longest match wins. */
function chosenBy(
  options: readonly Option[],
  words: readonly Word[],
  read: ReadWords,
): { name: string; value: string; words: number } | null {
  const choices = options.filter((o): o is ChoiceOption => o.kind === 'choice');
  for (let count = Math.min(LABEL_WORDS, words.length); count > 0; count -= 1) {
    const said = read(spoken(words, count));
    for (const option of choices) {
      const value = choiceOf(option, said);
      if (value !== null) return { name: option.name, value, words: count };
    }
  }
  return null;
}

function choiceOf({ choices }: ChoiceOption, said: string): string | null {
  const wanted = unquoted(said).toLowerCase();
  const labels = (c: ChoiceOption['choices'][number]) => Object.values(c.labels).map((l) => l.toLowerCase());
  const exact = choices.find((c) => c.value.toLowerCase() === wanted || labels(c).includes(wanted));
  if (exact !== undefined) return exact.value;
  const having = choices.filter((c) => labels(c).some((label) => label.split(/[\s()]+/).includes(wanted)));
  return wanted.length > 1 && having.length === 1 ? (having[0]?.value ?? null) : null;
}

/**
 * Assigns free words to text options: first to the required ones, of which the last takes all that is left; otherwise to the command's
 * own text, to days, and to a challenge's title.
 */
function placeFree(
  left: readonly Option[],
  bareNames: boolean,
  free: readonly Word[],
  read: ReadWords,
  put: (option: Option, words: readonly Word[]) => void,
): void {
  const texts = left.filter((o) => o.kind === 'text');
  const required = texts.filter((o) => o.required);
  let rest = free;
  const take = (option: Option, count: number) => {
    if (rest.length > 0 && count > 0) put(option, rest.slice(0, count));
    rest = rest.slice(count);
  };
  for (const [i, option] of required.entries()) {
    const words = isShort(option) ? dayWords(rest, read) || 1 : 1;
    take(option, i === required.length - 1 ? rest.length : words);
  }
  const challenge = texts.find((o) => o.name === 'challenge');
  const ownText = texts.find((o) => !isShort(o) && o !== challenge);
  // Where bare names are allowed, a free word may be a misspelt name, unless there is only one text it can belong to.
  if (ownText !== undefined && (!bareNames || texts.length === 1)) take(ownText, rest.length);
  for (const option of texts.filter(isShort)) take(option, dayWords(rest, read));
  if (challenge !== undefined && !required.includes(challenge)) take(challenge, rest.length);
}

/** The original text from the first to the last of these words. Words that are not adjacent in the text are joined by a space. */
function spanOf(text: string, words: readonly Word[]): string {
  let out = '';
  for (const [i, word] of words.entries()) {
    const before = words[i - 1];
    const between = before === undefined ? '' : text.slice(before.end, word.start);
    out += (between.trim() === '' ? between : ' ') + word.text;
  }
  return out;
}

function readValue(option: Option, raw: string, read: ReadWords): string {
  switch (option.kind) {
    case 'member':
      return USER_MENTION.exec(raw)?.[1] ?? read(raw);
    case 'choice':
      return choiceOf(option, read(raw)) ?? unquoted(read(raw));
    case 'text': {
      const group = option.name === 'hosts' ? GROUP_MENTION.exec(raw)?.[1] : undefined;
      return group ?? [...unquoted(read(raw))].slice(0, option.maxLength).join('');
    }
  }
}

const unquoted = (typed: string): string => typed.trim().replace(/^["“”'](.*)["“”']$/s, '$1');
