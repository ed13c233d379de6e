import type { CommandSpec, OptionSpec } from '../../core/commands/command.ts';
import { commandGroups, commandTable } from '../../core/commands/table.ts';
import { LOCALES, type Locale } from '../../core/model/locale.ts';
import { literally, readOptions } from './command-options.ts';
import { MEMBERS } from './demo.ts';
import type { WireChoice, WireCommand, WireMenuItem } from './wire.ts';

const slashCommands = commandTable.filter((command) => command.kind === 'slash');
export const helpCommand = commandTable.find((command) => command.path[0] === 'help')!;
const menuCommands = commandTable.filter((command) => command.kind === 'messageMenu');

/** A typed command, as understood. */
export type CommandLine =
  | {
      readonly kind: 'command';
      readonly spec: CommandSpec;
      readonly options: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'missing'; readonly option: string }
  /** No member has this name. */
  | { readonly kind: 'stranger'; readonly name: string }
  /** No command begins with these words; null if no words were typed beyond a slash or a group's name. */
  | { readonly kind: 'unknown'; readonly typed: string | null };

/** Parses a typed command: its words in any of our languages, then its options (command-options.ts). */
export function parseCommandLine(text: string, locale: Locale): CommandLine {
  const typed = text.trim().replace(/^\/\s*/, '');
  const found = slashCommands
    .flatMap((spec) => wordings(spec).map((words) => ({ spec, length: lengthOf(words, typed) })))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length)[0];
  if (!found) return { kind: 'unknown', typed: beginningOf(typed) };
  const given = readOptions(found.spec, typed.slice(found.length));
  if (given.kind === 'stranger') return given;
  const missing = found.spec.options.find((option) => isMissing(option, given.options));
  if (missing) return { kind: 'missing', option: optionName(missing, locale) };
  return { kind: 'command', spec: found.spec, options: given.options };
}

/**
 * The words to report as unknown: the first word, or two if the first is a group's name. Null if nothing, or only a group's name, was
 * typed.
 */
function beginningOf(typed: string): string | null {
  const [first = '', second] = typed.split(/\s+/);
  const isGroup = commandGroups.some(({ name, names }) =>
    [name, ...Object.values(names)].some((each) => each.toLowerCase() === first.toLowerCase()),
  );
  if (isGroup) return second === undefined ? null : `${first} ${second}`;
  return first === '' ? null : first;
}

/** The length of these words at the beginning of a text, in characters; 0 if the text does not begin with them. */
function lengthOf(words: readonly string[], text: string): number {
  return new RegExp(`^${words.map(literally).join('\\s+')}(?=\\s|$)`, 'iu').exec(text)?.[0].length ?? 0;
}

const isMissing = (option: OptionSpec, given: Readonly<Record<string, string>>): boolean =>
  option.kind !== 'files' && option.required && given[option.name] === undefined;

const optionName = (option: OptionSpec, locale: Locale): string =>
  locale === 'en' ? option.name : option.names[locale];

function lastWord(spec: CommandSpec, locale: Locale): string {
  return locale === 'en' ? spec.path[spec.path.length - 1]! : spec.names[locale];
}

/** The words of a command in one language. */
function wording(spec: CommandSpec, locale: Locale): readonly string[] {
  if (spec.path.length === 1) return [lastWord(spec, locale)];
  const group = commandGroups.find((known) => known.name === spec.path[0]);
  const first = locale === 'en' || !group ? spec.path[0] : group.names[locale];
  return [first, lastWord(spec, locale)];
}

const wordings = (spec: CommandSpec): readonly (readonly string[])[] =>
  LOCALES.map((locale) => wording(spec, locale));

/** A command as it is typed in a reader's language, e.g. `/챌린지 목록`. */
export function commandName(path: readonly string[], locale: Locale): string {
  const spec = commandTable.find((known) => known.path.join(' ') === path.join(' '));
  if (!spec) return `/${path.join(' ')}`;
  return spec.kind === 'messageMenu' ? spec.descriptions[locale] : `/${wording(spec, locale).join(' ')}`;
}

/** The commands that the page completes, in one language, with the words of the other languages as aliases. */
export function wireCommands(locale: Locale): readonly WireCommand[] {
  return slashCommands.map((spec) => ({
    words: wording(spec, locale),
    aliases: wordings(spec).map((words) => words.join(' ')),
    description: spec.descriptions[locale],
    managersOnly: spec.managersOnly,
    options: spec.options.map((option) => ({
      names: [...new Set([optionName(option, locale), option.name, ...Object.values(option.names)])],
      description: option.descriptions[locale],
      required: option.kind === 'files' ? false : option.required,
      choices: choicesOf(option, locale),
      files: option.kind === 'files',
    })),
  }));
}

function choicesOf(option: OptionSpec, locale: Locale): readonly WireChoice[] {
  switch (option.kind) {
    case 'choice':
      return option.choices.map(({ value, labels }) => ({ value, label: labels[locale] }));
    case 'member':
      return MEMBERS.map(({ id, name }) => ({ value: id, label: name }));
    case 'text':
    case 'files':
      return [];
  }
}

/** The commands in a message's menu. */
export const wireMenu = (locale: Locale): readonly WireMenuItem[] =>
  menuCommands.map((spec) => ({ id: spec.path[0], label: spec.descriptions[locale] }));

/** The command of a menu item; undefined if there is none with this id. */
export const menuCommand = (id: string): CommandSpec | undefined =>
  menuCommands.find((spec) => spec.path[0] === id);
