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

/** How long streaming is not tried again in a channel after Slack refused it, unless the rate was limited. */
const CLOSED_MS = 10 * 60_000;

/** Failures after which nothing was streamed, so that the message is posted or edited like any other. */
const REFUSED: ReadonlySet<PlatformErrorKind> = new Set(['invalid', 'forbidden', 'gone', 'rateLimited']);

/** Streamed messages: one request starts a message with its first words, another ends it with the rest. */
export interface Streams {
  /** Starts a stream and returns its `ts`; null if Slack refuses, and nothing was posted. Slack: methods/chat.startStream. */
  begin(
    place: { readonly channel: string; readonly thread: string | null },
    view: PostView,
    to: Listener,
    fence: () => void,
  ): Promise<string | null>;
  /**
   * Adds the last line and ends the stream in one request, so the line appears once however often this is called. Returns false if the
   * message is not streaming (any more) and must be edited instead. Slack: methods/chat.stopStream.
   */
  end(message: MessageRef, view: PostView, key: DeliveryKey): Promise<boolean>;
}

/** Creates the streams. Only cheers in threads are streamed. */
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

/** Lines as paragraphs of Slack's Markdown, escaped so that nothing in them is formatted. */
export const asMarkdown = (lines: readonly string[]): string => lines.map(markdownLine).join(between);

/** Whether streaming was refused. A server that does not know the method may say so by a 4xx status alone. */
const isRefused = (error: unknown): error is PlatformError =>
  error instanceof PlatformError && (REFUSED.has(error.kind) || Math.floor((error.status ?? 0) / 100) === 4);
