import { blockProblems } from '../blocks.ts';
import { ApiError, type Call, type Method } from '../env.ts';
import { announceChange, announcePost } from '../events.ts';
import { pingsIn } from '../log.ts';
import { messageShape } from '../shapes.ts';
import { messageKey } from '../state.ts';
import type { FakeMessage, Json } from '../types.ts';
import { messageOf, metadataOf, str, writableChannel } from './common.ts';

const chatWrite = () => ['chat:write'];
const longest = 12_000;

/** What was streamed stands as rich text, with what `chat.stopStream` put under it. */
function show(message: FakeMessage, under: readonly Json[] = []): void {
  const text = message.text.replace(
    /&(amp|lt|gt);/g,
    (_, name) => ({ amp: '&', lt: '<', gt: '>' })[name as 'lt'],
  );
  message.blocks = [
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] },
    ...under,
  ];
}

function markdownOf(call: Call): string {
  const text = str(call.args.markdown_text) ?? '';
  if (text.length > longest) throw new ApiError('msg_too_long');
  call.env.log.pings.push(...pingsIn(call.method, text));
  return text;
}

/** The bot's message that streams. */
function streaming(call: Call): FakeMessage {
  const message = messageOf(call, writableChannel(call), call.args.ts);
  if (message.streamingState !== 'in_progress') throw new ApiError('message_not_in_streaming_state');
  return message;
}

/** Text streaming, as the reference of the three methods has it. Metadata is taken when a stream stops, and not before. */
export const streamMethods: Record<string, Method> = {
  'chat.startStream': {
    args: {
      channel: 'string!',
      thread_ts: 'string!',
      markdown_text: 'string',
      recipient_user_id: 'string',
      recipient_team_id: 'string',
    },
    scopes: chatWrite,
    run(call) {
      const { env, team, args } = call;
      const channel = writableChannel(call);
      if (channel.kind !== 'im') {
        if (args.recipient_team_id === undefined) throw new ApiError('missing_recipient_team_id');
        if (args.recipient_user_id === undefined) throw new ApiError('missing_recipient_user_id');
        const to = env.world.users.get(String(args.recipient_user_id));
        if (to === undefined || to.team !== args.recipient_team_id) throw new ApiError('user_not_found');
      }
      const threadTs = String(args.thread_ts);
      const parent = env.world.messages.get(messageKey(channel.id, threadTs));
      if (parent === undefined || parent.state !== 'there')
        env.log.violations.push(`chat.startStream: reply under a missing message ${threadTs}`);
      const message: FakeMessage = {
        ts: env.world.nextTs(),
        channel: channel.id,
        team: team.id,
        user: team.botUser,
        botId: team.botId,
        text: markdownOf(call),
        threadTs: parent?.threadTs ?? threadTs,
        broadcast: false,
        files: [],
        reactions: new Map(),
        streamingState: 'in_progress',
        state: 'there',
      };
      show(message);
      env.world.messages.set(messageKey(channel.id, message.ts), message);
      announcePost(env, message);
      return { channel: channel.id, ts: message.ts };
    },
  },
  'chat.appendStream': {
    args: { channel: 'string!', ts: 'string!', markdown_text: 'string!' },
    scopes: chatWrite,
    run(call) {
      const message = streaming(call);
      const before = messageShape(call.env.world, message, call.env.origin());
      message.text += markdownOf(call);
      show(message);
      announceChange(call.env, message, before);
      return { channel: message.channel, ts: message.ts };
    },
  },
  'chat.stopStream': {
    args: { channel: 'string!', ts: 'string!', markdown_text: 'string', blocks: 'json', metadata: 'json' },
    scopes: chatWrite,
    run(call) {
      const { env, args } = call;
      const message = streaming(call);
      const blocks = (args.blocks ?? []) as Json[];
      const problems = blockProblems(blocks, 'message');
      if (problems.length > 0) throw new ApiError('invalid_blocks', { errors: problems });
      const before = messageShape(env.world, message, env.origin());
      message.text += markdownOf(call);
      message.metadata = metadataOf(args) ?? message.metadata;
      message.streamingState = 'completed';
      show(message, blocks);
      announceChange(env, message, before);
      return {
        channel: message.channel,
        ts: message.ts,
        message: messageShape(env.world, message, env.origin(), true),
      };
    },
  },
};
