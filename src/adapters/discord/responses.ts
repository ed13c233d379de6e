import { setTimeout as sleep } from 'node:timers/promises';
import { type APIInteraction, type APIMessage, InteractionResponseType, MessageFlags } from 'discord.js';
import { PlatformError, reasonOf } from '../../core/errors.ts';
import type { DeliveryKey } from '../../core/model/ids.ts';
import type { Log } from '../../core/ports.ts';
import { editBody, messageBody, uploadsOf } from './body.ts';
import type { DirectChannels } from './direct-channels.ts';
import { Code, isCode } from './errors.ts';
import { nonceOf } from './refs.ts';
import type { RenderedMessage } from './render/message.ts';
import type { DiscordRest } from './rest.ts';

const MOST_TRIES = 5;
const RETRY_MS = 1_000;
/** The longest wait between two tries. An interaction's token is valid for 15 minutes. */
const LONGEST_WAIT_MS = 120_000;
const unanswered = { needs: 'none', once: false };

/** `taken`: another instance answers it. `expired`: Discord no longer accepts an answer, so we send a message instead. */
export type Acknowledged = 'done' | 'taken' | 'expired';

/** The requests that answer an interaction. All but `acknowledge` and `defer` throw `PlatformError`. */
export interface Responses {
  /** Sends the first answer. */
  acknowledge(interaction: APIInteraction, body: object, rendered?: RenderedMessage): Promise<Acknowledged>;
  /** Shows "thinking" until the answer is ready. */
  defer(interaction: APIInteraction, hidden: boolean): Promise<Acknowledged>;
  /** Edits what was shown first: "thinking", or the message that holds the button. */
  replace(interaction: APIInteraction, rendered: RenderedMessage): Promise<void>;
  /** Removes what was shown first. */
  remove(interaction: APIInteraction): Promise<void>;
  /** Sends a further answer that only the person sees. */
  followUp(interaction: APIInteraction, rendered: RenderedMessage): Promise<void>;
  /** Sends the answer as a message when the interaction accepts none: to the channel if all may see it, else as a direct message. */
  byMessage(interaction: APIInteraction, rendered: RenderedMessage, hidden: boolean): Promise<void>;
}

/** Creates the requests. Edits and removals of the first answer are retried up to four times. */
export function createResponses(deps: {
  readonly rest: DiscordRest;
  readonly direct: DirectChannels;
  readonly log: Log;
}): Responses {
  const { rest, direct, log } = deps;

  /**
   * Sends the first answer. If Discord's reply is lost, the client sends it again; "already acknowledged" then means our own first try, not
   * another instance.
   */
  const acknowledge = async (
    interaction: APIInteraction,
    body: object,
    rendered?: RenderedMessage,
  ): Promise<Acknowledged> => {
    let sent = 0;
    try {
      await rest.request(
        {
          method: 'POST',
          path: `/interactions/${interaction.id}/${interaction.token}/callback`,
          body,
          files: rendered === undefined ? [] : uploadsOf(rendered),
          breaker: null,
          auth: false,
          fence: () => {
            sent += 1;
          },
        },
        unanswered,
      );
      return 'done';
    } catch (error) {
      if (isCode(error, Code.alreadyAcknowledged)) return sent > 1 ? 'done' : 'taken';
      if (!(error instanceof PlatformError)) throw error;
      log.warn('discord.interaction.expired', { interaction: interaction.id, reason: reasonOf(error) });
      return 'expired';
    }
  };

  /** Edits or deletes the first answer. Retried while Discord is busy, since somebody is looking at "thinking". */
  const original = async (
    interaction: APIInteraction,
    method: 'PATCH' | 'DELETE',
    shown?: RenderedMessage,
  ) => {
    const path = `${webhookOf(interaction)}/messages/@original` as const;
    const given = shown === undefined ? {} : { body: editBody(shown), files: uploadsOf(shown) };
    for (let tries = 1; ; tries++) {
      try {
        await rest.request({ method, path, ...given, breaker: null, auth: false }, unanswered);
        return;
      } catch (error) {
        const passing = error instanceof PlatformError && ['rateLimited', 'unavailable'].includes(error.kind);
        if (!passing || tries >= MOST_TRIES) throw error;
        await sleep(Math.min(error.retryAfterMs ?? RETRY_MS * tries, LONGEST_WAIT_MS), undefined, {
          ref: false,
        });
      }
    }
  };

  return {
    acknowledge,
    defer(interaction, hidden) {
      const data = hidden ? { flags: MessageFlags.Ephemeral } : {};
      return acknowledge(interaction, {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        data,
      });
    },
    replace: (interaction, rendered) => original(interaction, 'PATCH', rendered),
    remove: (interaction) => original(interaction, 'DELETE'),
    async followUp(interaction, rendered) {
      const body = messageBody(rendered);
      await rest.request(
        {
          method: 'POST',
          path: webhookOf(interaction),
          body: { ...body, flags: body.flags | MessageFlags.Ephemeral },
          files: uploadsOf(rendered),
          breaker: null,
          auth: false,
        },
        { needs: 'none', once: true },
      );
    },
    async byMessage(interaction, rendered, hidden) {
      const userId = interaction.member?.user.id ?? interaction.user?.id;
      const channelId = hidden && userId !== undefined ? await direct.open(userId) : interaction.channel?.id;
      if (channelId === undefined) return;
      const nonce = nonceOf(`interaction:${interaction.id}` as DeliveryKey);
      await rest.request<APIMessage>(
        {
          method: 'POST',
          path: `/channels/${channelId}/messages`,
          body: { ...messageBody(rendered), nonce, enforce_nonce: true },
          files: uploadsOf(rendered),
          breaker: hidden && userId !== undefined ? `dm:${userId}` : `send:${channelId}`,
        },
        { needs: 'SEND_MESSAGES', once: true },
      );
    },
  };
}

function webhookOf({ application_id: application, token }: APIInteraction) {
  return `/webhooks/${application}/${token}` as const;
}
