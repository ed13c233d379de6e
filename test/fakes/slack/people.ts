import { record } from './blocks.ts';
import { ApiError, type Env } from './env.ts';
import {
  announceChange,
  announceDelete,
  announceMember,
  announceMention,
  announcePost,
  announceReaction,
} from './events.ts';
import type { ManifestFacts } from './manifest.ts';
import { checkedView } from './methods/views.ts';
import { commandPayload, interactionPayload, pressPayload, submitPayload } from './payloads.ts';
import { applyAnswer } from './response-url.ts';
import { messageShape } from './shapes.ts';
import { messageKey, type ResponseUrl } from './state.ts';
import type { EnvelopeType, Transport } from './transport.ts';
import type { Delivered, FakeEphemeral, FakeFile, FakeMessage, FakeView, Json } from './types.ts';

interface Post {
  readonly channel: string;
  readonly user: string;
  readonly text?: string;
  readonly files?: readonly FakeFile[];
  readonly thread_ts?: string;
  readonly broadcast?: boolean;
  readonly as?: 'me' | 'share';
  /** Milliseconds since 1970; its ts carries it. Now by default. */
  readonly at?: number | undefined;
  /** Also sends `app_mention`, as Slack does when the text mentions the bot. Found from the text when left out. */
  readonly mention?: boolean;
}

/** A message that stands in the channel at once, and what became of its events. */
export interface Posted {
  readonly ts: string;
  readonly channel: string;
  readonly message: FakeMessage;
  readonly delivered: Promise<readonly Delivered[]>;
}

/** What the bot answered to a command, a press or a form within its three seconds, and later. */
export interface Answered {
  readonly status: 'acked' | 'timeout' | 'failed';
  readonly reason?: string;
  readonly answer: unknown;
  readonly ms: number;
  readonly triggerId: string;
  /** Everything posted to the response_url so far; grows. */
  readonly responses: readonly Json[];
}

export interface Place {
  readonly channel: string;
  readonly user: string;
}

export interface People {
  /** Writes a message; resolves when its events are acknowledged or given up. */
  post(post: Post): Promise<Posted>;
  /** The same without waiting. */
  postNow(post: Post): Posted;
  /** A post that mentions the bot: `message` and `app_mention` both. */
  mention(post: Post): Promise<Posted>;
  edit(message: FakeMessage, text: string): Promise<Delivered>;
  /** "Delete file": the message stays, with a tombstone in the file's place and no mark of an edit. */
  deleteFile(message: FakeMessage, name: string): Promise<Delivered>;
  /** Slack's own `message_changed` after it has looked at a link: nothing was edited. */
  unfurl(message: FakeMessage): Promise<Delivered>;
  delete(message: FakeMessage): Promise<Delivered>;
  react(message: FakeMessage, user: string, name: string): Promise<Delivered>;
  unreact(message: FakeMessage, user: string, name: string): Promise<Delivered>;
  slash(command: string, text: string, place: Place): Promise<Answered>;
  shortcut(callbackId: string, message: FakeMessage, user: string): Promise<Answered>;
  /** Presses a button by its action_id; fails when there is no such button. */
  pressButton(
    on: { message: FakeMessage } | { view: FakeView } | { blocks: readonly Json[]; channel: string },
    actionId: string,
    user: string,
  ): Promise<Answered>;
  /** Sends a form: values by action_id. Refuses what Slack's own form would refuse. */
  submitView(view: FakeView, values: Readonly<Record<string, string>>): Promise<Answered>;
  /** Somebody, or the bot, is let into the channel. */
  join(channel: string, user: string): Promise<Delivered>;
  /** Somebody, or the bot, goes or is removed. */
  leave(channel: string, user: string): Promise<Delivered>;
  openHome(user: string): Promise<Delivered>;
  /** `app_uninstalled` or `tokens_revoked`, and the token dies with the word given. */
  uninstall(team: string, word?: 'token_revoked' | 'account_inactive'): Promise<Delivered>;
}

/** Text as Slack hands it on: `& < >` escaped, mentions kept, addresses wrapped. */
function asSlackText(text: string): string {
  return text
    .split(/(<[@#!][^<>]+>)/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part
            .replace(/&/g, '&amp;')
            .replace(/</g, '&lt;')
            .replace(/>/g, '&gt;')
            .replace(/https?:\/\/[^\s&]+(?:&amp;[^\s&]+)*/g, (url) => `<${url}>`),
    )
    .join('');
}

export function createPeople(
  env: Env,
  transport: () => Transport,
  manifest: Pick<ManifestFacts, 'commands' | 'shortcuts' | 'escaping'>,
): People {
  const { world } = env;

  const channelOf = (id: string) => {
    const channel = world.channels.get(id);
    if (channel === undefined) throw new Error(`fake Slack: no channel ${id}`);
    return channel;
  };

  function postNow(post: Post): Posted {
    const channel = world.channels.get(post.channel);
    if (channel === undefined) throw new Error(`fake Slack: no channel ${post.channel}`);
    if (!channel.members.has(post.user))
      throw new Error(`fake Slack: ${post.user} is not in ${post.channel}`);
    const team = world.workspaces.get(channel.team);
    const message: FakeMessage = {
      ts: world.nextTs(post.at),
      channel: channel.id,
      team: channel.team,
      user: post.user,
      text: asSlackText(post.text ?? ''),
      threadTs: post.thread_ts,
      broadcast: post.broadcast === true,
      as: post.as,
      files: [...(post.files ?? [])],
      reactions: new Map(),
      state: 'there',
    };
    world.messages.set(messageKey(channel.id, message.ts), message);
    const mentions =
      post.mention ?? (channel.kind !== 'im' && message.text.includes(`<@${team?.botUser ?? ''}>`));
    const events = [announcePost(env, message)];
    if (mentions) events.push(announceMention(env, message));
    for (const f of message.files) {
      const event = { type: 'file_shared', file_id: f.id, file: { id: f.id }, user_id: post.user };
      const about = { name: 'file_shared', channel: channel.id };
      events.push(env.emit(channel.team, { ...event, channel_id: channel.id, event_ts: message.ts }, about));
    }
    return { ts: message.ts, channel: channel.id, message, delivered: Promise.all(events) };
  }

  async function post(p: Post): Promise<Posted> {
    const posted = postNow(p);
    await posted.delivered;
    return posted;
  }

  async function interact(
    type: EnvelopeType,
    team: string,
    at: Place & { messageTs?: string | undefined; ephemeral?: FakeEphemeral | undefined },
    payload: (ids: { trigger: string; responseUrl: string }) => Json,
    onAck: (answer: unknown, url: ResponseUrl) => void,
  ): Promise<Answered> {
    const triggerId = world.nextId('trigger-');
    world.triggers.set(triggerId, { team, user: at.user, issuedAt: world.now(), used: false });
    const id = world.nextId('respond-');
    const url: ResponseUrl = {
      team,
      channel: at.channel,
      user: at.user,
      messageTs: at.messageTs,
      ephemeral: at.ephemeral,
      issuedAt: world.now(),
      uses: 0,
      bodies: [],
    };
    world.responseUrls.set(id, url);
    const from = performance.now();
    const body = env.asked(payload({ trigger: triggerId, responseUrl: `${env.origin()}/response/${id}` }));
    const attempt = await transport().send(type, body, undefined);
    const ms = performance.now() - from;
    const common = { ms, triggerId, responses: url.bodies };
    if (!attempt.ok) {
      const status = /timeout/.test(attempt.reason) ? 'timeout' : 'failed';
      return { status, reason: attempt.reason, answer: undefined, ...common };
    }
    try {
      onAck(attempt.answer, url);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      env.log.violations.push(`ack of ${type}: ${error.word} ${JSON.stringify(error.extra)}`);
    }
    return { status: 'acked', answer: attempt.answer, ...common };
  }

  const showAnswer = (answer: unknown, url: ResponseUrl) => {
    const body = record(answer);
    if (Object.keys(body).length > 0) applyAnswer(env, url, body, 'ack');
  };
  const noAnswer = (answer: unknown) => {
    if (Object.keys(record(answer)).length > 0) env.log.violations.push('ack body where Slack takes none');
  };

  /** Mentions with their names, as a command gets them; as bare names when it does not ask for more. */
  function commandText(command: string, text: string): string {
    const escaped = manifest.escaping.has(command);
    return asSlackText(text)
      .replace(/<@([UW]\w+)>/g, (_, id: string) => {
        const name = world.users.get(id)?.name ?? id;
        return escaped ? `<@${id}|${name}>` : `@${name}`;
      })
      .replace(/<!subteam\^(S\w+)>/g, (_, id: string) => {
        const handle = world.groups.get(id)?.handle ?? id;
        return escaped ? `<!subteam^${id}|@${handle}>` : `@${handle}`;
      });
  }

  return {
    post,
    postNow,
    mention: (p) => post({ ...p, mention: true }),
    edit(message, text) {
      const before = messageShape(world, message, env.origin());
      message.text = asSlackText(text);
      message.editedTs = world.nextTs();
      return announceChange(env, message, before);
    },
    deleteFile(message, name) {
      const before = messageShape(world, message, env.origin());
      for (const file of message.files) if (file.name === name) file.deleted = true;
      return announceChange(env, message, before);
    },
    unfurl: (message) => announceChange(env, message, messageShape(world, message, env.origin())),
    delete: (message) => announceDelete(env, message),
    react(message, user, name) {
      const users = message.reactions.get(name) ?? new Set<string>();
      message.reactions.set(name, users.add(user));
      return announceReaction(env, message, 'added', user, name);
    },
    unreact(message, user, name) {
      message.reactions.get(name)?.delete(user);
      return announceReaction(env, message, 'removed', user, name);
    },
    slash(command, text, place) {
      if (!manifest.commands.has(command)) throw new Error(`fake Slack: ${command} is not a valid command`);
      const channel = world.channels.get(place.channel);
      if (channel === undefined) throw new Error(`fake Slack: no channel ${place.channel}`);
      const make = (ids: { trigger: string; responseUrl: string }) =>
        commandPayload(env, channel, place, command, commandText(command, text), ids);
      return interact('slash_commands', channel.team, place, make, showAnswer);
    },
    shortcut(callbackId, message, user) {
      if (!manifest.shortcuts.has(callbackId)) throw new Error(`fake Slack: no shortcut ${callbackId}`);
      const make = (ids: { trigger: string; responseUrl: string }) => ({
        ...interactionPayload(env, message.team, user, ids),
        type: 'message_action',
        callback_id: callbackId,
        channel: { id: message.channel, name: world.channels.get(message.channel)?.name ?? '' },
        message_ts: message.ts,
        message: messageShape(world, message, env.origin()),
        action_ts: world.nextTs(),
      });
      const place = { channel: message.channel, user };
      return interact('interactive', message.team, place, make, noAnswer);
    },
    pressButton(on, actionId, user) {
      const { payload, place, team } = pressPayload(env, on, actionId, user);
      const blocks = 'blocks' in on ? on.blocks : undefined;
      const ephemeral = blocks && env.ephemerals.find((each) => each.blocks === blocks);
      return interact('interactive', team, { ...place, ephemeral }, payload, noAnswer);
    },
    submitView(view, values) {
      if (!view.open) throw new Error('fake Slack: that view is closed');
      const payload = submitPayload(env, view, values);
      return interact('interactive', view.team, { channel: '', user: view.user }, payload, (answer) => {
        const body = record(answer);
        if (body.response_action === 'errors') return;
        if (body.response_action === 'update') {
          view.view = checkedView(env, 'ack', body.view, 'modal');
          return;
        }
        if (body.response_action === 'push') {
          const pushed = checkedView(env, 'ack', body.view, 'modal');
          const id = world.nextId('V');
          const over = { ...view, id, view: pushed, hash: `h.${id}`, open: true, previous: view.id };
          if (view.previous !== undefined) env.log.violations.push('view ack: a third window');
          world.views.set(id, over);
          return;
        }
        if (body.response_action === undefined || body.response_action === 'clear') view.open = false;
        else env.log.violations.push(`view ack: ${String(body.response_action)}`);
      });
    },
    join(channel, user) {
      channelOf(channel).members.add(user);
      return announceMember(env, channelOf(channel), 'joined', user);
    },
    leave(channel, user) {
      const left = announceMember(env, channelOf(channel), 'left', user);
      channelOf(channel).members.delete(user);
      return left;
    },
    openHome(user) {
      const team = world.users.get(user)?.team ?? '';
      const event = { type: 'app_home_opened', user, channel: 'D0', tab: 'home', event_ts: world.nextTs() };
      return env.emit(team, event, { name: 'app_home_opened' });
    },
    uninstall(team, word = 'account_inactive') {
      const workspace = world.workspaces.get(team);
      if (workspace === undefined) throw new Error(`fake Slack: no workspace ${team}`);
      workspace.dead = word;
      return word === 'token_revoked'
        ? env.emit(
            team,
            { type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.botUser] } },
            { name: 'tokens_revoked' },
          )
        : env.emit(team, { type: 'app_uninstalled' }, { name: 'app_uninstalled' });
    },
  };
}
