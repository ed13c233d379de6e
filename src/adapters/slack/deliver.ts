import type { ConversationsHistoryResponse, WebClient } from '@slack/web-api';
import { PlatformError } from '../../core/errors.ts';
import type { DeliveryKey, MessageRef } from '../../core/model/ids.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { ChatPlatform, Clock, PostTarget, SendAttempt } from '../../core/ports.ts';
import type { PostView } from '../../core/views.ts';
import type { Call } from './call.ts';
import { createDirect } from './direct.ts';
import { reactionName } from './emoji.ts';
import { slackWord } from './errors.ts';
import { messageRef, millisToTs, readMessageRef } from './refs.ts';
import type { Showing } from './showing.ts';

/** The type of the metadata in which a message of ours carries its delivery key. */
const DELIVERY_EVENT = 'boost_pal_delivery';

/** How far back a message of an earlier try is looked for: longer than any job lives. */
const LOOK_BACK_MS = 24 * 60 * 60_000;
const PAGE = 200;
const MAX_PAGES = 10;

type FoundMessage = NonNullable<ConversationsHistoryResponse['messages']>[number];

type Deliver = Pick<
  ChatPlatform,
  | 'ensureReaction'
  | 'ensureReactionRemoved'
  | 'ensurePosted'
  | 'findPosted'
  | 'ensureEdited'
  | 'ensureRemoved'
>;

/**
 * Everything we say on Slack. `call` runs one Web API request and turns its failures into PlatformErrors (and parks the
 * workspace when its token is dead).
 */
export function createDeliver(deps: {
  client: WebClient;
  clock: Clock;
  locale: Locale;
  /** Our own user id; asked for when a worker has not been told by `start`. */
  botUser: () => Promise<string>;
  call: Call;
  showing: Showing;
}): Deliver {
  const { client, call, locale, showing } = deps;
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

  /** Runs a write; Slack's words in `fine` say that the end is reached already. */
  async function ensure(method: string, fine: readonly string[], request: () => Promise<unknown>) {
    await call(method, 'repeatable', async () => {
      try {
        await request();
      } catch (error) {
        if (!fine.includes(slackWord(error) ?? '')) throw error;
      }
    });
  }

  const isOurs = (m: FoundMessage, key: DeliveryKey, botUser: string): boolean => {
    const payload = m.metadata?.event_payload as { key?: unknown } | undefined;
    return m.user === botUser && m.metadata?.event_type === DELIVERY_EVENT && payload?.key === key;
  };

  /** Our message under this key in a channel or thread, or undefined when it surely is not there. */
  async function find(channel: string, thread: string | null, key: DeliveryKey): Promise<string | undefined> {
    const botUser = await deps.botUser();
    const oldest = millisToTs(deps.clock.now() - LOOK_BACK_MS);
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
      const found = page.messages?.find((m) => isOurs(m, key, botUser));
      if (found?.ts !== undefined) return found.ts;
      cursor = page.response_metadata?.next_cursor;
      if (!cursor) return undefined;
    }
    throw new PlatformError('ambiguous', 'not found among the last messages, and there are more');
  }

  async function postPrivately(
    target: PostTarget & { kind: 'private' },
    view: PostView,
    attempt: SendAttempt,
  ): Promise<MessageRef> {
    // Nobody can look such a message up: a missed line beats the same line twice.
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

  return {
    async ensureReaction(message, mark) {
      const { channel, ts } = readMessageRef(message);
      const name = reactionName(mark);
      await ensure('reactions.add', ['already_reacted'], () =>
        client.reactions.add({ channel, timestamp: ts, name }),
      );
    },
    async ensureReactionRemoved(message, mark) {
      const { channel, ts } = readMessageRef(message);
      const name = reactionName(mark);
      await ensure('reactions.remove', ['no_reaction', 'message_not_found'], () =>
        client.reactions.remove({ channel, timestamp: ts, name }),
      );
    },
    async findPosted(target, _view, key) {
      if (target.kind === 'private') return null;
      const { channel, thread } = await placeOf(target);
      const ts = await find(channel, thread, key);
      return ts === undefined ? null : messageRef(channel, ts, thread);
    },
    async ensurePosted(target, view, attempt) {
      if (target.kind === 'private') return postPrivately(target, view, attempt);
      const { channel, thread } = await placeOf(target);
      if (attempt.maybeSent) {
        const ts = await find(channel, thread, attempt.key);
        if (ts !== undefined) return messageRef(channel, ts, thread);
      }
      const { key, fence } = attempt;
      const posted = await showing.send(view, { surface: 'message', locale, fence }, ({ text, blocks }) => {
        fence();
        return call(`chat.postMessage ${channel}`, 'once', () =>
          client.chat.postMessage({
            channel,
            text,
            blocks,
            unfurl_links: false,
            unfurl_media: false,
            metadata: { event_type: DELIVERY_EVENT, event_payload: { key } },
            ...(thread === null ? {} : { thread_ts: thread }),
          }),
        );
      });
      if (posted.ts === undefined) throw new PlatformError('ambiguous', 'chat.postMessage answered no ts');
      return messageRef(channel, posted.ts, thread);
    },
    async ensureEdited(message, view) {
      const { channel, ts } = readMessageRef(message);
      await showing.send(view, { surface: 'message', locale }, ({ text, blocks }) =>
        call('chat.update', 'repeatable', () => client.chat.update({ channel, ts, text, blocks })),
      );
    },
    async ensureRemoved(message) {
      const { channel, ts } = readMessageRef(message);
      await ensure('chat.delete', ['message_not_found'], () => client.chat.delete({ channel, ts }));
    },
  };
}
