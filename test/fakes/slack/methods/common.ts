import { blockProblems, record, slackFilesIn } from '../blocks.ts';
import { ApiError, type Call } from '../env.ts';
import { parsedTexts, pingsIn } from '../log.ts';
import { findMessage } from '../state.ts';
import type { FakeChannel, FakeMessage, Json } from '../types.ts';

export const str = (v: unknown): string | undefined => (typeof v === 'string' ? v : undefined);

/** The channel, if it is of this workspace and the bot may know of it. */
export function channelOf(call: Call): FakeChannel {
  const channel = call.env.world.channels.get(String(call.args.channel));
  if (channel === undefined || channel.team !== call.team.id) throw new ApiError('channel_not_found');
  if (channel.kind !== 'public' && !channel.members.has(call.team.botUser)) {
    throw new ApiError('channel_not_found');
  }
  return channel;
}

/** The channel, if the bot may write there now. */
export function writableChannel(call: Call): FakeChannel {
  const channel = channelOf(call);
  if (!channel.members.has(call.team.botUser)) throw new ApiError('not_in_channel');
  if (channel.archived) throw new ApiError('is_archived');
  if (channel.postError !== undefined) throw new ApiError(channel.postError);
  return channel;
}

export function messageOf(call: Call, channel: FakeChannel, ts: unknown): FakeMessage {
  const message = findMessage(call.env.world, channel.id, String(ts));
  if (message === undefined) throw new ApiError('message_not_found');
  return message;
}

export const historyScope = (kind: FakeChannel['kind'] | undefined): string =>
  kind === 'private' ? 'groups:history' : kind === 'im' ? 'im:history' : 'channels:history';

export const readScope = (kind: FakeChannel['kind'] | undefined): string =>
  kind === 'private' ? 'groups:read' : kind === 'im' ? 'im:read' : 'channels:read';

/** Text and blocks of a message as Slack would take them; records pings and missing fallbacks. */
export function content(
  env: Call['env'],
  method: string,
  args: Json,
): { text: string; blocks: Json[] | undefined } {
  const text = str(args.text) ?? '';
  const blocks = args.blocks as Json[] | undefined;
  if (blocks !== undefined) {
    const problems = [...blockProblems(blocks, 'message'), ...fileProblems(env, method, blocks)];
    if (problems.length > 0) {
      throw new ApiError('invalid_blocks', { errors: problems, response_metadata: { messages: problems } });
    }
    if (text.trim() === '') env.log.violations.push(`${method}: blocks without text`);
  } else if (text.trim() === '') {
    throw new ApiError('no_text');
  }
  if (text.length > 40_000) env.log.violations.push(`${method}: text over 40000 was cut`);
  if (args.link_names !== undefined || args.parse !== undefined) {
    env.log.violations.push(`${method}: link_names or parse makes names ping`);
  }
  for (const t of [text, ...parsedTexts(blocks)]) env.log.pings.push(...pingsIn(method, t));
  return { text, blocks };
}

/** Answers for one person only: files of the workspace cannot be shown there. */
const PRIVATE = new Set(['chat.postEphemeral', 'response_url', 'ack']);

/** A file in a block must be there, be the bot's own or shared, be a picture, and be scanned. */
function fileProblems(env: Call['env'], method: string, blocks: unknown): string[] {
  return slackFilesIn(blocks).flatMap((of) => {
    const file = env.world.files.get(String(of.id));
    const mayUse = file !== undefined && env.world.users.get(file.user)?.isBot === true;
    const isPicture = file !== undefined && file.scans === 0 && /^image\/(png|jpeg|gif)$/.test(file.mimetype);
    return mayUse && isPicture && !PRIVATE.has(method) ? [] : ['invalid slack file'];
  });
}

export function metadataOf(args: Json): Json | undefined {
  if (args.metadata === undefined) return undefined;
  const metadata = record(args.metadata);
  if (typeof metadata.event_type !== 'string' || Object.keys(record(metadata.event_payload)).length === 0) {
    throw new ApiError('invalid_metadata_format');
  }
  return metadata;
}

/** One page of a list: `limit` and an opaque cursor. */
export function page<T>(items: readonly T[], args: Json, fallback: number): { items: T[]; next: string } {
  const limit = Math.min(Number(args.limit ?? fallback), 999);
  const cursor = str(args.cursor);
  const from =
    cursor === undefined || cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64url').toString());
  if (!Number.isInteger(from) || from < 0) throw new ApiError('invalid_cursor');
  const to = from + limit;
  return {
    items: items.slice(from, to),
    next: to < items.length ? Buffer.from(String(to)).toString('base64url') : '',
  };
}
