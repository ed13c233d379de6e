import type { Context } from './context.ts';
import { filledIn, resolvedIn } from './form-rules.ts';
import type { Interaction, ShownForm } from './interactions.ts';
import { type Component, flatten } from './message-rules.ts';
import { attachmentJson, channelJson, memberJson, messageJson, roleJson, userJson } from './payloads.ts';
import type { NewAttachment, People } from './people.ts';
import { botPermissions, type FakeChannel, type FakeMember, type FakeMessage } from './state.ts';

export interface PressedIn {
  channel: FakeChannel;
  member: FakeMember;
  /** The person's Discord language. */
  locale?: string;
}

/** What people do that Discord turns into an interaction. Each checks that the thing pressed exists. */
export interface Presses {
  /** `command` as typed, e.g. 'challenge create'; it must be registered. */
  slash(
    command: string,
    at: PressedIn,
    options?: Readonly<Record<string, string | number | boolean | NewAttachment>>,
  ): Interaction;
  /** A message menu by its (English) name. */
  messageMenu(name: string, message: FakeMessage, at: PressedIn): Interaction;
  button(message: FakeMessage, customId: string, at: PressedIn): Interaction;
  /** `values` by field name; for selects one or several of their options, or ids. What is left out stays as shown. */
  submitForm(
    form: ShownForm,
    at: PressedIn,
    values: Readonly<Record<string, string | readonly string[]>>,
  ): Interaction;
}

interface Registered {
  id: string;
  name: string;
  type: number;
  options?: RegisteredOption[];
}
interface RegisteredOption {
  name: string;
  type: number;
  required?: boolean;
  max_length?: number;
  choices?: { value: unknown }[];
  options?: RegisteredOption[];
}

const EPHEMERAL = 1 << 6;
const SUB_COMMAND = 1;
const SUB_COMMAND_GROUP = 2;
const USER = 6;
const ROLE = 8;
const ATTACHMENT = 11;

export function createPresses(ctx: Context, people: People): Presses {
  const { state } = ctx;

  const dispatch = (interaction: Interaction, type: number, at: PressedIn, data: unknown, extra = {}) => {
    const guild = at.channel.guildId === null ? undefined : state.guilds.get(at.channel.guildId);
    const user = userJson(at.member.user);
    const locale = at.locale ?? 'ko';
    ctx.gateway.dispatch({
      t: 'INTERACTION_CREATE',
      d: {
        version: 1,
        id: interaction.id,
        application_id: state.applicationId,
        type,
        token: interaction.token,
        data,
        channel_id: at.channel.id,
        // All that is promised of it (Discord: "Interaction Object", partial channel).
        channel: guild === undefined ? { id: at.channel.id, type: 1 } : channelJson(state, at.channel),
        locale,
        app_permissions: (botPermissions(state, at.channel) & 0x3f_ffff_ffff_ffffn).toString(),
        entitlements: [],
        authorizing_integration_owners: { 0: guild?.id ?? '0' },
        context: guild === undefined ? 1 : 0,
        attachment_size_limit: 10 * 1024 * 1024,
        ...(guild === undefined
          ? { user }
          : {
              guild_id: guild.id,
              guild_locale: guild.locale,
              guild: { id: guild.id, locale: guild.locale, features: [] },
              member: { user, ...memberJson(at.member), permissions: at.member.permissions.toString() },
            }),
        ...extra,
      },
    });
    return interaction;
  };

  const registered = (name: string, type: number, at: PressedIn): Registered => {
    const scopes = [at.channel.guildId ?? '', 'global'].map((scope) => state.commands.get(scope) ?? []);
    const command = scopes.flat().find((c) => c.name === name && c.type === type);
    if (command === undefined) throw new Error(`no such command is registered: ${name}`);
    return command as unknown as Registered;
  };

  return {
    slash(command, at, options = {}) {
      const [name = '', ...rest] = command.split(' ');
      const top = registered(name, 1, at);
      const attachments: Record<string, unknown> = {};
      const users: Record<string, unknown> = {};
      const members: Record<string, unknown> = {};
      const roles: Record<string, unknown> = {};
      const guild = state.guilds.get(at.channel.guildId ?? '');
      const given = Object.entries(options);
      const fill = (specs: readonly RegisteredOption[]) => {
        const missing = specs.find((s) => s.required === true && options[s.name] === undefined);
        if (missing !== undefined) throw new Error(`/${command} needs ${missing.name}`);
        return given.map(([key, value]) => {
          const spec = specs.find((s) => s.name === key);
          if (spec === undefined) throw new Error(`/${command} has no option ${key}`);
          if (spec.choices !== undefined && !spec.choices.some((c) => c.value === value)) {
            throw new Error(`/${command} ${key} has no choice ${String(value)}`);
          }
          if (typeof value === 'string' && value.length > (spec.max_length ?? 6000)) {
            throw new Error(`/${command} ${key} is too long`);
          }
          if (spec.type === USER) {
            const member = guild?.members.get(String(value));
            if (member === undefined) throw new Error(`nobody here to name: ${String(value)}`);
            users[member.user.id] = userJson(member.user);
            members[member.user.id] = { ...memberJson(member), permissions: member.permissions.toString() };
          }
          if (spec.type === ROLE) {
            const role = guild?.roles.get(String(value));
            if (role === undefined) throw new Error(`no such role: ${String(value)}`);
            roles[role.id] = roleJson(role);
          }
          if (spec.type !== ATTACHMENT) return { name: key, type: spec.type, value };
          const file = people.attachment(value as NewAttachment);
          state.attachments.set(file.id, file);
          attachments[file.id] = attachmentJson(state, ctx.origin(), at.channel.id, file);
          return { name: key, type: spec.type, value: file.id };
        });
      };
      const nest = (specs: readonly RegisteredOption[], words: readonly string[]): unknown[] => {
        const [word, ...deeper] = words;
        const hasSubs = specs.some((s) => s.type === SUB_COMMAND || s.type === SUB_COMMAND_GROUP);
        if (word === undefined) {
          if (hasSubs) throw new Error(`/${command} is not a whole command`);
          return fill(specs);
        }
        const sub = specs.find(
          (s) => s.name === word && (s.type === SUB_COMMAND || s.type === SUB_COMMAND_GROUP),
        );
        if (sub === undefined) throw new Error(`no such command is registered: ${command}`);
        return [{ name: word, type: sub.type, options: nest(sub.options ?? [], deeper) }];
      };
      const nested = nest(top.options ?? [], rest);
      const data = {
        id: top.id,
        name: top.name,
        type: 1,
        options: nested,
        resolved: { attachments, users, members, roles },
      };
      const interaction = ctx.interactions.open({
        userId: at.member.user.id,
        channelId: at.channel.id,
        message: null,
      });
      return dispatch(interaction, 2, at, data);
    },
    messageMenu(name, message, at) {
      const command = registered(name, 3, at);
      const interaction = ctx.interactions.open({
        userId: at.member.user.id,
        channelId: at.channel.id,
        message: null,
      });
      const { guild_id: _, ...target } = messageJson(state, ctx.origin(), message);
      const data = {
        id: command.id,
        name,
        type: 3,
        target_id: message.id,
        resolved: { messages: { [message.id]: target } },
      };
      return dispatch(interaction, 2, at, data);
    },
    button(message, customId, at) {
      const button = flatten(message.components as Component[]).find((c) => c.custom_id === customId);
      if (button === undefined || button.disabled === true) throw new Error(`no such button: ${customId}`);
      const shownTo = message.interactionId === null ? null : ctx.interactions.whose(message.interactionId);
      if ((message.flags & EPHEMERAL) !== 0 && shownTo !== at.member.user.id) {
        throw new Error('only the person an answer was shown to can press its buttons');
      }
      const interaction = ctx.interactions.open({
        userId: at.member.user.id,
        channelId: at.channel.id,
        message,
      });
      const { guild_id: _, ...shown } = messageJson(state, ctx.origin(), message);
      return dispatch(
        interaction,
        3,
        at,
        { custom_id: customId, component_type: button.type },
        { message: shown },
      );
    },
    submitForm(form, at, values) {
      const components = form.components.map((part, index) => filledIn(part, index, values));
      const interaction = ctx.interactions.open({
        userId: at.member.user.id,
        channelId: at.channel.id,
        message: null,
      });
      const resolved = resolvedIn(state, form, components, at.channel.guildId);
      return dispatch(interaction, 5, at, { custom_id: form.customId, components, resolved });
    },
  };
}
