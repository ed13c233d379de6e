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

/** Where an interaction happened, who did it, when, and in which language. */
export interface InteractionPlace extends InboundPlace {
  readonly id: string;
  readonly at: number;
  readonly locale: Locale | null;
}

/** An interaction's id tells its time. If that differs more than this from our clock, the server numbers ids in another way. */
const MOST_APART_MS = 24 * 3_600_000;

/** Where and by whom an interaction happened. `now` is our clock's time. Null if neither Discord nor the button names a server. */
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

/** The person who acted. In direct messages Discord tells neither roles nor permissions: see `memberIn`. */
function whoPressed({ member, user }: APIInteraction): InboundMember | null {
  if (member === undefined) return user === undefined ? null : toInboundMember(user);
  const manager = (BigInt(member.permissions ?? '0') & MANAGING) !== 0n;
  return { ...toInboundMember(member.user, member), manager, roles: member.roles ?? [] };
}

function guildCarried({ data }: APIInteraction): string | undefined {
  return data !== undefined && 'custom_id' in data ? readAbout(data.custom_id)?.guildId : undefined;
}

/** The action of a button or form, without the server's id that it carries in direct messages. */
export function actionOf({
  guild_id: guildId,
  data: { custom_id: customId },
}: APIMessageComponentInteraction | APIModalSubmitInteraction): string {
  return guildId === undefined ? (readAbout(customId)?.action ?? customId) : customId;
}

/** The called command's entry in the table; undefined for a command that we no longer have. */
export function specOf(
  interaction: APIApplicationCommandInteraction,
  table: readonly CommandSpec[],
): CommandSpec | undefined {
  const { data } = interaction;
  if (data.type === ApplicationCommandType.Message) {
    return table.find((spec) => spec.kind === 'messageMenu' && spec.descriptions.en === data.name);
  }
  // Some servers leave out the type; then it is a slash command, the only kind that Discord had at first.
  if (data.type === ApplicationCommandType.User || data.type === ApplicationCommandType.PrimaryEntryPoint)
    return undefined;
  const [first] = data.options ?? [];
  const path =
    first?.type === ApplicationCommandOptionType.Subcommand ? [data.name, first.name] : [data.name];
  return table.find((spec) => spec.kind === 'slash' && spec.path.join(' ') === path.join(' '));
}

/** The message on which a message menu was opened; undefined for a slash command. */
export function targetOf({ data }: APIApplicationCommandInteraction): APIMessage | undefined {
  if (data.type !== ApplicationCommandType.Message) return undefined;
  const target = data.resolved.messages[data.target_id];
  return target && whole(target);
}

/** A called command as the core's event. `self` is the bot's own user id. */
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

/** Options whose text is shown to people or searched for, so ids in it become names. In all other options the ids themselves count. */
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

/** A text that consists of role mentions only, reduced to the roles' ids; any other text unchanged. */
function roleIds(text: string): string {
  return /^\s*(<@&\d{1,20}>[\s,]*)+$/.test(text) ? text.replace(/<@&(\d+)>/g, '$1').trim() : text;
}

/** A pressed button or submitted form as the core's event. */
export function toInboundAction(
  interaction: APIMessageComponentInteraction | APIModalSubmitInteraction,
  at: InteractionPlace,
): InboundAction {
  const { data } = interaction;
  const values = 'components' in data ? formValues(data.components) : {};
  return { ...at, action: actionOf(interaction), values, bots: botsIn(data) };
}

/** The picked or mentioned users that are bots. Discord: interactions/receiving-and-responding, "Resolved Data". */
function botsIn(data: object): readonly MemberRef[] {
  const { resolved } = data as { readonly resolved?: { readonly users?: Readonly<Record<string, APIUser>> } };
  return Object.values(resolved?.users ?? {}).flatMap(({ id, bot }) => (bot === true ? [memberRef(id)] : []));
}

/** The values of a submitted form by field name, whether the fields are in labels or in old-style action rows. */
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
