import type { CommandSpec } from '../../core/commands/command.ts';
import { commandGroups, commandTable } from '../../core/commands/table.ts';
import { isCalled, parseOptions, type ReadWords, wordsOf } from './options.ts';

/** What somebody typed after /boost. */
export interface ParsedCommand {
  readonly spec: CommandSpec;
  readonly options: Readonly<Record<string, string>>;
  /** The words that name no command. `spec` is then the help. */
  readonly unknown?: string;
}

const slashCommands = commandTable.filter((c) => c.kind === 'slash');

const lastWord = (c: CommandSpec): string => c.path[c.path.length - 1] ?? '';

/** The command with this path, for message menus and for what the adapter itself asks for (`help`). */
export function commandAt(...path: readonly string[]): CommandSpec | undefined {
  return commandTable.find((c) => c.path.join(' ') === path.join(' '));
}

/**
 * Parses the words after `/boost`: a command's name in English, Korean or Japanese, then its options (options.ts). `text` is what Slack
 * sends, with mentions and entities escaped; `read` turns it into the words that were typed. Anything that is no command gives help.
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
