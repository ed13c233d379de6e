import { ApiError, type Method } from '../env.ts';
import { announceChange, announceDelete, announcePost } from '../events.ts';
import { messageShape } from '../shapes.ts';
import { messageKey } from '../state.ts';
import type { FakeMessage, Json } from '../types.ts';
import { channelOf, content, messageOf, metadataOf, str, writableChannel } from './common.ts';

const chatWrite = () => ['chat:write'];

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': {
    args: {
      channel: 'string!',
      text: 'string',
      blocks: 'json',
      thread_ts: 'string',
      reply_broadcast: 'bool',
      metadata: 'json',
      unfurl_links: 'bool',
      unfurl_media: 'bool',
      mrkdwn: 'bool',
      link_names: 'bool',
      parse: 'string',
    },
    scopes: chatWrite,
    run(call) {
      const { env, team, args } = call;
      const channel = writableChannel(call);
      const { text, blocks } = content(env, call.method, args);
      const metadata = metadataOf(args);
      let threadTs = str(args.thread_ts);
      if (threadTs !== undefined) {
        if (!/^\d{10}\.\d{6}$/.test(threadTs)) throw new ApiError('invalid_arguments');
        const parent = env.world.messages.get(messageKey(channel.id, threadTs));
        // Slack takes the reply all the same; it hangs in the air. The log shows it.
        if (parent === undefined || parent.state !== 'there') {
          env.log.violations.push(`chat.postMessage: reply under a missing message ${threadTs}`);
        } else if (parent.threadTs !== undefined && parent.threadTs !== parent.ts) {
          threadTs = parent.threadTs;
        }
      }
      const message: FakeMessage = {
        ts: env.world.nextTs(),
        channel: channel.id,
        team: team.id,
        user: team.botUser,
        botId: team.botId,
        text: text.slice(0, 40_000),
        blocks,
        metadata,
        threadTs,
        broadcast: args.reply_broadcast === true,
        files: [],
        reactions: new Map(),
        state: 'there',
      };
      env.world.messages.set(messageKey(channel.id, message.ts), message);
      announcePost(env, message);
      return {
        channel: channel.id,
        ts: message.ts,
        message: messageShape(env.world, message, env.origin(), true),
      };
    },
  },
  'chat.update': {
    args: {
      channel: 'string!',
      ts: 'string!',
      text: 'string',
      blocks: 'json',
      markdown_text: 'string',
      metadata: 'json',
      link_names: 'bool',
      parse: 'string',
      unfurl_links: 'bool',
      unfurl_media: 'bool',
    },
    scopes: chatWrite,
    run(call) {
      const { env, team, args } = call;
      const channel = writableChannel(call);
      const message = messageOf(call, channel, args.ts);
      if (message.user !== team.botUser) throw new ApiError('cant_update_message');
      if (message.streamingState === 'in_progress') throw new ApiError('streaming_state_conflict');
      const markdown = str(args.markdown_text);
      if (markdown !== undefined && (args.text !== undefined || args.blocks !== undefined))
        throw new ApiError('markdown_text_conflict');
      const { text, blocks } = content(env, call.method, markdown === undefined ? args : { text: markdown });
      if (text.length > 4000) throw new ApiError('msg_too_long');
      const isRich = (all: readonly Json[] | undefined) => all?.[0]?.type === 'rich_text';
      if (blocks && isRich(message.blocks) && !isRich(blocks)) throw new ApiError('block_mismatch');
      const before = messageShape(env.world, message, env.origin());
      message.text = text;
      message.blocks = blocks;
      message.metadata = metadataOf(args) ?? message.metadata;
      message.editedTs = env.world.nextTs();
      announceChange(env, message, before);
      return {
        channel: channel.id,
        ts: message.ts,
        text,
        message: messageShape(env.world, message, env.origin(), true),
      };
    },
  },
  'chat.delete': {
    args: { channel: 'string!', ts: 'string!' },
    scopes: chatWrite,
    run(call) {
      const channel = channelOf(call);
      const message = messageOf(call, channel, call.args.ts);
      if (message.user !== call.team.botUser) throw new ApiError('cant_delete_message');
      announceDelete(call.env, message);
      return { channel: channel.id, ts: message.ts };
    },
  },
  'chat.postEphemeral': {
    args: {
      channel: 'string!',
      user: 'string!',
      text: 'string',
      blocks: 'json',
      thread_ts: 'string',
      link_names: 'bool',
      parse: 'string',
    },
    scopes: chatWrite,
    run(call) {
      const { env, args } = call;
      const channel = writableChannel(call);
      if (!channel.members.has(String(args.user))) throw new ApiError('user_not_in_channel');
      const { text, blocks } = content(env, call.method, args);
      env.ephemerals.push({
        channel: channel.id,
        user: String(args.user),
        text,
        blocks,
        threadTs: str(args.thread_ts),
        replaced: 0,
        via: 'chat.postEphemeral',
      });
      return { message_ts: env.world.nextTs() };
    },
  },
};
