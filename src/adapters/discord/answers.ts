import { setTimeout as sleep } from 'node:timers/promises';
import { type APIInteraction, InteractionResponseType, MessageFlags } from 'discord.js';
import type { AnswerFile, Reply } from '../../core/actions.ts';
import { PlatformError } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';
import type { AnswerViews } from '../../core/views.ts';
import { viewAbout } from './about.ts';
import { messageBody } from './body.ts';
import type { Look } from './look.ts';
import { withFile } from './render/file.ts';
import { renderForm } from './render/form.ts';
import { asRich, type RenderedMessage } from './render/message.ts';
import type { Acknowledged, Responses } from './responses.ts';

/**
 * How long we wait for a form before we defer the answer. Discord wants the first answer within 3 s
 * (interactions/receiving-and-responding), and a form can only be a first answer. The remaining time is left for the network.
 */
const FORM_WITHIN_MS = 2_300;

/** The ways to answer somebody who pressed a button, sent a form or called a command. */
export interface Answers {
  /**
   * Acknowledges the interaction, runs `work`, then answers. If another instance has acknowledged it, `work` does not run. `failed` is
   * the answer where Discord refuses the file of the other one.
   */
  deferred(
    interaction: APIInteraction,
    work: () => Promise<Reply>,
    failed: AnswerViews,
    hidden: boolean,
  ): Promise<void>;
  /** Answers directly with a form or a message. If the form is ready too late to be opened, the answer is `tooLate`. */
  form(
    interaction: APIInteraction,
    work: () => Promise<Reply>,
    tooLate: AnswerViews,
    hidden: boolean,
  ): Promise<void>;
  /** Turns a page: the answer replaces our message that holds the button. A problem is sent as a message of its own instead. */
  inPlace(interaction: APIInteraction, work: () => Promise<Reply>): Promise<void>;
}

/** A reply that is a message, with its view rendered. */
interface ShownMessage {
  readonly kind: 'message';
  readonly view: AnswerViews;
  /** It is in `rendered` already. */
  readonly file?: AnswerFile;
  readonly rendered: RenderedMessage;
}
type Shown = Exclude<Reply, { readonly kind: 'message' }> | ShownMessage;

/** Creates the answers to interactions. Their functions throw what a request fails with, mostly `PlatformError`. */
export function createAnswers(deps: {
  readonly responses: Responses;
  readonly look: Look;
  readonly log: Log;
}): Answers {
  const { responses, look, log } = deps;

  const render = async (view: AnswerViews, file: AnswerFile | undefined): Promise<RenderedMessage> => {
    const rendered = await look.withPicture(view);
    return file ? withFile(rendered, file) : rendered;
  };
  const show = async (reply: Reply): Promise<Shown> =>
    reply.kind === 'message' ? { ...reply, rendered: await render(reply.view, reply.file) } : reply;

  /** Replaces Discord's "thinking" notice with the answer, or sends the answer as a message when that is no longer possible. */
  const replace = async (
    interaction: APIInteraction,
    ack: Acknowledged,
    { view, file, rendered }: Omit<ShownMessage, 'kind'>,
    hidden: boolean,
    failed?: AnswerViews,
  ): Promise<void> => {
    const byMessage = async () => {
      const about = hidden ? interaction.guild_id : undefined;
      const said = about === undefined ? rendered : await render(viewAbout(view, about), file);
      await responses.byMessage(interaction, said, hidden);
    };
    if (ack === 'expired') return byMessage();
    try {
      await responses.replace(interaction, rendered);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      if (error.kind === 'gone') await byMessage();
      // Discord may have refused the picture: the words alone still answer. Without the file that was asked for they would not.
      else if (file && failed) await responses.replace(interaction, asRich(look.inWords(failed)));
      else if (rendered.files.length > 0) await responses.replace(interaction, asRich(look.inWords(view)));
      else throw error;
    }
  };

  const late = async (
    interaction: APIInteraction,
    ack: Acknowledged,
    shown: Shown,
    hidden: boolean,
    failed?: AnswerViews,
  ): Promise<void> => {
    if (shown.kind === 'message') return replace(interaction, ack, shown, hidden, failed);
    if (shown.kind === 'form') log.warn('discord.interaction.form_too_late', { interaction: interaction.id });
    if (shown.kind === 'form' && failed !== undefined) {
      return replace(interaction, ack, { view: failed, rendered: look.inWords(failed) }, hidden);
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
    async deferred(interaction, work, failed, hidden) {
      const ack = await responses.defer(interaction, hidden);
      if (ack !== 'taken') await late(interaction, ack, await show(await work()), hidden, failed);
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
      // The page may be a Components V2 message, which only another Components V2 message can replace.
      await replace(interaction, ack, { ...shown, rendered: asRich(rendered) }, true);
    },
  };
}

/**
 * The body of an answer that is sent directly, not deferred. Discord takes no form as the answer to a form. With nothing to say, the
 * interaction is only acknowledged, which closes an open form.
 */
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
