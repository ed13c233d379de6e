import type { APIMessage } from 'discord.js';
import type { MemberRef, MessageRef } from '../../core/model/ids.ts';
import type { MessageFacts } from '../../core/ports.ts';
import type { Attachments } from './attachments.ts';
import { askMember } from './member-in.ts';
import { readId, readMessageRef } from './refs.ts';
import type { DiscordRest } from './rest.ts';
import { toTargetMessage } from './translate.ts';
import { whole } from './whole.ts';

export interface MessageFactsDeps {
  readonly rest: DiscordRest;
  readonly attachments: Pick<Attachments, 'learn'>;
  /** The bot's own user id. */
  readonly self: () => Promise<string>;
}

/**
 * A message of a server and a member with their rights there, asked anew each time. Throws `PlatformError`: `gone` where the message is
 * or the member left.
 */
export async function messageFacts(
  { rest, attachments, self }: MessageFactsDeps,
  ref: MessageRef,
  by: MemberRef,
): Promise<MessageFacts> {
  const { guildId, channelId, messageId } = readMessageRef(ref);
  const [message, member, me] = await Promise.all([
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
    askMember(rest, guildId, readId(by)),
    self(),
  ]);
  attachments.learn(message.attachments);
  const { isBot: byBot, ...marking } = member;
  return { target: toTargetMessage(message, guildId, me), member: marking, byBot };
}
