import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type {
  CommandGroup,
  CommandSpec,
  LocalNames,
  OptionSpec,
  Texts,
} from '../../core/commands/command.ts';
import type { Log } from '../../core/ports.ts';
import type { DiscordRest } from './rest.ts';

type CommandBody = RESTPutAPIApplicationCommandsJSONBody[number];
const attempted = { needs: 'applications.commands', once: false };

/** The core's command table in Discord's form: slash commands, sub-commands and message menus with Korean and Japanese names. */
export function toDiscordCommands(
  table: readonly CommandSpec[],
  groups: readonly CommandGroup[],
): CommandBody[] {
  const menus = table.filter((spec) => spec.kind === 'messageMenu').map(toMenu);
  const slash = table.filter((spec) => spec.kind === 'slash');
  const single = slash.filter((spec) => spec.path.length === 1).map(toSlash);
  const grouped = groups.map((group) => {
    const specs = slash.filter((spec) => spec.path.length === 2 && spec.path[0] === group.name);
    return {
      ...named(group.name, group.names, group.descriptions),
      ...shared,
      type: ApplicationCommandType.ChatInput as const,
      options: specs.map((spec) => ({
        ...named(spec.path[1]!, spec.names, spec.descriptions),
        type: ApplicationCommandOptionType.Subcommand as const,
        options: spec.options.flatMap(toOptions),
      })),
      // Discord can only hide a group as a whole, so it is hidden only if all its commands are for managers.
      ...managers({ managersOnly: specs.every(({ managersOnly }) => managersOnly) }),
    };
  });
  return [...single, ...grouped, ...menus] as CommandBody[];
}

/** Commands can be used in servers only, not in direct messages, since a proof belongs to a workspace. */
const shared = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

function toSlash(spec: CommandSpec) {
  return {
    ...named(spec.path[0], spec.names, spec.descriptions),
    ...shared,
    type: ApplicationCommandType.ChatInput as const,
    options: spec.options.flatMap(toOptions),
    ...managers(spec),
  };
}

function toMenu(spec: CommandSpec) {
  const { en, ko, ja } = spec.descriptions;
  return {
    ...shared,
    type: ApplicationCommandType.Message as const,
    name: en,
    name_localizations: { ko, ja },
    ...managers(spec),
  };
}

/** Makes Discord hide a command for managers from everybody else. Whether somebody may really use it is decided by the core. */
function managers(spec: Pick<CommandSpec, 'managersOnly'>) {
  return spec.managersOnly ? { default_member_permissions: PermissionFlagsBits.ManageGuild.toString() } : {};
}

function named(name: string, names: LocalNames, descriptions: Texts) {
  return {
    name,
    name_localizations: { ko: names.ko, ja: names.ja },
    description: descriptions.en,
    description_localizations: { ko: descriptions.ko, ja: descriptions.ja },
  };
}

function toOptions(option: OptionSpec): APIApplicationCommandOption[] {
  const base = named(option.name, option.names, option.descriptions);
  switch (option.kind) {
    case 'text': {
      const { required, maxLength } = option;
      return [{ ...base, type: ApplicationCommandOptionType.String, required, max_length: maxLength }];
    }
    case 'choice': {
      const choices = option.choices.map(({ value, labels }) => ({
        value,
        name: labels.en,
        name_localizations: { ko: labels.ko, ja: labels.ja },
      }));
      return [{ ...base, type: ApplicationCommandOptionType.String, required: option.required, choices }];
    }
    case 'member':
      return [{ ...base, type: ApplicationCommandOptionType.User, required: option.required }];
    case 'files':
      return Array.from({ length: option.max }, (_, index) => {
        const suffix = index === 0 ? '' : String(index + 1);
        const names = { ko: option.names.ko + suffix, ja: option.names.ja + suffix };
        const numbered = named(option.name + suffix, names, option.descriptions);
        return { ...numbered, type: ApplicationCommandOptionType.Attachment as const, required: false };
      });
  }
}

/** Registers the wanted commands unless Discord has exactly these already. Returns their ids by name; throws like any request. */
export async function registerCommands(
  rest: DiscordRest,
  log: Log,
  applicationId: string,
  wanted: readonly CommandBody[],
): Promise<ReadonlyMap<string, string>> {
  const path = `/applications/${applicationId}/commands` as const;
  let registered = await fetchCommands(rest, applicationId);
  if (canonical(registered) !== canonical(wanted)) {
    registered = listed(
      await rest.request<unknown>({ method: 'PUT', path, body: wanted, breaker: null }, attempted),
    );
    log.info('discord.commands.registered', { count: registered.length });
  }
  return idsByName(registered);
}

/** The ids of the registered commands by name. Changes nothing; throws like any request. */
export async function fetchCommandIds(
  rest: DiscordRest,
  applicationId: string,
): Promise<ReadonlyMap<string, string>> {
  return idsByName(await fetchCommands(rest, applicationId));
}

async function fetchCommands(rest: DiscordRest, applicationId: string): Promise<APIApplicationCommand[]> {
  const path = `/applications/${applicationId}/commands` as const;
  const query = new URLSearchParams({ with_localizations: 'true' });
  return listed(await rest.request<unknown>({ method: 'GET', path, query, breaker: null }, attempted));
}

/** The commands in an answer. A compatible server may accept commands without listing them. */
function listed(answer: unknown): APIApplicationCommand[] {
  return Array.isArray(answer) ? answer : [];
}

function idsByName(commands: readonly APIApplicationCommand[]): ReadonlyMap<string, string> {
  const slash = commands.filter(
    ({ type }) => (type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput,
  );
  return new Map(slash.map((command) => [command.name, command.id]));
}

/** The commands as text to compare: only what we set, without Discord's defaults, in a fixed order. Equal text needs no registering. */
function canonical(commands: readonly object[]): string {
  const texts = commands.map((command) => JSON.stringify(comparable(command)));
  return texts.sort().join('\n');
}

const compared = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'choices',
  'value',
  'required',
  'max_length',
  'contexts',
  'integration_types',
  'default_member_permissions',
] as const;

function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  const given = value as Record<string, unknown>;
  const isLocalizations = !('name' in given);
  const keys = isLocalizations ? Object.keys(given).sort() : compared;
  const kept = keys.filter((key) => !isDefault(given[key])).map((key) => [key, comparable(given[key])]);
  return Object.fromEntries(kept);
}

/** Whether a value is a default, which Discord may spell out or leave out: `required: false`, no options, an empty description. */
function isDefault(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}
