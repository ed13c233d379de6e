import type { CommandSpec, OptionSpec } from '../../core/commands/command.ts';
import { MEMBERS } from './demo.ts';

/** The options read from what was typed after a command's words. `stranger`: a name that no member has. */
export type ReadOptions =
  | { readonly kind: 'read'; readonly options: Readonly<Record<string, string>> }
  | { readonly kind: 'stranger'; readonly name: string };

type Typable = Exclude<OptionSpec, { kind: 'files' }>;
type Picked = Extract<OptionSpec, { kind: 'choice' | 'member' }>;

/**
 * Parses `option:value` pairs (names in any of our languages; a value extends to the next known option). Words before the first pair are
 * values of unnamed options: leading words that name a choice or a member are taken as that, and the rest is text. The text goes to the
 * required text options (each takes one word, the last takes the rest) or, if there are none, to the first text option.
 */
export function readOptions(spec: CommandSpec, text: string): ReadOptions {
  const typable = spec.options.filter((option) => option.kind !== 'files');
  const { free, named } = splitByNames(typable, text);
  const given = new Map<string, string>();

  for (const [name, typed] of named) {
    const option = typable.find((known) => known.name === name)!;
    const value =
      option.kind === 'text' ? typed : (meant(option, typed) ?? (option.kind === 'choice' && typed));
    if (value === false) return { kind: 'stranger', name: typed };
    given.set(name, value);
  }
  const open = () => typable.filter((option) => !given.has(option.name));

  let rest = free;
  for (const option of open()) {
    if (option.kind === 'text') continue;
    const found = leading(option, rest);
    if (found) {
      given.set(option.name, found.value);
      rest = rest.slice(found.length).trim();
    } else if (option.kind === 'member' && option.required && rest !== '') {
      return { kind: 'stranger', name: firstWord(rest) };
    }
  }
  const texts = open().filter((option) => option.kind === 'text');
  const required = texts.filter((option) => option.required);
  const takers = required.length > 0 ? required : texts.slice(0, 1);
  for (const [i, option] of takers.entries()) {
    const value = i < takers.length - 1 ? firstWord(rest) : rest;
    if (value !== '') given.set(option.name, value);
    rest = rest.slice(value.length).trim();
  }
  return { kind: 'read', options: Object.fromEntries(given) };
}

/** All names of an option, in lower case. */
export const optionNames = (option: OptionSpec): readonly string[] =>
  [option.name, ...Object.values(option.names)].map((name) => name.toLowerCase());

/** A pattern that matches this text literally. */
export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function splitByNames(typable: readonly Typable[], text: string) {
  const names = typable.flatMap(optionNames).map(literally).join('|');
  const marks = names === '' ? [] : [...text.matchAll(new RegExp(`(?<=^|\\s)(${names})[:：=]`, 'giu'))];
  const named = marks.flatMap((mark, i): [string, string][] => {
    const option = typable.find((known) => optionNames(known).includes(mark[1]!.toLowerCase()));
    const value = text.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? text.length).trim();
    return option && value !== '' ? [[option.name, value]] : [];
  });
  return { free: text.slice(0, marks[0]?.index ?? text.length).trim(), named };
}

/** The value that a whole text stands for; undefined if it stands for none. */
function meant(option: Picked, text: string): string | undefined {
  const found = leading(option, text);
  return found?.length === text.length ? found.value : undefined;
}

/** The value that the first words of a text stand for; the longest wording wins. */
function leading(option: Picked, text: string): { readonly value: string; readonly length: number } | null {
  const found = wordingsOf(option).flatMap(({ value, words }) => {
    const match = new RegExp(`^${words}(?=\\s|$)`, 'iu').exec(text);
    return match ? [{ value, length: match[0].length }] : [];
  });
  return found.sort((a, b) => b.length - a.length)[0] ?? null;
}

/**
 * All wordings of an option's values, as patterns. A choice can be written as its value, as one of its labels, or as the first word of a
 * label if no other label begins with it.
 */
function wordingsOf(option: Picked): readonly { readonly value: string; readonly words: string }[] {
  if (option.kind === 'member') {
    return MEMBERS.flatMap(({ id, name }) =>
      [id, name].map((words) => ({ value: id, words: `@?${literally(words)}\\s?(?:님|さん)?` })),
    );
  }
  const labels = option.choices.flatMap(({ value, labels }) =>
    Object.values(labels).map((label) => ({ value, label: label.replace(/\s*[(（].*$/u, '') })),
  );
  const firstWords = labels
    .map(({ value, label }) => ({ value, label: firstWord(label) }))
    .filter(({ value, label }) =>
      labels.every((other) => other.value === value || firstWord(other.label) !== label),
    );
  const full = option.choices.flatMap(({ value, labels }) =>
    [value, ...Object.values(labels)].map((label) => ({ value, label })),
  );
  return [...full, ...labels, ...firstWords].map(({ value, label }) => ({ value, words: literally(label) }));
}

const firstWord = (text: string): string => /^\S*/u.exec(text)?.[0] ?? '';
