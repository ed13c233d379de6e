import { type ArgsDef, type CommandDef, defineCommand, type ParsedArgs } from 'citty';
import { StartError } from '../../core/errors.ts';

/** The command as typed cannot be carried out: prints one clear line, with exit code 1. */
export class UsageError extends StartError {}

const json = { type: 'boolean', description: 'print JSON, for machines' } as const;

/**
 * Defines one command of `pal`. It returns a value for machines and lines for people; the one that was asked for is printed. Unknown
 * options and options without their value are refused, never ignored.
 */
export function command<const T extends ArgsDef>(definition: {
  readonly name: string;
  readonly description: string;
  readonly args: T;
  readonly run: (args: ParsedArgs<T>) => Promise<{
    readonly value: unknown;
    readonly lines: readonly string[];
    /** True if the command did its work and found a problem; the exit code is then 1. */
    readonly failed?: boolean;
  }>;
}): CommandDef {
  const known: ArgsDef = { ...definition.args, json };
  return defineCommand({
    meta: { name: definition.name, description: definition.description },
    args: known,
    async run({ args }) {
      refuseUnknown(args, known);
      const { value, lines, failed } = await definition.run(args as unknown as ParsedArgs<T>);
      const text = args.json === true ? JSON.stringify(value, null, 2) : lines.join('\n');
      process.stdout.write(`${text}\n`);
      if (failed) process.exitCode = 1;
    },
  }) as CommandDef;
}

function refuseUnknown(given: Record<string, unknown> & { readonly _: string[] }, known: ArgsDef): void {
  for (const [name, value] of Object.entries(given)) {
    if (name === '_') continue;
    const option = known[name];
    if (!option) throw new UsageError(`There is no option --${name} here. Try --help.`);
    if (option.type === 'string' && value === '') throw new UsageError(`--${name} needs a value.`);
  }
  const places = Object.values(known).filter(({ type }) => type === 'positional').length;
  const extra = given._[places];
  if (extra !== undefined)
    throw new UsageError(`"${extra}" is one word too many. Put text with spaces in quotes.`);
}
