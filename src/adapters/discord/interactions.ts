import {
  type APIApplicationCommandInteraction,
  type APIChannel,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  InteractionType,
  MessageFlags,
} from 'discord.js';
import { parseAction } from '../../core/action-codec.ts';
import { opensForm, turnsPage } from '../../core/action-traits.ts';
import type { Reply } from '../../core/actions.ts';
import { createBoundedMap } from '../../core/bounded-map.ts';
import type { CommandSpec } from '../../core/commands/command.ts';
import { reasonOf } from '../../core/errors.ts';
import type { Inbound } from '../../core/inbound.ts';
import { messagesFor } from '../../core/messages/index.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { AnswerViews } from '../../core/views.ts';
import { formAbout, viewAbout } from './about.ts';
import type { Answers } from './answers.ts';
import type { ChannelPlace, Channels } from './channels.ts';
import {
  actionOf,
  type InteractionPlace,
  placeOfInteraction,
  specOf,
  targetOf,
  toInboundAction,
  toInboundCommand,
} from './interaction-events.ts';
import { memberIn } from './member-in.ts';
import type { DiscordRest } from './rest.ts';
import { isFromPerson, toInboundEdit } from './translate.ts';

const MOST_SEEN = 10_000;

export interface InteractionDeps {
  readonly inbound: Inbound;
  readonly answers: Answers;
  /** To ask for roles and permissions, which Discord does not tell in direct messages. */
  readonly rest: DiscordRest;
  readonly channels: Channels;
  readonly table: readonly CommandSpec[];
  readonly clock: Clock;
  readonly log: Log;
  readonly defaultLocale: Locale;
  readonly guildNames: ReadonlyMap<string, string>;
  /** The bot's own user id. */
  readonly self: string;
}

/** Handles interactions: pressed buttons, submitted forms and commands. Resolves when the answer was sent; never throws. */
export function createInteractions(deps: InteractionDeps): (interaction: APIInteraction) => Promise<void> {
  const { inbound, answers, channels, table, clock, log, defaultLocale, guildNames, self } = deps;
  const seen = createBoundedMap<string, true>(MOST_SEEN);

  /** The core's answer. When the core fails, a plain sentence says so: silence would look like our fault and theirs. */
  const orFailed = async (
    interaction: APIInteraction,
    locale: Locale | null,
    run: () => Promise<Reply>,
  ): Promise<Reply> => {
    try {
      return await run();
    } catch (error) {
      log.error('discord.interaction.failed', { interaction: interaction.id, reason: reasonOf(error) });
      return { kind: 'message', view: failed(locale ?? defaultLocale) };
    }
  };

  /** Where the interaction happened. If its payload cannot be read, this answers that it failed and returns 'failed'. */
  const placed = async (
    interaction: APIInteraction,
    place: ChannelPlace,
  ): Promise<InteractionPlace | null | 'failed'> => {
    try {
      return placeOfInteraction(interaction, place, guildNames, clock.now());
    } catch (error) {
      log.error('discord.interaction.failed', { interaction: interaction.id, reason: reasonOf(error) });
      const view = failed(defaultLocale);
      await answers.form(interaction, async () => ({ kind: 'message', view }), view, true);
      return 'failed';
    }
  };

  const command = async (interaction: APIApplicationCommandInteraction): Promise<void> => {
    const spec = specOf(interaction, table);
    const place = placeIn(interaction);
    const at = await placed(interaction, place);
    if (at === 'failed') return;
    if (spec === undefined || at === null) {
      return log.warn('discord.interaction.unknown', { interaction: interaction.id });
    }
    const hidden = spec.visibility === 'private';
    const run = () =>
      orFailed(interaction, at.locale, async () => {
        const reply = await inbound.command(toInboundCommand(interaction, spec, at, self));
        const target = targetOf(interaction);
        const around = { guildId: at.workspace, guildName: at.workspaceName, place, self };
        const edit = target && isFromPerson(target) ? toInboundEdit(target, around) : null;
        // The message may have been edited before it was counted by its menu, so its edit is handed in too.
        if (edit !== null) await inbound.edited(edit);
        return reply;
      });
    const couldNot = failed(at.locale ?? defaultLocale);
    switch (spec.pace) {
      case 'form':
        return answers.form(interaction, run, couldNot, hidden);
      case 'deferred':
        return answers.deferred(interaction, run, couldNot, hidden);
    }
  };

  const action = async (
    interaction: APIMessageComponentInteraction | APIModalSubmitInteraction,
  ): Promise<void> => {
    const at = await placed(interaction, placeIn(interaction));
    if (at === 'failed') return;
    if (at === null) return log.warn('discord.interaction.unknown', { interaction: interaction.id });
    const run = async () => {
      const work = async () =>
        inbound.action(toInboundAction(interaction, await withRights(interaction, at)));
      const reply = await orFailed(interaction, at.locale, work);
      return interaction.guild_id === undefined ? replyAbout(reply, at.workspace) : reply;
    };
    const wanted = parseAction(actionOf(interaction));
    const couldNot = failed(at.locale ?? defaultLocale);
    if (wanted !== null && opensForm(wanted)) return answers.form(interaction, run, couldNot, true);
    if (wanted !== null && turnsPage(wanted) && isPrivate(interaction)) {
      return answers.inPlace(interaction, run);
    }
    return answers.deferred(interaction, run, couldNot, true);
  };

  const withRights = async ({ user }: APIInteraction, at: InteractionPlace): Promise<InteractionPlace> => {
    if (user === undefined) return at;
    return { ...at, member: { ...(await memberIn(deps, at.workspace, user)), locale: at.locale } };
  };

  const placeIn = (interaction: APIInteraction): ChannelPlace => {
    const { channel, channel_id: channelId = '', guild_id: guildId } = interaction;
    // The payload of a direct channel may lack its recipient, so direct channels are not learned from here.
    if (channel !== undefined && guildId !== undefined) return channels.learn(channel as APIChannel, guildId);
    const nothing = { isThread: false, recipientId: null, canHaveThreads: false };
    return { guildId: guildId ?? null, parentId: channelId, ...nothing };
  };

  return async (interaction) => {
    if (seen.has(interaction.id)) return;
    seen.set(interaction.id, true);
    try {
      switch (interaction.type) {
        case InteractionType.ApplicationCommand:
          return await command(interaction);
        case InteractionType.MessageComponent:
        case InteractionType.ModalSubmit:
          return await action(interaction);
        default:
          return;
      }
    } catch (error) {
      log.error('discord.interaction.unanswered', { interaction: interaction.id, reason: reasonOf(error) });
    }
  };
}

function failed(locale: Locale): AnswerViews {
  const lines = [messagesFor(locale).answer.failed()];
  return { view: 'answer', tone: 'problem', lines, buttons: [] };
}

/** Whether only one person sees the message that holds the button. Nobody may turn the pages of a message that all see. */
function isPrivate({
  guild_id: guildId,
  message,
}: APIMessageComponentInteraction | APIModalSubmitInteraction): boolean {
  return guildId === undefined || ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

/** An answer in a direct message, with the server's id added to its buttons or form. */
function replyAbout(reply: Reply, guildId: string): Reply {
  switch (reply.kind) {
    case 'message':
      return { ...reply, view: viewAbout(reply.view, guildId) };
    case 'form':
      return { kind: 'form', form: formAbout(reply.form, guildId) };
    case 'none':
      return reply;
  }
}
