import { setTimeout as sleep } from 'node:timers/promises';
import { type APIInteraction, InteractionResponseType, MessageFlags } from 'discord.js';
import type { Reply } from '../../core/actions.ts';
import { PlatformError } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';
import type { AnswerViews } from '../../core/views.ts';
import { viewAbout } from './about.ts';
import { messageBody } from './body.ts';
import type { Look } from './look.ts';
import { renderForm } from './render/form.ts';
import { asRich, type RenderedMessage } from './render/message.ts';
import type { Acknowledged, Responses } from './responses.ts';

/**
 * Discord wants a first answer within 3 s (interactions/receiving-and-responding), and a form can be nothing else; what is
 * not there by now is deferred, and the rest of the time is the network's.
 */
const FORM_WITHIN_MS = 2_300;

/** The ways in which an answer reaches the person who pressed or called. */
export interface Answers {
  /** Acknowledges, works, then answers. The work is not begun if another instance answers. */
  deferred(interaction: APIInteraction, work: () => Promise<Reply>, hidden: boolean): Promise<void>;
  /** Answers at once, with a form or a message; `tooLate` is the answer where a form could no longer be opened. */
  form(
    interaction: APIInteraction,
    work: () => Promise<Reply>,
    tooLate: AnswerViews,
    hidden: boolean,
  ): Promise<void>;
  /** Turns the page: the message of ours that the button stands on becomes the answer. A problem is said beside it. */
  inPlace(interaction: APIInteraction, work: () => Promise<Reply>): Promise<void>;
}

/** A reply with its view as Discord shows it. */
type Shown =
  | Exclude<Reply, { readonly kind: 'message' }>
  | { readonly kind: 'message'; readonly view: AnswerViews; readonly rendered: RenderedMessage };

export function createAnswers(deps: {
  readonly responses: Responses;
  readonly look: Look;
  readonly log: Log;
}): Answers {
  const { responses, look, log } = deps;

  const show = async (reply: Reply): Promise<Shown> =>
    reply.kind === 'message' ? { ...reply, rendered: await look.withPicture(reply.view) } : reply;

  /** Puts the answer where "thinking" stands, or says it by message when that is no longer possible. */
  const replace = async (
    interaction: APIInteraction,
    ack: Acknowledged,
    view: AnswerViews,
    rendered: RenderedMessage,
    hidden: boolean,
  ): Promise<void> => {
    const byMessage = async () => {
      const about = hidden ? interaction.guild_id : undefined;
      const said = about === undefined ? rendered : await look.withPicture(viewAbout(view, about));
      await responses.byMessage(interaction, said, hidden);
    };
    if (ack === 'expired') return byMessage();
    try {
      await responses.replace(interaction, rendered);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      if (error.kind === 'gone') await byMessage();
      // Refused for its picture's sake: the words still answer.
      else if (rendered.files.length > 0) await responses.replace(interaction, asRich(look.inWords(view)));
      else throw error;
    }
  };

  const late = async (
    interaction: APIInteraction,
    ack: Acknowledged,
    shown: Shown,
    hidden: boolean,
    tooLate?: AnswerViews,
  ): Promise<void> => {
    if (shown.kind === 'message') return replace(interaction, ack, shown.view, shown.rendered, hidden);
    if (shown.kind === 'form') log.warn('discord.interaction.form_too_late', { interaction: interaction.id });
    if (shown.kind === 'form' && tooLate !== undefined) {
      return replace(interaction, ack, tooLate, look.inWords(tooLate), hidden);
    }
    if (ack === 'done') await responses.remove(interaction);
  };

  const directly = async (interaction: APIInteraction, shown: Shown, hidden: boolean): Promise<void> => {
    const rendered = shown.kind === 'message' ? shown.rendered : undefined;
    const ack = await responses.acknowledge(interaction, directAnswer(interaction, shown, hidden), rendered);
    if (ack === 'taken') return;
    if (ack === 'expired') await late(interaction, ack, shown, hidden);
    else if (shown.kind === 'none' && !hasMessage(interaction)) await responses.remove(interaction);
  };

  return {
    async deferred(interaction, work, hidden) {
      const ack = await responses.defer(interaction, hidden);
      if (ack !== 'taken') await late(interaction, ack, await show(await work()), hidden);
    },
    async form(interaction, work, tooLate, hidden) {
      const working = work().then(show);
      const waiting = new AbortController();
      const deadline = sleep(FORM_WITHIN_MS, 'late' as const, { signal: waiting.signal });
      deadline.catch(() => {});
      const first = await Promise.race([working, deadline]);
      waiting.abort();
      if (first !== 'late') return directly(interaction, first, hidden);
      const ack = await responses.defer(interaction, hidden);
      if (ack !== 'taken') await late(interaction, ack, await working, hidden, tooLate);
    },
    async inPlace(interaction, work) {
      const type = InteractionResponseType.DeferredMessageUpdate;
      const ack = await responses.acknowledge(interaction, { type });
      if (ack === 'taken') return;
      const shown = await show(await work());
      if (shown.kind !== 'message') return;
      const { view, rendered } = shown;
      const problem = view.view === 'answer' && view.tone === 'problem';
      if (problem && ack === 'done') return responses.followUp(interaction, rendered);
      // The page may be of Components V2, which only its own kind can replace.
      await replace(interaction, ack, view, asRich(rendered), true);
    },
  };
}

/** The one answer that says it all. A form cannot follow a form (Discord); nothing to say closes what was open. */
function directAnswer(interaction: APIInteraction, shown: Shown, hidden: boolean): object {
  switch (shown.kind) {
    case 'message': {
      const body = messageBody(shown.rendered);
      const data = { ...body, flags: body.flags | (hidden ? MessageFlags.Ephemeral : 0) };
      return { type: InteractionResponseType.ChannelMessageWithSource, data };
    }
    case 'form':
      return { type: InteractionResponseType.Modal, data: renderForm(shown.form) };
    case 'none':
      return hasMessage(interaction)
        ? { type: InteractionResponseType.DeferredMessageUpdate }
        : {
            type: InteractionResponseType.DeferredChannelMessageWithSource,
            data: { flags: MessageFlags.Ephemeral },
          };
  }
}

function hasMessage(interaction: APIInteraction): boolean {
  return 'message' in interaction && interaction.message !== undefined;
}
