import type { APIMessage } from 'discord.js';
import { PlatformError } from '../../core/errors.ts';
import type { MemberRef, MessageRef } from '../../core/model/ids.ts';
import type { MessageFacts } from '../../core/ports.ts';
import type { Attachments } from './attachments.ts';
import { Code, isCode } from './errors.ts';
import { askMember } from './member-in.ts';
import { readId, readMessageRef } from './refs.ts';
import type { DiscordRest } from './rest.ts';
import { toInboundMember, toTargetMessage } from './translate.ts';
import { whole } from './whole.ts';

export interface MessageFactsDeps {
  readonly rest: DiscordRest;
  readonly attachments: Pick<Attachments, 'learn'>;
  /** The bot's own user id. */
  readonly self: () => Promise<string>;
}

/**
 * A message in a server and the member who marked it, with their rights there, asked anew each time. Throws `PlatformError`: `gone` if the
 * message is gone or the member has left. Where a compatible server tells nothing about members, the author of the message is known from
 * the message itself and has no rights.
 */
export async function messageFacts(
  { rest, attachments, self }: MessageFactsDeps,
  ref: MessageRef,
  by: MemberRef,
): Promise<MessageFacts> {
  const { guildId, channelId, messageId } = readMessageRef(ref);
  const [message, asked, me] = await Promise.all([
    rest
      .request<APIMessage>(
        {
          method: 'GET',
          path: `/channels/${channelId}/messages/${messageId}`,
          breaker: `history:${channelId}`,
        },
        { needs: 'READ_MESSAGE_HISTORY', once: false },
      )
      .then((told) => whole({ ...told, channel_id: channelId })),
    askMember(rest, guildId, readId(by)).catch(whereUntold),
    self(),
  ]);
  attachments.learn(message.attachments);
  const target = toTargetMessage(message, guildId, me);
  if (asked instanceof PlatformError) {
    if (target.author !== by) throw asked;
    return { target, member: toInboundMember(message.author), byBot: target.authorIsBot };
  }
  const { isBot: byBot, ...member } = asked;
  return { target, member, byBot };
}

/** Returns the error if the server does not support asking about members, which does not mean that somebody left. Throws all others. */
function whereUntold(error: unknown): PlatformError {
  if (!(error instanceof PlatformError) || error.kind !== 'gone' || isCode(error, Code.unknownMember))
    throw error;
  return error;
}
