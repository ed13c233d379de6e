import type { WebClient } from '@slack/web-api';
import { PlatformError } from '../../core/errors.ts';
import type { MemberRef, MessageRef } from '../../core/model/ids.ts';
import type { MessageFacts } from '../../core/ports.ts';
import type { Call } from './call.ts';
import { messageSchema, type SlackMessage } from './event-schemas.ts';
import type { Files } from './files.ts';
import type { Identity } from './identity.ts';
import type { Members } from './members.ts';
import { readMessageRef } from './refs.ts';
import { toTarget } from './target.ts';

export interface MessageFactsDeps {
  /** With a short timeout: this stands in the way of acknowledging an event. */
  readonly lookups: WebClient;
  readonly call: Call;
  readonly members: Members;
  readonly learnFiles: Files['learn'];
  readonly identity: () => Identity;
}

/**
 * A message of a channel, a reply too where its thread is not named, and a member with their rights; null: there is no such message.
 * Throws `PlatformError`, `unavailable` where Slack does not say who marks a message that is another's.
 */
export async function messageFacts(
  deps: MessageFactsDeps,
  ref: MessageRef,
  by: MemberRef,
): Promise<MessageFacts | null> {
  const { members } = deps;
  const [found, { isBot, ...member }] = await Promise.all([find(deps, ref), members.get(by)]);
  if (found === null) return null;
  const { channel } = readMessageRef(ref);
  const target = await toTarget({ ...deps, botUser: deps.identity().botUser }, channel, found);
  // Nobody unknown is a manager, and a manager's mark is not to be lost.
  if (member.nameUnsure && target.author !== by) throw new PlatformError('unavailable', 'users.info');
  return { target, member, byBot: isBot || by === 'USLACKBOT' };
}

/** What stands in the channel its history holds, replies their thread alone. Slack: messaging/retrieving, "individual messages". */
async function find({ lookups, call }: MessageFactsDeps, ref: MessageRef): Promise<SlackMessage | null> {
  const { channel, ts, thread } = readMessageRef(ref);
  const alone = { channel, oldest: ts, latest: ts, inclusive: true };
  const isIt = (m: { readonly ts?: string }) => m.ts === ts;
  if (thread === null) {
    const { messages = [] } = await call('conversations.history', 'repeatable', () =>
      lookups.conversations.history({ ...alone, limit: 1 }),
    );
    const standing = messages.find(isIt);
    if (standing) return messageSchema.safeParse(standing).data ?? null;
  }
  // The first is always what the thread hangs on.
  const { messages = [] } = await call('conversations.replies', 'repeatable', () =>
    lookups.conversations.replies({ ...alone, ts: thread ?? ts, limit: 2 }),
  );
  return messageSchema.safeParse(messages.find(isIt)).data ?? null;
}
