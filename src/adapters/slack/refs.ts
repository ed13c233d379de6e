import type { AttachmentRef, ChannelRef, MemberRef, MessageRef, WorkspaceRef } from '../../core/model/ids.ts';

/**
 * The core's refs of Slack's things. Teams, channels, people and files have Slack's own ids, which are unique across Slack; a message is
 * `channel/ts`, or `channel/ts/thread` if it is a reply.
 */
export const workspaceRef = (team: string): WorkspaceRef => team as WorkspaceRef;
export const channelRef = (channel: string): ChannelRef => channel as ChannelRef;
export const memberRef = (user: string): MemberRef => user as MemberRef;
export const attachmentRef = (file: string): AttachmentRef => file as AttachmentRef;

/** The parts of a message's ref. */
export interface MessagePlace {
  readonly channel: string;
  readonly ts: string;
  /** The `ts` of the thread's parent if the message is a reply; null for a message in the channel itself. */
  readonly thread: string | null;
}

/** A message's ref. Slack also sets `thread_ts` on a parent that has replies, where it equals `ts`; it counts on replies only. */
export function messageRef(channel: string, ts: string, thread?: string | null): MessageRef {
  const reply = thread !== undefined && thread !== null && thread !== '' && thread !== ts;
  return (reply ? `${channel}/${ts}/${thread}` : `${channel}/${ts}`) as MessageRef;
}

/** Parses a message's ref. */
export function readMessageRef(ref: MessageRef): MessagePlace {
  const [channel = '', ts = '', thread = null] = ref.split('/');
  return { channel, ts, thread };
}

const fileStart = 'file/';
/** The ref of a message that is nothing but a file of ours: the file's id, since Slack does not say which message it became. */
export const fileMessageRef = (file: string): MessageRef => `${fileStart}${file}` as MessageRef;
/** The id of the file that is the message; null for any other message. */
export const fileOfMessage = (ref: MessageRef): string | null =>
  ref.startsWith(fileStart) ? ref.slice(fileStart.length) : null;

/** A Slack `ts` ("1700000001.000200") as milliseconds since 1970. */
export const tsToMillis = (ts: string): number => Math.floor(Math.round(Number(ts) * 1e6) / 1000);
/** Whether a channel is a direct message channel, by its id, since the event of a deletion does not say it otherwise. */
export const isDirect = (channel: string): boolean => channel.startsWith('D');
/** Milliseconds since 1970 as a Slack `ts`. */
export const millisToTs = (ms: number): string => (ms / 1000).toFixed(6);
