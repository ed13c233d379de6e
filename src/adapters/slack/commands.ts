import type { CommandSpec } from '../../core/commands/command.ts';
import { commandGroups, commandTable } from '../../core/commands/table.ts';
import { isCalled, parseOptions, type ReadWords, wordsOf } from './options.ts';

/** What someone typed after /boost. */
export interface ParsedCommand {
  readonly spec: CommandSpec;
  readonly options: Readonly<Record<string, string>>;
  /** The words that are no command, for which there is help instead. */
  readonly unknown?: string;
}

const slashCommands = commandTable.filter((c) => c.kind === 'slash');

const lastWord = (c: CommandSpec): string => c.path[c.path.length - 1] ?? '';

/** The command of this id, for message menus and for what the adapter itself asks (`help`). */
export function commandAt(...path: readonly string[]): CommandSpec | undefined {
  return commandTable.find((c) => c.path.join(' ') === path.join(' '));
}

/**
 * Reads `/boost <words>`: command words in English, Korean or Japanese, then options (options.ts). `text` is as Slack sends
 * it, with mentions and entities escaped; `read` makes words of it. What is no command asks for help.
 */
export function parseCommand(text: string, read: ReadWords = (words) => words): ParsedCommand {
  const [first, second] = wordsOf(text);
  const help = commandAt('help');
  if (help === undefined) throw new Error('the command table has no help');
  if (first === undefined) return { spec: help, options: {} };
  const group = commandGroups.find((g) => isCalled(first.text, g.name, g));
  const named = group === undefined ? first : second;
  const spec = slashCommands.find(
    (c) =>
      (group === undefined ? c.path.length === 1 : c.path.length === 2 && c.path[0] === group.name) &&
      named !== undefined &&
      isCalled(named.text, lastWord(c), c),
  );
  if (named === undefined) return { spec: help, options: {} };
  if (spec === undefined)
    return { spec: help, options: {}, unknown: read(text.slice(first.start, named.end)) };
  return { spec, options: parseOptions(spec, text.slice(named.end), read) };
}
