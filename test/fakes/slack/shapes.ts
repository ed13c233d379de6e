import { messagesIn, repliesTo, type World } from './state.ts';
import type { FakeChannel, FakeFile, FakeMessage, FakeUser, Json } from './types.ts';

/** A file object as events and files.info carry it. `origin` is this server, as http://127.0.0.1:port. */
export function fileShape(file: FakeFile, origin: string): Json {
  const url = `${origin}/files/${file.team}-${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    name: file.name,
    title: file.name,
    mimetype: file.scans > 0 ? '' : file.mimetype,
    filetype: file.scans > 0 ? '' : (file.name.split('.').at(-1) ?? ''),
    user: file.user,
    user_team: file.team,
    size: file.bytes.byteLength,
    mode: 'hosted',
    is_external: file.external,
    external_type: file.external ? 'gdrive' : '',
    is_public: false,
    url_private: url,
    url_private_download: url.replace('/files/', '/files/download/'),
  };
}

/** The stub a message carries instead of a file that was deleted, and a Slack Connect message instead of any. */
function fileInMessage(file: FakeFile, origin: string): Json {
  if (file.deleted) return { id: file.id, mode: 'tombstone' };
  return file.checkInfo
    ? { id: file.id, mode: 'file_access', file_access: 'check_file_info', created: 0, timestamp: 0, user: '' }
    : fileShape(file, origin);
}

function subtypeOf(m: FakeMessage): string | undefined {
  if (m.broadcast) return 'thread_broadcast';
  if (m.as === 'me') return 'me_message';
  return m.files.length > 0 ? 'file_share' : undefined;
}

/** A message object as history, replies and message events carry it. */
export function messageShape(world: World, m: FakeMessage, origin: string, withMetadata = false): Json {
  if (m.state === 'tombstone') {
    return {
      type: 'message',
      subtype: 'tombstone',
      text: 'This message was deleted.',
      user: 'USLACKBOT',
      hidden: true,
      ts: m.ts,
      thread_ts: m.ts,
      reply_count: repliesTo(world, m.channel, m.ts).length,
    };
  }
  const workspace = world.workspaces.get(m.team);
  const replies = m.threadTs === undefined ? repliesTo(world, m.channel, m.ts) : [];
  const subtype = subtypeOf(m);
  const root = m.broadcast ? messagesIn(world, m.channel).find(({ ts }) => ts === m.threadTs) : undefined;
  return {
    type: 'message',
    ...(subtype === undefined ? {} : { subtype }),
    text: m.text,
    user: m.user,
    ts: m.ts,
    team: m.team,
    ...(m.botId === undefined
      ? { client_msg_id: `msg-${m.ts}` }
      : { bot_id: m.botId, app_id: 'A00000001', bot_profile: { id: m.botId, name: workspace?.name ?? '' } }),
    ...(m.blocks === undefined ? {} : { blocks: m.blocks }),
    ...(m.files.length === 0 ? {} : { files: m.files.map((f) => fileInMessage(f, origin)), upload: false }),
    ...(m.streamingState === undefined ? {} : { streaming_state: m.streamingState }),
    ...(m.threadTs === undefined ? {} : { thread_ts: m.threadTs }),
    ...(root === undefined ? {} : { root: messageShape(world, root, origin) }),
    ...(m.as === 'share'
      ? { attachments: [{ id: 1, ts: '1700000000.000100', is_share: true, is_msg_unfurl: true }] }
      : {}),
    ...(replies.length === 0 ? {} : { thread_ts: m.ts, reply_count: replies.length }),
    ...(m.editedTs === undefined ? {} : { edited: { user: m.user, ts: m.editedTs } }),
    ...(m.reactions.size === 0
      ? {}
      : {
          reactions: [...m.reactions].map(([name, users]) => ({
            name,
            users: [...users],
            count: users.size,
          })),
        }),
    ...(withMetadata && m.metadata !== undefined ? { metadata: m.metadata } : {}),
  };
}

export function channelShape(channel: FakeChannel, botUser: string): Json {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_private: channel.kind !== 'public',
    is_im: channel.kind === 'im',
    is_mpim: false,
    is_archived: channel.archived,
    is_member: channel.members.has(botUser),
    context_team_id: channel.team,
  };
}

export function userShape(user: FakeUser, withLocale: boolean): Json {
  return {
    id: user.id,
    team_id: user.team,
    name: user.name,
    real_name: user.name,
    deleted: false,
    is_bot: user.isBot,
    is_admin: user.admin,
    is_owner: false,
    is_primary_owner: false,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: 0,
    profile: { display_name: user.name, real_name: user.name },
    ...(withLocale ? { locale: user.locale } : {}),
  };
}

export const channelType = (kind: FakeChannel['kind']): 'channel' | 'group' | 'im' =>
  kind === 'public' ? 'channel' : kind === 'private' ? 'group' : 'im';
