import type { APIMessage } from 'discord.js';
import { PlatformError } from '../../core/errors.ts';
import type { PostTarget, SendAttempt } from '../../core/ports.ts';
import type { Destination, Destinations } from './destinations.ts';
import { ignoreGone, isUntold } from './errors.ts';
import { PAGE } from './history.ts';
import { compareIds, isDirect, type MessageAddress, nonceOf, readMessageRef, sentAt } from './refs.ts';
import type { RenderedMessage } from './render/message.ts';
import type { DiscordRest } from './rest.ts';
import { sameMessage, sameShape } from './same-message.ts';

/** We look for a message of an earlier try in at most this many pages, that is, a thousand messages. */
const MOST_PAGES = 10;
/** How far our clock may be ahead of Discord's, in milliseconds. */
const SKEW_MS = 5 * 60_000;

/** What a message of an earlier try is known by. */
type Sought = Pick<SendAttempt, 'key' | 'plannedAt' | 'reworded'>;

/**
 * Our message from an earlier try, and where it is; undefined when it is surely not there. Throws `PlatformError`: `ambiguous` when
 * nobody can tell.
 */
export type FindSent = (
  target: PostTarget,
  attempt: Sought,
  rendered: RenderedMessage,
) => Promise<{ readonly to: Destination; readonly message: APIMessage } | undefined>;

/** Creates the search. It looks in all places where the message may be: in the thread or, if the server had none left, beside the post. */
export function createFindSent(deps: {
  readonly rest: DiscordRest;
  readonly destinations: Pick<Destinations, 'standing'>;
  /** The bot's own user id. */
  readonly self: () => Promise<string>;
}): FindSent {
  const { rest, destinations, self } = deps;

  /**
   * It is found by its nonce or, since Discord's history forgets nonces, by its words. A message with the same words from before the
   * delivery was planned is another one, such as the same card of the day before; so is one from before the message that it answers
   * (`on`). A cheer that may have had other words is the oldest one under that message. Throws `PlatformError` (`ambiguous`) if more than
   * a thousand messages were posted since then.
   */
  const sentTo = async (
    { guildId, channelId, parentId, replyTo }: Destination,
    on: MessageAddress | null,
    { key, plannedAt, reworded }: Sought,
    rendered: RenderedMessage,
  ): Promise<APIMessage | undefined> => {
    const nonce = nonceOf(key);
    // In a channel, a message with the same words may be our answer to somebody else's message.
    const answersAnother = ({ message_reference: answered }: APIMessage) =>
      replyTo !== undefined && answered?.message_id !== undefined && answered.message_id !== replyTo;
    const isIt = (message: APIMessage) =>
      message.nonce === nonce ||
      (sentAt(message) >= plannedAt - SKEW_MS && !answersAnother(message) && sameMessage(message, rendered));
    // What stands in the message's own thread, or replies to it, is about nothing else.
    const isUnderIt = ({ message_reference: answered }: APIMessage) =>
      replyTo === undefined ? on !== null && on.channelId !== channelId : answered?.message_id === replyTo;
    const isReworded = (message: APIMessage) =>
      reworded === true && isUnderIt(message) && sameShape(message, rendered);
    const me = await self();
    const path = `/channels/${channelId}/messages` as const;
    const needs = isDirect(guildId) ? 'none' : 'READ_MESSAGE_HISTORY';
    let other: APIMessage | undefined;
    let before: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const query = new URLSearchParams({ ...(before && { before }), limit: String(PAGE) });
      const page = await rest.request<APIMessage[] | undefined>(
        { method: 'GET', path, query, breaker: `history:${parentId}` },
        { needs, once: false },
      );
      if (!Array.isArray(page)) throw noHistory();
      const ours = page.filter((message) => message.author?.id === me);
      const found = ours.find(isIt);
      if (found !== undefined) return found;
      other = ours.findLast(isReworded) ?? other;
      const oldest = page.at(-1);
      if (oldest === undefined || page.length < PAGE || sentAt(oldest) < plannedAt - SKEW_MS) return other;
      if (on !== null && compareIds(oldest.id, on.messageId) <= 0) return other;
      before = oldest.id;
    }
    throw new PlatformError('ambiguous', 'not found among the last messages, and there are more');
  };

  return async (target, attempt, rendered) => {
    const on = target.kind === 'thread' ? readMessageRef(target.on) : null;
    for (const to of await destinations.standing(target)) {
      const message = await sentTo(to, on, attempt, rendered).catch(
        to.perhapsNone ? ignoreGone : ignoreGonePlace,
      );
      if (message) return { to, message };
    }
    return undefined;
  };
}

/** Thrown when the server shows no history, so that we cannot tell whether the message was sent already. */
const noHistory = () => new PlatformError('ambiguous', 'there is no history to look in');

function ignoreGonePlace(error: unknown): undefined {
  if (isUntold(error)) throw noHistory();
  ignoreGone(error);
}
