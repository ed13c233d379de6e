import { randomBytes } from 'node:crypto';
import { refuse } from './errors.ts';
import type { Component } from './message-rules.ts';
import { visibleText } from './message-rules.ts';
import type { FakeMessage, State } from './state.ts';

/** Discord: interactions/receiving-and-responding. */
const FIRST_ANSWER_MS = 3_000;
const TOKEN_LIFE_MS = 15 * 60_000;
const EPHEMERAL = 1 << 6;

export interface ShownForm {
  customId: string;
  title: string;
  components: Component[];
}

/** What the person sees as the answer. */
export type BotReply =
  | { kind: 'message'; message: FakeMessage; text: string; ephemeral: boolean }
  | { kind: 'form'; form: ShownForm; text: string }
  /** The message the button stood in was changed. */
  | { kind: 'updated'; message: FakeMessage; text: string };

/** One press or command, from the person's side. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly userId: string;
  readonly channelId: string;
  readonly createdAt: number;
  /** The message a button or menu belongs to. */
  readonly message: FakeMessage | null;
  /** The type of the first answer (4 message, 5 deferred, 6 deferred update, 7 update, 9 form); null before. */
  callbackType: number | null;
  /** The fake's clock when the first answer came. */
  acknowledgedAt: number | null;
  ephemeral: boolean;
  original: FakeMessage | null;
  followups: FakeMessage[];
  form: ShownForm | null;
  /** The first answer was taken away. */
  removed: boolean;
  /** Resolves with what is shown in the end (after a deferral: the edit that replaces "thinking"). */
  reply(deadlineMs?: number): Promise<BotReply>;
}

export interface Interactions {
  open(at: { userId: string; channelId: string; message: FakeMessage | null }): Interaction;
  /** The interaction, if it may still be answered for the first time; throws as Discord does. */
  forCallback(id: string, token: string): Interaction;
  /** The interaction of a token that may still be used for edits and follow-ups; throws as Discord does. */
  byToken(applicationId: string, token: string): Interaction;
  /** Who pressed. */
  whose(id: string): string | undefined;
  /** Call after any change, so that people waiting look again. */
  changed(interaction: Interaction): void;
}

export function createInteractions(state: State): Interactions {
  const byToken = new Map<string, Interaction>();
  const waiting = new Map<Interaction, Set<() => void>>();
  return {
    open({ userId, channelId, message }) {
      const token = randomBytes(48).toString('base64url');
      const interaction: Interaction = {
        id: state.id(),
        token,
        userId,
        channelId,
        createdAt: state.clock.now(),
        message,
        callbackType: null,
        acknowledgedAt: null,
        ephemeral: false,
        original: null,
        followups: [],
        form: null,
        removed: false,
        reply: (deadlineMs = 30_000) => waitForReply(interaction, deadlineMs),
      };
      byToken.set(token, interaction);
      return interaction;
    },
    forCallback(id, token) {
      const interaction = byToken.get(token);
      if (interaction === undefined || interaction.id !== id) throw refuse('unknownInteraction');
      if (interaction.acknowledgedAt !== null) throw refuse('alreadyAcknowledged');
      if (state.clock.now() - interaction.createdAt > FIRST_ANSWER_MS) throw refuse('unknownInteraction');
      return interaction;
    },
    byToken(applicationId, token) {
      const interaction = byToken.get(token);
      if (interaction === undefined || applicationId !== state.applicationId) throw refuse('unknownWebhook');
      if (interaction.acknowledgedAt === null) throw refuse('unknownWebhook');
      if (state.clock.now() - interaction.createdAt > TOKEN_LIFE_MS) throw refuse('invalidWebhookToken');
      return interaction;
    },
    whose: (id) => [...byToken.values()].find((one) => one.id === id)?.userId,
    changed(interaction) {
      for (const look of waiting.get(interaction) ?? []) look();
    },
  };

  function waitForReply(interaction: Interaction, deadlineMs: number): Promise<BotReply> {
    return new Promise((resolve, reject) => {
      const lookers = waiting.get(interaction) ?? new Set();
      waiting.set(interaction, lookers);
      const stop = () => {
        clearTimeout(timer);
        lookers.delete(look);
      };
      const look = () => {
        const reply = shownReply(interaction);
        if (reply === null) return;
        stop();
        resolve(reply);
      };
      const timer = setTimeout(() => {
        stop();
        reject(
          new Error(`no answer to interaction ${interaction.id} (first answer: ${interaction.callbackType})`),
        );
      }, deadlineMs);
      lookers.add(look);
      look();
    });
  }
}

function shownReply(interaction: Interaction): BotReply | null {
  const show = (message: FakeMessage) => ({
    kind: 'message' as const,
    message,
    text: visibleText(message.content, message.components, message.embeds),
    ephemeral: (message.flags & EPHEMERAL) !== 0,
  });
  if (interaction.form !== null)
    return { kind: 'form', form: interaction.form, text: interaction.form.title };
  const source = interaction.message;
  if (interaction.callbackType === 7 && source !== null) {
    return { kind: 'updated', message: source, text: visibleText(source.content, source.components) };
  }
  if (interaction.original !== null) return show(interaction.original);
  const followup = interaction.followups[0];
  return followup === undefined ? null : show(followup);
}
