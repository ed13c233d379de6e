import { setTimeout as sleep } from 'node:timers/promises';
import {
  type APIDMChannel,
  type APIInteraction,
  type APIMessage,
  InteractionResponseType,
  MessageFlags,
} from 'discord.js';
import type { Reply } from '../../core/actions.ts';
import { PlatformError } from '../../core/errors.ts';
import type { DeliveryKey } from '../../core/model/ids.ts';
import type { Log } from '../../core/ports.ts';
import { editBody, NO_PINGS } from './deliver.ts';
import { Code } from './errors.ts';
import { nonceOf } from './refs.ts';
import { renderForm } from './render/form.ts';
import { renderView } from './render/index.ts';
import type { RenderedMessage } from './render/message.ts';
import type { RenderContext } from './render/text.ts';
import type { DiscordRest } from './rest.ts';

/** Discord wants a first answer within 3 s; whatever is not answered by now is deferred (interactions/receiving-and-responding). */
const ANSWER_DIRECTLY_MS = 1_500;
const MOST_TRIES = 5;
const RETRY_MS = 1_000;
/** An interaction's token lives 15 minutes. */
const LONGEST_WAIT_MS = 120_000;

/** `taken`: somebody else answers it. `expired`: Discord no longer takes an answer, a message must do. */
type Acknowledged = 'done' | 'taken' | 'expired';

/** The ways in which an answer reaches the person who pressed or called. */
export interface Answers {
  /** Acknowledges, works, then answers. The work is not begun if another instance answers. */
  deferred(interaction: APIInteraction, work: () => Promise<Reply>, hidden: boolean): Promise<void>;
  /** Answers at once if the work is quick (a form can only come so), else acknowledges in time and answers later. */
  quick(interaction: APIInteraction, work: () => Promise<Reply>, hidden: boolean): Promise<void>;
}

export function createAnswers(deps: {
  readonly rest: DiscordRest;
  readonly context: RenderContext;
  readonly log: Log;
}): Answers {
  const { rest, context, log } = deps;
  const unanswered = { needs: 'none', once: false };

  /** Sends the first answer. A lost reply makes the client send it again, so our own echo is no foreign answer. */
  const acknowledge = async (interaction: APIInteraction, body: object): Promise<Acknowledged> => {
    let sent = 0;
    try {
      await rest.request(
        {
          method: 'POST',
          path: `/interactions/${interaction.id}/${interaction.token}/callback`,
          body,
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
      log.warn('discord.interaction.expired', { interaction: interaction.id, reason: error.message });
      return 'expired';
    }
  };

  const defer = (interaction: APIInteraction, hidden: boolean) => {
    const data = hidden ? { flags: MessageFlags.Ephemeral } : {};
    return acknowledge(interaction, { type: InteractionResponseType.DeferredChannelMessageWithSource, data });
  };

  /** Acts on the first answer. Somebody is looking at "thinking", so a platform that is busy is asked again. */
  const original = async (interaction: APIInteraction, method: 'PATCH' | 'DELETE', body?: object) => {
    const path = `/webhooks/${interaction.application_id}/${interaction.token}/messages/@original` as const;
    const given = body === undefined ? {} : { body };
    for (let tries = 1; ; tries++) {
      try {
        return await rest.request({ method, path, ...given, breaker: null, auth: false }, unanswered);
      } catch (error) {
        const passing = error instanceof PlatformError && ['rateLimited', 'unavailable'].includes(error.kind);
        if (!passing || tries >= MOST_TRIES) throw error;
        await sleep(Math.min(error.retryAfterMs ?? RETRY_MS * tries, LONGEST_WAIT_MS), undefined, {
          ref: false,
        });
      }
    }
  };

  /** Where the interaction's own way is closed: the channel for what all may see, else a direct message. */
  const answerByMessage = async (interaction: APIInteraction, rendered: RenderedMessage, hidden: boolean) => {
    const userId = interaction.member?.user.id ?? interaction.user?.id;
    let channelId = interaction.channel?.id;
    if (hidden && userId !== undefined) {
      const direct = await rest.request<APIDMChannel>(
        {
          method: 'POST',
          path: '/users/@me/channels',
          body: { recipient_id: userId },
          breaker: `dm:${userId}`,
        },
        unanswered,
      );
      channelId = direct.id;
    }
    if (channelId === undefined) return;
    const { content, components, flags } = rendered;
    const nonce = nonceOf(`interaction:${interaction.id}` as DeliveryKey);
    const shown = { ...(content === null ? {} : { content }), components, flags, allowed_mentions: NO_PINGS };
    await rest.request<APIMessage>(
      {
        method: 'POST',
        path: `/channels/${channelId}/messages`,
        body: { ...shown, nonce, enforce_nonce: true },
        breaker: `send:${channelId}`,
      },
      { needs: 'SEND_MESSAGES', once: true },
    );
  };

  /** Replaces "thinking" by the answer, or says it by message when that is no longer possible. */
  const answerLate = async (
    interaction: APIInteraction,
    ack: Acknowledged,
    reply: Reply,
    hidden: boolean,
  ) => {
    if (ack === 'taken') return;
    if (reply.kind !== 'message') {
      if (reply.kind === 'form') log.warn('discord.interaction.formTooLate', { interaction: interaction.id });
      if (ack === 'done') await original(interaction, 'DELETE');
      return;
    }
    const rendered = renderView(reply.view, context);
    try {
      if (ack === 'done') await original(interaction, 'PATCH', editBody(rendered));
    } catch (error) {
      if (!(error instanceof PlatformError) || error.kind !== 'gone') throw error;
      await answerByMessage(interaction, rendered, hidden);
      return;
    }
    if (ack === 'expired') await answerByMessage(interaction, rendered, hidden);
  };

  const answerDirectly = async (
    interaction: APIInteraction,
    reply: Reply,
    hidden: boolean,
  ): Promise<void> => {
    const ack = await acknowledge(interaction, directAnswer(interaction, reply, hidden, context));
    if (ack === 'expired') await answerLate(interaction, ack, reply, hidden);
    else if (ack === 'done' && needsRemoval(interaction, reply)) await original(interaction, 'DELETE');
  };

  return {
    async deferred(interaction, work, hidden) {
      const ack = await defer(interaction, hidden);
      if (ack !== 'taken') await answerLate(interaction, ack, await work(), hidden);
    },
    async quick(interaction, work, hidden) {
      const working = work();
      const late = new AbortController();
      const deadline = sleep(ANSWER_DIRECTLY_MS, 'late' as const, { signal: late.signal });
      const first = await Promise.race([working, deadline]);
      late.abort();
      deadline.catch(() => {});
      if (first !== 'late') return answerDirectly(interaction, first, hidden);
      const ack = await defer(interaction, hidden);
      await answerLate(interaction, ack, await working, hidden);
    },
  };
}

/** The one answer that says it all. A form cannot follow a form (Discord); nothing to say closes what was open. */
function directAnswer(
  interaction: APIInteraction,
  reply: Reply,
  hidden: boolean,
  context: RenderContext,
): object {
  switch (reply.kind) {
    case 'message': {
      const { content, components, flags } = renderView(reply.view, context);
      const data = {
        ...(content === null ? {} : { content }),
        components,
        flags: flags | (hidden ? MessageFlags.Ephemeral : 0),
        allowed_mentions: NO_PINGS,
      };
      return { type: InteractionResponseType.ChannelMessageWithSource, data };
    }
    case 'form':
      return { type: InteractionResponseType.Modal, data: renderForm(reply.form) };
    case 'none':
      return hasMessage(interaction)
        ? { type: InteractionResponseType.DeferredMessageUpdate }
        : {
            type: InteractionResponseType.DeferredChannelMessageWithSource,
            data: { flags: MessageFlags.Ephemeral },
          };
  }
}

function needsRemoval(interaction: APIInteraction, reply: Reply): boolean {
  return reply.kind === 'none' && !hasMessage(interaction);
}

function hasMessage(interaction: APIInteraction): boolean {
  return 'message' in interaction && interaction.message !== undefined;
}

function isCode(error: unknown, code: number): boolean {
  return error instanceof PlatformError && error.detail.startsWith(String(code));
}
