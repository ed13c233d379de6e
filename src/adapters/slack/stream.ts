import type { WebClient } from '@slack/web-api';
import { PlatformError, type PlatformErrorKind } from '../../core/errors.ts';
import type { DeliveryKey, MessageRef } from '../../core/model/ids.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { Clock, Listener, Log } from '../../core/ports.ts';
import type { PostView } from '../../core/views.ts';
import type { Call } from './call.ts';
import { deliveryMetadata } from './metadata.ts';
import { readMessageRef } from './refs.ts';
import { underWords } from './render/cheer.ts';
import { markdownLine } from './render/inline.ts';

/** Where a refusal of streaming holds, it is not asked for again so soon. */
const CLOSED_MS = 10 * 60_000;

/** Surely not done: the message is posted, or edited, as any other. */
const REFUSED: ReadonlySet<PlatformErrorKind> = new Set(['invalid', 'forbidden', 'gone', 'rateLimited']);

/** What is said as it is spoken: a message begun with its first words, and stopped with the rest. */
export interface Streams {
  /** Its `ts`; null: Slack does not stream there, or not now, and nothing was posted. Slack: methods/chat.startStream. */
  begin(
    place: { readonly channel: string; readonly thread: string | null },
    view: PostView,
    to: Listener,
    fence: () => void,
  ): Promise<string | null>;
  /**
   * Says the last line and stops, in one request: so it is said once, however often this is called. False: the message does
   * not stream (any more), and is to be edited. Slack: methods/chat.stopStream.
   */
  end(message: MessageRef, view: PostView, key: DeliveryKey): Promise<boolean>;
}

export function createStreams(deps: {
  client: WebClient;
  call: Call;
  clock: Clock;
  locale: Locale;
  log: Log;
}): Streams {
  const { client, call, clock, locale, log } = deps;
  const closedUntil = new Map<string, number>();

  return {
    async begin({ channel, thread }, view, to, fence) {
      if (view.view !== 'cheer' || thread === null) return null;
      if ((closedUntil.get(channel) ?? 0) > clock.monotonic()) return null;
      try {
        fence();
        const { ts } = await call('chat.startStream', 'once', () =>
          client.chat.startStream({
            channel,
            thread_ts: thread,
            recipient_user_id: to.member,
            recipient_team_id: to.workspace,
            markdown_text: asMarkdown(view.lines),
          }),
        );
        if (ts === undefined) throw new PlatformError('ambiguous', 'chat.startStream answered no ts');
        return ts;
      } catch (error) {
        if (!isRefused(error)) throw error;
        if (error.kind !== 'rateLimited') closedUntil.set(channel, clock.monotonic() + CLOSED_MS);
        log.warn('slack.stream.refused', { channel, reason: error.detail });
        return null;
      }
    },

    async end(message, view, key) {
      const { channel, ts } = readMessageRef(message);
      const rest = view.view === 'cheer' ? view.lines.at(-1) : undefined;
      if (view.view !== 'cheer' || rest === undefined) return false;
      try {
        await call('chat.stopStream', 'repeatable', () =>
          client.chat.stopStream({
            channel,
            ts,
            markdown_text: `${between}${asMarkdown([rest])}`,
            blocks: underWords(view, locale),
            metadata: deliveryMetadata(key),
          }),
        );
        return true;
      } catch (error) {
        if (!isRefused(error)) throw error;
        return false;
      }
    },
  };
}

const between = '\n\n';

/** Lines as Slack's Markdown, nothing in them formatted. */
export const asMarkdown = (lines: readonly string[]): string => lines.map(markdownLine).join(between);

/** A server that does not know the method may say so by its status alone. */
const isRefused = (error: unknown): error is PlatformError =>
  error instanceof PlatformError && (REFUSED.has(error.kind) || Math.floor((error.status ?? 0) / 100) === 4);
