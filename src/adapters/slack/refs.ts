import type { AttachmentRef, ChannelRef, MemberRef, MessageRef, WorkspaceRef } from '../../core/model/ids.ts';

/**
 * Slack's names as the core's refs. Teams, channels, people and files are Slack's own ids (unique across Slack); a
 * message is `channel/ts`, and `channel/ts/thread` when it is a reply.
 */
export const workspaceRef = (team: string): WorkspaceRef => team as WorkspaceRef;
export const channelRef = (channel: string): ChannelRef => channel as ChannelRef;
export const memberRef = (user: string): MemberRef => user as MemberRef;
export const attachmentRef = (file: string): AttachmentRef => file as AttachmentRef;

export interface MessagePlace {
  readonly channel: string;
  readonly ts: string;
  /** The thread's parent, when the message is a reply; null for a message of the channel itself. */
  readonly thread: string | null;
}

/** Slack writes `thread_ts` on parents too, once they have replies: only on replies does it count. */
export function messageRef(channel: string, ts: string, thread?: string | null): MessageRef {
  const reply = thread !== undefined && thread !== null && thread !== '' && thread !== ts;
  return (reply ? `${channel}/${ts}/${thread}` : `${channel}/${ts}`) as MessageRef;
}

export function readMessageRef(ref: MessageRef): MessagePlace {
  const [channel = '', ts = '', thread = null] = ref.split('/');
  return { channel, ts, thread };
}

/** A Slack `ts` ("1700000001.000200") as milliseconds since 1970. */
export const tsToMillis = (ts: string): number => Math.floor(Math.round(Number(ts) * 1e6) / 1000);
/** Whether it is a member's own channel with us: deletions there do not tell it otherwise. */
export const isDirect = (channel: string): boolean => channel.startsWith('D');
export const millisToTs = (ms: number): string => (ms / 1000).toFixed(6);
