import {
  type APIApplicationCommandInteraction,
  type APIAttachment,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessage,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  type APIUser,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from 'discord.js';
import type { CommandSpec } from '../../core/commands/command.ts';
import type { InboundAction, InboundCommand, InboundMember, InboundPlace } from '../../core/inbound.ts';
import type { MemberRef } from '../../core/model/ids.ts';
import { type Locale, pickLocale } from '../../core/model/locale.ts';
import { readAbout } from './about.ts';
import type { ChannelPlace } from './channels.ts';
import { readContent } from './content.ts';
import { MANAGING } from './member-in.ts';
import { channelRef, memberRef, timeOf, workspaceRef } from './refs.ts';
import { toInboundMember, toInboundUpload, toTargetMessage } from './translate.ts';
import { whole } from './whole.ts';

/** What a person was shown and did it in. */
export interface InteractionPlace extends InboundPlace {
  readonly id: string;
  readonly at: number;
  readonly locale: Locale | null;
}

/** The id of an interaction tells its time, unless the server numbers them otherwise. */
const MOST_APART_MS = 24 * 3_600_000;

/** Where and by whom, `now` by our clock; null where Discord tells of no server and the button carries none. */
export function placeOfInteraction(
  interaction: APIInteraction,
  place: ChannelPlace,
  guildNames: ReadonlyMap<string, string>,
  now: number,
): InteractionPlace | null {
  const { guild_id: here, id } = interaction;
  const guildId = here ?? guildCarried(interaction);
  const locale = 'locale' in interaction ? pickLocale(interaction.locale) : null;
  const member = whoPressed(interaction);
  if (guildId === undefined || member === null) return null;
  const guildName = guildNames.get(guildId);
  return {
    platform: 'discord',
    workspace: workspaceRef(guildId),
    ...(guildName === undefined ? {} : { workspaceName: guildName }),
    channel: channelRef(place.parentId),
    member: { ...member, locale },
    id,
    at: Math.abs(timeOf(id) - now) < MOST_APART_MS ? timeOf(id) : now,
    locale,
  };
}

/** In a direct message a person comes without roles and rights: see `memberIn`. */
function whoPressed({ member, user }: APIInteraction): InboundMember | null {
  if (member === undefined) return user === undefined ? null : toInboundMember(user);
  const manager = (BigInt(member.permissions ?? '0') & MANAGING) !== 0n;
  return { ...toInboundMember(member.user, member), manager, roles: member.roles ?? [] };
}

function guildCarried({ data }: APIInteraction): string | undefined {
  return data !== undefined && 'custom_id' in data ? readAbout(data.custom_id)?.guildId : undefined;
}

/** What the button or form does. */
export function actionOf({
  guild_id: guildId,
  data: { custom_id: customId },
}: APIMessageComponentInteraction | APIModalSubmitInteraction): string {
  return guildId === undefined ? (readAbout(customId)?.action ?? customId) : customId;
}

/** The command of the table that was called; undefined for one we no longer have. */
export function specOf(
  interaction: APIApplicationCommandInteraction,
  table: readonly CommandSpec[],
): CommandSpec | undefined {
  const { data } = interaction;
  if (data.type === ApplicationCommandType.Message) {
    return table.find((spec) => spec.kind === 'messageMenu' && spec.descriptions.en === data.name);
  }
  // Where the type is missing, which some servers leave out, it is typed: the only kind there was at first.
  if (data.type === ApplicationCommandType.User || data.type === ApplicationCommandType.PrimaryEntryPoint)
    return undefined;
  const [first] = data.options ?? [];
  const path =
    first?.type === ApplicationCommandOptionType.Subcommand ? [data.name, first.name] : [data.name];
  return table.find((spec) => spec.kind === 'slash' && spec.path.join(' ') === path.join(' '));
}

/** The message on which a message menu was opened. */
export function targetOf({ data }: APIApplicationCommandInteraction): APIMessage | undefined {
  if (data.type !== ApplicationCommandType.Message) return undefined;
  const target = data.resolved.messages[data.target_id];
  return target && whole(target);
}

/** `self`: the bot's own user id. */
export function toInboundCommand(
  interaction: APIApplicationCommandInteraction,
  spec: CommandSpec,
  at: InteractionPlace,
  self: string,
): InboundCommand {
  const { data } = interaction;
  const base = { ...at, path: spec.path };
  if (data.type === ApplicationCommandType.Message) {
    const message = targetOf(interaction);
    const target = message === undefined ? null : toTargetMessage(message, at.workspace, self);
    return { ...base, options: {}, attachments: [], target };
  }
  const { options, files } = given(interaction as APIChatInputApplicationCommandInteraction, self);
  return { ...base, options, attachments: files.map(toInboundUpload), target: null, bots: botsIn(data) };
}

/** Options whose words people read, or look for what they read; in others an id is what is meant. */
const words: ReadonlySet<string> = new Set(['text', 'words', 'reason']);

function given(interaction: APIChatInputApplicationCommandInteraction, self: string) {
  const { data } = interaction;
  const { users = {}, members = {} } = data.resolved ?? {};
  const mentions = Object.values(users).map((user) => ({ ...user, member: members[user.id] }));
  const [first] = data.options ?? [];
  const list =
    first?.type === ApplicationCommandOptionType.Subcommand ? (first.options ?? []) : (data.options ?? []);
  const options: Record<string, string> = {};
  const files: APIAttachment[] = [];
  for (const option of list) {
    if (option.type === ApplicationCommandOptionType.Attachment) {
      const file = data.resolved?.attachments?.[option.value];
      if (file !== undefined) files.push(file);
    } else if ('value' in option) {
      const value = String(option.value);
      options[option.name] = words.has(option.name)
        ? readContent({ content: value, mentions }, self)
        : roleIds(value);
    }
  }
  return { options, files };
}

/** Roles named in an option of text, which Discord writes as mentions, as their ids; any other text as it is. */
function roleIds(text: string): string {
  return /^\s*(<@&\d{1,20}>[\s,]*)+$/.test(text) ? text.replace(/<@&(\d+)>/g, '$1').trim() : text;
}

export function toInboundAction(
  interaction: APIMessageComponentInteraction | APIModalSubmitInteraction,
  at: InteractionPlace,
): InboundAction {
  const { data } = interaction;
  const values = 'components' in data ? formValues(data.components) : {};
  return { ...at, action: actionOf(interaction), values, bots: botsIn(data) };
}

/** Those who were picked or named and are bots. Discord: interactions/receiving-and-responding, "Resolved Data". */
function botsIn(data: object): readonly MemberRef[] {
  const { resolved } = data as { readonly resolved?: { readonly users?: Readonly<Record<string, APIUser>> } };
  return Object.values(resolved?.users ?? {}).flatMap(({ id, bot }) => (bot === true ? [memberRef(id)] : []));
}

/** The fields of a sent form by name, whether they stand in labels or in old-style rows. */
function formValues(components: readonly unknown[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const part of components) {
    const { component, components: row } = part as { component?: unknown; components?: unknown[] };
    for (const field of component === undefined ? (row ?? []) : [component]) {
      const {
        custom_id: name,
        value,
        values: picked,
      } = field as {
        custom_id?: string;
        value?: string | null;
        values?: string[];
      };
      if (name !== undefined) values[name] = value ?? picked?.join(',') ?? '';
    }
  }
  return values;
}
