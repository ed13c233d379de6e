import type { ConversationsHistoryResponse, KnownBlock, MessageMetadata, WebClient } from '@slack/web-api';
import { PlatformError } from '../../core/errors.ts';
import type { DeliveryKey, MessageRef } from '../../core/model/ids.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { Clock, Deliver, PostTarget, SendAttempt } from '../../core/ports.ts';
import type { CheerView, PostView } from '../../core/views.ts';
import type { Call } from './call.ts';
import { createDirect } from './direct.ts';
import { reactionName } from './emoji.ts';
import { slackWord } from './errors.ts';
import { deliveryKeyOf, deliveryMetadata } from './metadata.ts';
import { fileOfMessage, messageRef, millisToTs, readMessageRef, tsToMillis } from './refs.ts';
import { renderView } from './render/index.ts';
import { plainLine } from './render/inline.ts';
import type { Showing } from './showing.ts';
import { asMarkdown, type Streams } from './stream.ts';
import { deleteFile } from './upload.ts';

/** How far back we look at least for a message of an earlier try: longer than any job lives. */
const LOOK_BACK_MS = 24 * 60 * 60_000;
/** Slack's clock and ours may differ by minutes. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
const PAGE = 200;
const MAX_PAGES = 10;
/** The emoji that replaces a mark that Slack does not know. */
const USUAL_MARK = 'hamster';

type FoundMessage = NonNullable<ConversationsHistoryResponse['messages']>[number];

/**
 * Sends, edits and removes our messages and marks on Slack. `call` runs one Web API request, turns its failure into a `PlatformError`,
 * and parks the workspace when its token is refused.
 */
export function createDeliver(deps: {
  client: WebClient;
  clock: Clock;
  locale: Locale;
  /** Our own user id. A worker, whose platform is never started, asks Slack for it. */
  botUser: () => Promise<string>;
  call: Call;
  /** True for a server like Slack, which may refuse metadata or not return it. */
  compatible: boolean;
  showing: Showing;
  streams: Streams;
}): Deliver {
  const { client, call, locale, showing, streams } = deps;
  const direct = createDirect(deps);

  async function placeOf(target: Exclude<PostTarget, { kind: 'private' }>): Promise<{
    channel: string;
    thread: string | null;
  }> {
    switch (target.kind) {
      case 'channel':
        return { channel: target.channel, thread: null };
      case 'direct':
        return { channel: await direct(target.member), thread: null };
      case 'thread': {
        const { channel, ts, thread } = readMessageRef(target.on);
        return { channel, thread: thread ?? ts };
      }
    }
  }

  /** Runs a write. The error words in `fine` mean that the wanted state is reached already, so they count as success. */
  async function ensure(method: string, fine: readonly string[], request: () => Promise<unknown>) {
    await call(method, 'repeatable', async () => {
      try {
        await request();
      } catch (error) {
        if (!fine.includes(slackWord(error) ?? '')) throw error;
      }
    });
  }

  /** Sends with the delivery key as metadata, or without if a compatible server refuses it. A null key sends none: the message has one. */
  async function withKey<T>(
    key: DeliveryKey | null,
    say: (metadata: { metadata?: MessageMetadata }) => Promise<T>,
  ): Promise<T> {
    if (key === null) return say({});
    try {
      return await say({ metadata: deliveryMetadata(key) });
    } catch (error) {
      if (!deps.compatible || !refusesKey(error)) throw error;
      return say({});
    }
  }

  /** Adds or removes a mark. Where Slack does not know it (any more), the usual mark is used, so that a check-in always has a mark. */
  async function react(
    method: string,
    fine: readonly string[],
    mark: string,
    request: (name: string) => Promise<unknown>,
  ) {
    const name = reactionName(mark) ?? USUAL_MARK;
    try {
      await ensure(method, fine, () => request(name));
    } catch (error) {
      if (name === USUAL_MARK || !isUnknownName(error)) throw error;
      await ensure(method, fine, () => request(USUAL_MARK));
    }
  }

  /**
   * The `ts` of our message with this delivery key in a channel or thread; undefined when it is surely not there. Searches back to when
   * the message was planned, however long ago, and at least 24 h. Throws `PlatformError` (`ambiguous`) if there are more than 2000
   * messages. A stream that is still open has no key, since Slack accepts metadata only when a stream stops; we recognise it by its words.
   * So we do on a server without metadata. There, of two messages with the same words at the same time and place, the second may be taken
   * for the first: better a missing line than the same line twice.
   */
  async function find(
    { channel, thread }: { readonly channel: string; readonly thread: string | null },
    view: PostView,
    { key, plannedAt }: Pick<SendAttempt, 'key' | 'plannedAt'>,
  ): Promise<string | undefined> {
    const botUser = await deps.botUser();
    const from = Math.min(deps.clock.now() - LOOK_BACK_MS, plannedAt - CLOCKS_DIFFER_MS);
    const oldest = millisToTs(Math.max(0, from));
    const begins = view.view === 'cheer' && thread !== null ? bare(view.lines.join('')) : null;
    const whole = bareOrAll(renderView(view, locale).text);
    const planned = plannedAt - CLOCKS_DIFFER_MS;
    const saysIt = ({ text = '', ts }: FoundMessage): boolean =>
      (begins !== null && bare(text) === begins) ||
      (deps.compatible && bareOrAll(text) === whole && ts !== undefined && tsToMillis(ts) >= planned);
    let keyless: string | undefined;
    let cursor: string | undefined;
    for (let i = 0; i < MAX_PAGES; i += 1) {
      const options = {
        channel,
        oldest,
        limit: PAGE,
        include_all_metadata: true,
        ...(cursor ? { cursor } : {}),
      };
      const page = await (thread === null
        ? call('conversations.history', 'repeatable', () => client.conversations.history(options))
        : call('conversations.replies', 'repeatable', () =>
            client.conversations.replies({ ...options, ts: thread }),
          ));
      const ours = (page.messages ?? []).filter(({ user }) => user === botUser);
      const found = ours.find(({ metadata }) => deliveryKeyOf(metadata ?? {}) === key);
      if (found?.ts !== undefined) return found.ts;
      keyless ??= ours.find((m) => isKeyless(m) && saysIt(m))?.ts;
      cursor = page.response_metadata?.next_cursor;
      if (!cursor) return keyless;
    }
    throw new PlatformError('ambiguous', 'not found among the last messages, and there are more');
  }

  async function postPrivately(
    target: PostTarget & { kind: 'private' },
    view: PostView,
    attempt: SendAttempt,
  ): Promise<MessageRef> {
    // A private message cannot be looked up, and a missing line is better than the same line twice.
    if (attempt.maybeSent) throw new PlatformError('ambiguous', 'private lines cannot be looked up');
    const { channel, member: user } = target;
    const posted = await showing.send(view, { surface: 'answer', locale }, ({ text, blocks }) => {
      attempt.fence();
      return call('chat.postEphemeral', 'once', () =>
        client.chat.postEphemeral({ channel, user, text, blocks }),
      );
    });
    return messageRef(target.channel, posted.message_ts ?? '');
  }

  async function post(target: PostTarget, view: PostView, attempt: SendAttempt): Promise<MessageRef> {
    if (target.kind === 'private') return postPrivately(target, view, attempt);
    const place = await placeOf(target);
    const { channel, thread } = place;
    const { key, fence, opensFor } = attempt;
    if (attempt.maybeSent) {
      const ts = await find(place, view, attempt);
      if (ts !== undefined) return messageRef(channel, ts, thread);
    }
    const begun = opensFor ? await streams.begin(place, view, opensFor, fence) : null;
    if (begun !== null) return messageRef(channel, begun, thread);
    const posted = await showing.send(view, { surface: 'message', locale, fence }, ({ text, blocks }) => {
      return withKey(key, (metadata) => {
        fence();
        return call(`chat.postMessage ${channel}`, 'once', () =>
          client.chat.postMessage({
            channel,
            text,
            blocks,
            unfurl_links: false,
            unfurl_media: false,
            ...metadata,
            ...(thread === null ? {} : { thread_ts: thread }),
          }),
        );
      });
    });
    if (posted.ts === undefined) throw new PlatformError('ambiguous', 'chat.postMessage answered no ts');
    return messageRef(channel, posted.ts, thread);
  }

  return {
    async ensureReaction(message, mark) {
      const { channel, ts } = readMessageRef(message);
      await react('reactions.add', ['already_reacted'], mark, (name) =>
        client.reactions.add({ channel, timestamp: ts, name }),
      );
    },
    async ensureReactionRemoved(message, mark) {
      const { channel, ts } = readMessageRef(message);
      await react('reactions.remove', ['no_reaction', 'message_not_found'], mark, (name) =>
        client.reactions.remove({ channel, timestamp: ts, name }),
      );
    },
    async findPosted(target, view, key, plannedAt) {
      if (target.kind === 'private') return null;
      const { channel, thread } = await placeOf(target);
      const ts = await find({ channel, thread }, view, { key, plannedAt });
      return ts === undefined ? null : messageRef(channel, ts, thread);
    },
    ensurePosted(target, view, attempt) {
      const posted = post(target, view, attempt);
      return 'channel' in target ? fromWithin(posted) : posted;
    },
    async ensureEdited(message, view, continues) {
      if (continues && (await streams.end(message, view, continues))) return;
      const { channel, ts } = readMessageRef(message);
      const update = (content: { text: string; blocks: KnownBlock[] } | { markdown_text: string }) =>
        withKey(continues ?? null, (metadata) =>
          call('chat.update', 'repeatable', () =>
            client.chat.update({ channel, ts, ...content, ...metadata }),
          ),
        );
      try {
        await showing.send(view, { surface: 'message', locale }, ({ text, blocks }) =>
          update({ text, blocks }),
        );
      } catch (error) {
        // A streamed message is rich text, which Slack does not let blocks of another kind replace.
        if (!isMismatch(error) || view.view !== 'cheer') throw error;
        await update({ markdown_text: asMarkdown(allLines(view, locale)) });
      }
    },
    async ensureRemoved(message) {
      const file = fileOfMessage(message);
      if (file !== null) return call('files.delete', 'repeatable', () => deleteFile(client, file));
      const { channel, ts } = readMessageRef(message);
      await ensure('chat.delete', ['message_not_found'], () => client.chat.delete({ channel, ts }));
    },
  };
}

/**
 * Turns `channel_not_found` into `forbidden` with `not_in_channel`. Slack gives the same answer for a private channel that the bot is not
 * in and for a deleted one; in both cases a manager is told what the bot lacks. Slack: chat.postMessage, channel_not_found.
 */
async function fromWithin<T>(posted: Promise<T>): Promise<T> {
  try {
    return await posted;
  } catch (error) {
    if (!(error instanceof PlatformError) || error.word !== 'channel_not_found') throw error;
    const missing = 'not_in_channel';
    throw new PlatformError('forbidden', missing, { word: missing, missing, cause: error });
  }
}

/** Whether a message of ours has no delivery key: a stream that is still open, or a message on a server without metadata. */
const isKeyless = ({ metadata }: FoundMessage): boolean => deliveryKeyOf(metadata ?? {}) === undefined;

/** The letters and digits of a text, for comparing: Slack changes marks, spaces and escapes, and returns emoji by name. */
const bare = (text: string): string =>
  text.replace(/&(?:amp|lt|gt);|:[a-z0-9_+-]+:/g, '').replace(/[^\p{L}\p{N}]/gu, '');

/** The letters and digits of a text, or the whole text if it has none. */
const bareOrAll = (text: string): string => bare(text) || text;

const isUnknownName = (error: unknown): boolean =>
  error instanceof PlatformError && error.word === 'invalid_name';

const refusesKey = (error: unknown): boolean =>
  error instanceof PlatformError && /^invalid_(arguments|arg_name|metadata_.+)$/.test(error.word ?? '');

const isMismatch = (error: unknown): boolean =>
  error instanceof PlatformError && error.word === 'block_mismatch';

function allLines({ lines, credit, memory, speaker, footer }: CheerView, locale: Locale): readonly string[] {
  const small = [credit, memory].flatMap((line) => (line ? [plainLine(line, locale)] : []));
  return [...lines, ...small, ...[speaker?.line, footer].flatMap((line) => (line ? [line] : []))];
}
