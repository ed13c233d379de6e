import {
  type APIApplicationCommandInteraction,
  type APIChannel,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  InteractionType,
} from 'discord.js';
import type { Reply } from '../../core/actions.ts';
import type { CommandSpec } from '../../core/commands/command.ts';
import type { Inbound } from '../../core/inbound.ts';
import { messagesFor } from '../../core/messages/index.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { Log } from '../../core/ports.ts';
import type { AnswerViews } from '../../core/views.ts';
import { createAnswers } from './answers.ts';
import { createBoundedMap } from './bounded-map.ts';
import type { ChannelPlace, Channels } from './channels.ts';
import { reasonOf } from './errors.ts';
import { placeOfInteraction, specOf, toInboundAction, toInboundCommand } from './interaction-events.ts';
import type { RenderContext } from './render/text.ts';
import type { DiscordRest } from './rest.ts';

const MOST_SEEN = 10_000;

export interface InteractionDeps {
  readonly inbound: Inbound;
  readonly rest: DiscordRest;
  readonly channels: Channels;
  readonly table: readonly CommandSpec[];
  readonly context: RenderContext;
  readonly log: Log;
  readonly defaultLocale: Locale;
  readonly guildNames: ReadonlyMap<string, string>;
}

/** Answers what people press and call. Resolves when the answer is out; never throws. */
export function createInteractions(deps: InteractionDeps): (interaction: APIInteraction) => Promise<void> {
  const { inbound, channels, table, log, defaultLocale, guildNames } = deps;
  const answers = createAnswers(deps);
  const seen = createBoundedMap<string, true>(MOST_SEEN);

  /** The core's answer; when it fails, a plain sentence, since silence would look like our fault and theirs. */
  const orFailed = async (interaction: APIInteraction, locale: Locale | null, run: () => Promise<Reply>) => {
    try {
      return await run();
    } catch (error) {
      log.error('discord.interaction.failed', { interaction: interaction.id, reason: reasonOf(error) });
      return failed(locale ?? defaultLocale);
    }
  };

  const command = async (interaction: APIApplicationCommandInteraction): Promise<void> => {
    const spec = specOf(interaction, table);
    const at = placeOfInteraction(interaction, placeIn(interaction), guildName(interaction));
    if (spec === undefined || at === null) {
      return log.warn('discord.interaction.unknown', { interaction: interaction.id });
    }
    const hidden = spec.visibility === 'private';
    const run = () =>
      orFailed(interaction, at.locale, () => inbound.command(toInboundCommand(interaction, spec, at)));
    switch (spec.pace) {
      case 'form':
        return answers.quick(interaction, run, hidden);
      case 'deferred':
        return answers.deferred(interaction, run, hidden);
    }
  };

  const action = async (
    interaction: APIMessageComponentInteraction | APIModalSubmitInteraction,
  ): Promise<void> => {
    const at = placeOfInteraction(interaction, placeIn(interaction), guildName(interaction));
    if (at === null) return;
    const run = () =>
      orFailed(interaction, at.locale, () => inbound.action(toInboundAction(interaction, at)));
    await answers.quick(interaction, run, true);
  };

  const placeIn = (interaction: APIInteraction): ChannelPlace => {
    const { channel, channel_id: channelId = '', guild_id: guildId } = interaction;
    if (channel !== undefined) return channels.learn(channel as APIChannel, guildId);
    return { guildId: guildId ?? null, isThread: false, parentId: channelId, canHaveThreads: false };
  };
  const guildName = (interaction: APIInteraction) => guildNames.get(interaction.guild_id ?? '');

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

function failed(locale: Locale): Reply {
  const lines = [messagesFor(locale).answer.failed()];
  const view: AnswerViews = { view: 'answer', tone: 'problem', lines, buttons: [] };
  return { kind: 'message', view };
}
