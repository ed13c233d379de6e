import type { APIMessage } from 'discord.js';
import { PlatformError } from '../../core/errors.ts';
import type { MessageRef } from '../../core/model/ids.ts';
import type { Deliver, PostTarget, SendAttempt } from '../../core/ports.ts';
import { viewAbout } from './about.ts';
import { editBody, messageBody, uploadsOf } from './body.ts';
import type { Channels } from './channels.ts';
import type { Destination, Destinations } from './destinations.ts';
import { Code, ignoreGone, isCode, isOutOfThreads, isUntold } from './errors.ts';
import type { FindSent } from './find-sent.ts';
import type { Look } from './look.ts';
import { aboutOf, isDirect, messageRef, nonceOf, readId, readMessageRef } from './refs.ts';
import { asRich, CONTENT_MAX, type RenderedMessage } from './render/message.ts';
import type { DiscordRest } from './rest.ts';
import { tidyThread } from './tidy-thread.ts';

/** Sends, edits and removes our messages and marks on Discord. All functions throw `PlatformError`, or what the fence throws. */
export function createDeliver(deps: {
  readonly rest: DiscordRest;
  readonly channels: Channels;
  readonly destinations: Destinations;
  readonly look: Look;
  readonly findSent: FindSent;
  /** The bot's own user id. */
  readonly self: () => Promise<string>;
}): Deliver {
  const { rest, channels, destinations, look, findSent, self } = deps;

  const react = async (method: 'PUT' | 'DELETE', ref: MessageRef, mark: string): Promise<void> => {
    const { guildId, channelId, messageId } = readMessageRef(ref);
    const path =
      `/channels/${channelId}/messages/${messageId}/reactions/${encodeURIComponent(mark)}/@me` as const;
    const breaker = `react:${scopeOf(channelId)}`;
    await awake(channelId, () =>
      rest.request({ method, path, breaker }, { needs: needed(guildId, 'ADD_REACTIONS'), once: false }),
    );
  };

  /** The channel under which the breaker stores a refusal: for a thread its parent, since that has the permissions. */
  const scopeOf = (channelId: string) => channels.known(channelId)?.parentId ?? channelId;

  /** Runs a request. If it is refused because the thread is archived, reopens the thread and runs the request once more. */
  const awake = async <T>(channelId: string, run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      if (!isCode(error, Code.threadArchived)) throw error;
      await rest.request(
        {
          method: 'PATCH',
          path: `/channels/${channelId}`,
          body: { archived: false },
          breaker: `wake:${scopeOf(channelId)}`,
        },
        { needs: 'SEND_MESSAGES_IN_THREADS', once: false },
      );
      return run();
    }
  };

  const send = async (
    to: Destination,
    rendered: RenderedMessage,
    { key, fence }: SendAttempt,
    pinged: string | null,
  ) => {
    const { channelId, replyTo } = to;
    const reply =
      replyTo === undefined ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } };
    const files = uploadsOf(rendered);
    const sent = await rest.request<Partial<APIMessage> | undefined>(
      {
        method: 'POST',
        path: `/channels/${channelId}/messages`,
        body: { ...messageBody(rendered, pinged), ...reply, nonce: nonceOf(key), enforce_nonce: true },
        files,
        breaker: files.length === 0 ? to.breaker : to.filesBreaker,
        fence,
      },
      { needs: to.needs, once: true },
    );
    if (sent?.id === undefined)
      throw new PlatformError('ambiguous', 'taken, without saying as which message');
    return { id: sent.id };
  };

  /**
   * Throws `PlatformError` (`gone`) if the member has left the server. Checked before we mention somebody in a thread: Discord accepts a
   * mention of a person who left, and shows it to everybody but them.
   */
  const stillIn = async (guildId: string, userId: string) => {
    const path = `/guilds/${guildId}/members/${userId}` as const;
    try {
      await rest.request(
        { method: 'GET', path, breaker: `guild:${guildId}` },
        { needs: 'none', once: false },
      );
    } catch (error) {
      if (isCode(error, Code.unknownMember))
        throw new PlatformError('gone', `${Code.unknownMember} left`, { about: 'memberLeft' });
      throw error;
    }
  };

  return {
    ensureReaction: (ref, mark) => react('PUT', ref, mark),
    async ensureReactionRemoved(ref, mark) {
      await react('DELETE', ref, mark).catch(ignoreGone);
    },

    async findPosted(target, view, key, plannedAt) {
      try {
        const rendered = calling(calledIn(target), look.inWords(view));
        const found = await findSent(target, { key, plannedAt }, rendered);
        return found ? refTo(found) : null;
      } catch (error) {
        if (error instanceof PlatformError && error.kind === 'gone') return null;
        throw error;
      }
    },

    async ensurePosted(target, given, attempt) {
      const about = aboutIn(target);
      const view = about === null ? given : viewAbout(given, about);
      const pinged = calledIn(target);
      const rendered = calling(pinged, await look.withPicture(view));
      const sent = attempt.maybeSent ? await findSent(target, attempt, rendered) : undefined;
      if (sent?.to.forWantOfThreads) attempt.outOfThreads?.();
      if (sent !== undefined) return refTo(sent);
      // Checked before a thread is opened for this member.
      if (pinged !== null && target.kind === 'thread')
        await stillIn(readMessageRef(target.on).guildId, pinged);
      const sendTo = async (to: Destination) => {
        const message = await send(to, rendered, attempt, pinged).catch((error: unknown) => {
          if (rendered.files.length === 0 || !isCode(error, Code.missingPermissions)) throw error;
          return send(to, calling(pinged, look.inWords(view)), attempt, pinged);
        });
        return refTo({ to, message });
      };
      try {
        return await sendTo(await destinations.open(target, attempt.fence));
      } catch (error) {
        if (!isOutOfThreads(error)) throw error;
        attempt.outOfThreads?.();
        const beside = await destinations.beside(target);
        if (beside === null) throw error;
        return await sendTo(beside);
      }
    },

    async ensureEdited(ref, given) {
      const { guildId, channelId, messageId } = readMessageRef(ref);
      const about = aboutOf(guildId);
      const view = about === null ? given : viewAbout(given, about);
      const path = `/channels/${channelId}/messages/${messageId}` as const;
      const rendered = await look.withPicture(view);
      const edit = (shown: RenderedMessage) =>
        awake(channelId, () =>
          rest.request(
            {
              method: 'PATCH',
              path,
              body: editBody(shown),
              files: uploadsOf(shown),
              breaker: `${shown.files.length === 0 ? 'edit' : 'files'}:${scopeOf(channelId)}`,
            },
            { needs: needed(guildId, 'SEND_MESSAGES'), once: false },
          ),
        );
      await edit(rendered).catch((error: unknown) => {
        if (rendered.files.length > 0 && isCode(error, Code.missingPermissions))
          return edit(look.inWords(view));
        // A plain message cannot replace a card, since a message that has Components V2 must keep them.
        if (rendered.content === null || !isCode(error, Code.invalidForm)) throw error;
        return edit(asRich(rendered));
      });
    },

    async ensureRemoved(ref) {
      const { guildId, channelId, messageId } = readMessageRef(ref);
      const path = `/channels/${channelId}/messages/${messageId}` as const;
      const attempted = { needs: needed(guildId, 'READ_MESSAGE_HISTORY'), once: false };
      const breaker = `history:${scopeOf(channelId)}`;
      try {
        const message = await rest
          .request<APIMessage | undefined>({ method: 'GET', path, breaker }, attempted)
          .catch(unlessUntold);
        // Without an answer the author is unknown; but refs of messages to remove are of messages that we sent.
        if (message?.author && message.author.id !== (await self()))
          throw new PlatformError('invalid', 'not a message of ours');
        await awake(channelId, () => rest.request({ method: 'DELETE', path, breaker: null }, attempted));
      } catch (error) {
        ignoreGone(error);
      }
      await tidyThread(deps, channelId).catch(ignoreRefusal);
    },
  };
}

const refTo = ({ to, message }: { readonly to: Destination; readonly message: Pick<APIMessage, 'id'> }) =>
  messageRef({ guildId: to.guildId, channelId: to.channelId, messageId: message.id });

/** The server that a direct message to this target is about, which its buttons must carry; null for targets in a server. */
function aboutIn(target: PostTarget): string | null {
  if (target.kind === 'direct') return target.workspace;
  return target.kind === 'thread' ? aboutOf(readMessageRef(target.on).guildId) : null;
}

/** The permission that a refusal would be for; `none` in direct messages, where no manager could grant one. */
const needed = (guildId: string, permission: string) => (isDirect(guildId) ? 'none' : permission);

/** The id of the member to mention in the thread, who asked for it; null for nobody. */
function calledIn(target: PostTarget): string | null {
  return target.kind === 'thread' && target.mention !== undefined ? readId(target.mention) : null;
}

/** Puts a mention of the user before a plain message. Nobody else in the message is pinged; Components V2 messages mention nobody. */
function calling(user: string | null, rendered: RenderedMessage): RenderedMessage {
  const { content } = rendered;
  if (user === null || content === null) return rendered;
  return { ...rendered, content: `<@${user}> ${content}`.slice(0, CONTENT_MAX) };
}

/** For work that is only tidying up: refusals do not matter. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof PlatformError)) throw error;
}

/** Undefined for a server that does not support reading a single message, which says nothing about whether the message is gone. */
function unlessUntold(error: unknown): undefined {
  if (!isUntold(error)) throw error;
}
