import { ApiError, type Call, type Method } from '../env.ts';
import { channelShape, messageShape } from '../shapes.ts';
import { directChannel, messageKey, messagesIn, repliesTo } from '../state.ts';
import type { FakeChannel, FakeMessage, Json } from '../types.ts';
import { channelOf, historyScope, page, readScope, str } from './common.ts';

const kindOf = (call: Call): FakeChannel['kind'] | undefined =>
  call.env.world.channels.get(String(call.args.channel))?.kind;
const history = (call: Call) => [historyScope(kindOf(call))];
const reading = (call: Call) => [readScope(kindOf(call))];

const listing = {
  channel: 'string!',
  oldest: 'string',
  latest: 'string',
  inclusive: 'bool',
  limit: 'int',
  cursor: 'string',
  include_all_metadata: 'bool',
} as const;

function within(m: FakeMessage, args: Json): boolean {
  const oldest = str(args.oldest) ?? '0';
  const latest = str(args.latest) ?? '9999999999.999999';
  const inclusive = args.inclusive === true;
  const [ts, from, to] = [Number(m.ts), Number(oldest), Number(latest)];
  return inclusive ? ts >= from && ts <= to : ts > from && ts < to;
}

function answer(call: Call, messages: FakeMessage[]): Json {
  const { items, next } = page(messages, call.args, 100);
  const { world } = call.env;
  const all = call.args.include_all_metadata === true;
  return {
    messages: items.map((m) => messageShape(world, m, call.env.origin(), all)),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  };
}

function readable(call: Call): FakeChannel {
  const channel = channelOf(call);
  if (!channel.members.has(call.team.botUser)) throw new ApiError('not_in_channel');
  return channel;
}

export const conversationMethods: Record<string, Method> = {
  'conversations.info': {
    args: { channel: 'string!', include_locale: 'bool', include_num_members: 'bool' },
    scopes: reading,
    run: (call) => ({ channel: channelShape(channelOf(call), call.team.botUser) }),
  },
  'conversations.members': {
    args: { channel: 'string!', limit: 'int', cursor: 'string' },
    scopes: reading,
    run(call) {
      const { items, next } = page([...channelOf(call).members], call.args, 100);
      return { members: items, response_metadata: { next_cursor: next } };
    },
  },
  'conversations.history': {
    args: listing,
    scopes: history,
    run(call) {
      const channel = readable(call);
      const messages = messagesIn(call.env.world, channel.id)
        .filter((m) => m.threadTs === undefined || m.broadcast)
        .filter((m) => within(m, call.args))
        .sort((a, b) => Number(b.ts) - Number(a.ts));
      return answer(call, messages);
    },
  },
  'conversations.replies': {
    args: { ...listing, ts: 'string!' },
    scopes: history,
    run(call) {
      const channel = readable(call);
      const { world } = call.env;
      const parent = world.messages.get(messageKey(channel.id, String(call.args.ts)));
      const replies = repliesTo(world, channel.id, String(call.args.ts)).filter((m) => within(m, call.args));
      if (parent === undefined || parent.state === 'deleted') throw new ApiError('thread_not_found');
      return answer(call, [parent, ...replies]);
    },
  },
  'conversations.open': {
    args: { users: 'string!', return_im: 'bool', prevent_creation: 'bool' },
    scopes: () => ['im:write'],
    run(call) {
      const { world } = call.env;
      const user = world.users.get(String(call.args.users));
      if (user === undefined || user.team !== call.team.id) throw new ApiError('user_not_found');
      if (user.isBot) throw new ApiError('cannot_dm_bot');
      if (user.dmError !== undefined) throw new ApiError(user.dmError);
      const channel = directChannel(world, call.team.id, user.id, call.team.botUser);
      return { channel: { id: channel.id }, already_open: true };
    },
  },
  'conversations.join': {
    args: { channel: 'string!' },
    scopes: () => ['channels:join'],
    run(call) {
      const channel = channelOf(call);
      if (channel.kind !== 'public') throw new ApiError('method_not_supported_for_channel_type');
      if (channel.archived) throw new ApiError('is_archived');
      channel.members.add(call.team.botUser);
      return { channel: channelShape(channel, call.team.botUser) };
    },
  },
};
