import type { CommandSpec, OptionSpec } from '../../core/commands/command.ts';
import { commandGroups, commandTable } from '../../core/commands/table.ts';

/** What someone typed after /boost. */
export interface ParsedCommand {
  readonly spec: CommandSpec;
  readonly options: Readonly<Record<string, string>>;
}

const slashCommands = commandTable.filter((c) => c.kind === 'slash');

interface Named {
  readonly names: Readonly<Record<'ko' | 'ja', string>>;
}

const isCalled = (word: string, english: string, { names }: Named): boolean =>
  [english, names.ko, names.ja].some((name) => name.toLowerCase() === word.toLowerCase());

const lastWord = (c: CommandSpec): string => c.path[c.path.length - 1] ?? '';

/** The command of this id, for message menus and for what the adapter itself asks (`help`). */
export function commandAt(...path: readonly string[]): CommandSpec | undefined {
  return commandTable.find((c) => c.path.join(' ') === path.join(' '));
}

/**
 * Reads `/boost <words>`: command words in English, Korean or Japanese, then options as `name:value` or `name=value`
 * ("challenge:달리기") and free text for the first text option that is left. An unknown word asks for help.
 */
export function parseCommand(text: string): ParsedCommand {
  const tokens = [...text.matchAll(/\S+/g)].map((m) => ({ word: m[0], end: m.index + m[0].length }));
  const [first, second] = tokens;
  const help = commandAt('help');
  if (help === undefined) throw new Error('the command table has no help');
  if (first === undefined) return { spec: help, options: {} };
  const group = commandGroups.find((g) => isCalled(first.word, g.name, g));
  if (group !== undefined) {
    const spec = slashCommands.find(
      (c) =>
        c.path.length === 2 && c.path[0] === group.name && second && isCalled(second.word, lastWord(c), c),
    );
    if (spec === undefined || second === undefined) return { spec: help, options: {} };
    return { spec, options: parseOptions(spec, text.slice(second.end)) };
  }
  const spec = slashCommands.find((c) => c.path.length === 1 && isCalled(first.word, lastWord(c), c));
  return spec === undefined
    ? { spec: help, options: {} }
    : { spec, options: parseOptions(spec, text.slice(first.end)) };
}

function parseOptions(spec: CommandSpec, text: string): Record<string, string> {
  const options: Record<string, string> = {};
  const named = spec.options.filter((o) => o.kind !== 'files');
  // Without a place for free text ("settings language 한국어"), a bare name introduces its value too.
  const first = named[0];
  const bareNames = first !== undefined && first.kind === 'choice';
  const free: string[] = [];
  let current: { name: string; value: string[] } | null = null;
  const close = () => {
    if (current !== null) options[current.name] = current.value.join(' ').trim();
    current = null;
  };
  for (const word of text.split(/(?<=\s)(?=\S)/)) {
    const bare = word.trim();
    if (bare === '') continue;
    const option = optionIn(bare, named, bareNames);
    if (option !== null) {
      close();
      current = { name: option.name, value: option.value === '' ? [] : [option.value] };
    } else if (current !== null) {
      current.value.push(bare);
    } else {
      free.push(word);
    }
  }
  close();
  const rest = free.join('').trim();
  const target = named.find((o) => o.kind === 'text' && options[o.name] === undefined);
  if (rest !== '' && target !== undefined && !bareNames) options[target.name] = rest;
  return Object.fromEntries(
    Object.entries(options)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, readValue(named, name, value)]),
  );
}

/** `name:value`, `name=value`, or a bare name where that is allowed. */
function optionIn(
  word: string,
  options: readonly OptionSpec[],
  bareNames: boolean,
): { name: string; value: string } | null {
  const at = word.search(/[:=：＝]/);
  const name = at < 0 ? word : word.slice(0, at);
  if (at < 0 && !bareNames) return null;
  const option = options.find((o) => isCalled(name, o.name, o));
  return option === undefined ? null : { name: option.name, value: at < 0 ? '' : word.slice(at + 1) };
}

/** A choice by its value or its label in any language; text without quotes around it and within its length. */
function readValue(options: readonly OptionSpec[], name: string, typed: string): string {
  const option = options.find((o) => o.name === name);
  const value = typed.replace(/^["“”'](.*)["“”']$/s, '$1');
  if (option?.kind === 'text') return [...value].slice(0, option.maxLength).join('');
  if (option?.kind !== 'choice') return value;
  const wanted = value.toLowerCase();
  const choice = option.choices.find(
    (c) =>
      c.value.toLowerCase() === wanted || Object.values(c.labels).some((l) => l.toLowerCase() === wanted),
  );
  return choice?.value ?? value;
}
