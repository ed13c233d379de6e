import type { Env } from './env.ts';
import { channelType, messageShape } from './shapes.ts';
import { repliesTo } from './state.ts';
import type { Delivered, FakeChannel, FakeMessage, Json } from './types.ts';

function inChannel(env: Env, m: FakeMessage): { channel: FakeChannel; name: string; common: Json } {
  const channel = env.world.channels.get(m.channel);
  if (channel === undefined) throw new Error(`fake Slack: no channel ${m.channel}`);
  const kind = channelType(channel.kind);
  const name = { channel: 'message.channels', group: 'message.groups', im: 'message.im' }[kind];
  return { channel, name, common: { channel: m.channel, channel_type: kind } };
}

/** `message` (and `file_share`, `thread_broadcast`); also for the bot's own posts, as Slack does. */
export function announcePost(env: Env, m: FakeMessage): Promise<Delivered> {
  const { name, common } = inChannel(env, m);
  const shape = messageShape(env.world, m, env.origin(), true);
  return env.emit(m.team, { ...shape, ...common, event_ts: m.ts }, { name, channel: m.channel });
}

/** `app_mention`, which comes beside the `message` event of the same post. */
export function announceMention(env: Env, m: FakeMessage): Promise<Delivered> {
  const shape = messageShape(env.world, m, env.origin());
  const { subtype: _, channel_type: __, ...rest } = shape;
  return env.emit(
    m.team,
    { ...rest, type: 'app_mention', channel: m.channel, event_ts: m.ts },
    { name: 'app_mention', channel: m.channel },
  );
}

/** `message_changed`: an edit, an unfurl, or a thread's parent turned into a tombstone. */
export function announceChange(env: Env, m: FakeMessage, before: Json): Promise<Delivered> {
  const { name, common } = inChannel(env, m);
  const ts = env.world.nextTs();
  const event = {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    ...common,
    message: messageShape(env.world, m, env.origin()),
    previous_message: before,
    ts,
    event_ts: ts,
  };
  return env.emit(m.team, event, { name, channel: m.channel });
}

/** Deletes: `message_deleted`, or `message_changed` to a tombstone while the thread still has replies. */
export function announceDelete(env: Env, m: FakeMessage): Promise<Delivered> {
  const before = messageShape(env.world, m, env.origin());
  if (m.threadTs === undefined && repliesTo(env.world, m.channel, m.ts).length > 0) {
    m.state = 'tombstone';
    return announceChange(env, m, before);
  }
  m.state = 'deleted';
  const { name, common } = inChannel(env, m);
  const ts = env.world.nextTs();
  const event = {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    ...common,
    deleted_ts: m.ts,
    previous_message: before,
    ts,
    event_ts: ts,
  };
  return env.emit(m.team, event, { name, channel: m.channel });
}

/** `reaction_added` or `reaction_removed`. */
export function announceReaction(
  env: Env,
  m: FakeMessage,
  how: 'added' | 'removed',
  user: string,
  reaction: string,
): Promise<Delivered> {
  const event = {
    type: `reaction_${how}`,
    user,
    reaction,
    item: { type: 'message', channel: m.channel, ts: m.ts },
    item_user: m.user,
    event_ts: env.world.nextTs(),
  };
  return env.emit(m.team, event, { name: `reaction_${how}`, channel: m.channel });
}

/** `member_joined_channel` or `member_left_channel`; who is not in the channel is told neither. */
export function announceMember(
  env: Env,
  { id, team, kind }: FakeChannel,
  how: 'joined' | 'left',
  user: string,
): Promise<Delivered> {
  const event = {
    type: `member_${how}_channel`,
    user,
    channel: id,
    channel_type: channelType(kind) === 'group' ? 'G' : 'C',
    team,
    event_ts: env.world.nextTs(),
  };
  return env.emit(team, event, { name: `member_${how}_channel`, channel: id });
}
