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
  /** A client with a short timeout, since an event is acknowledged only after this look-up. */
  readonly lookups: WebClient;
  readonly call: Call;
  readonly members: Members;
  readonly learnFiles: Files['learn'];
  readonly identity: () => Identity;
}

/**
 * A message (also a reply whose ref does not name its thread) and the member who marked it, with their rights; null if there is no such
 * message. Throws `PlatformError`: `unavailable` if Slack does not tell who the member is and the message is somebody else's.
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
  // Somebody unknown does not count as a manager, so a manager's mark would be lost: better to fail and retry.
  if (member.nameUnsure && target.author !== by) throw new PlatformError('unavailable', 'users.info');
  return { target, member, byBot: isBot || by === 'USLACKBOT' };
}

/** Channel messages are in the channel's history, replies only in their thread's. Slack: messaging/retrieving, "individual messages". */
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
  // The first message of the answer is always the thread's parent, hence the limit of 2.
  const { messages = [] } = await call('conversations.replies', 'repeatable', () =>
    lookups.conversations.replies({ ...alone, ts: thread ?? ts, limit: 2 }),
  );
  return messageSchema.safeParse(messages.find(isIt)).data ?? null;
}
