import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { createBoundedMap } from '../../core/bounded-map.ts';
import type { Inbound, InboundMessage, InboundPlace } from '../../core/inbound.ts';
import type { Instant } from '../../core/model/day.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { reactionMark } from './emoji.ts';
import {
  bodySchema,
  type ChangedEvent,
  changedSchema,
  type DeletedEvent,
  deletedSchema,
  type HomeOpenedEvent,
  homeOpenedSchema,
  joinedSchema,
  type PostedEvent,
  postedSchema,
  type ReactionEvent,
  reactionSchema,
  type SlackBody,
  type SlackMessage,
  tokensRevokedSchema,
} from './event-schemas.ts';
import { attachmentsOf, type Files, standingFiles } from './files.ts';
import { type Identity, isForeign } from './identity.ts';
import type { Members } from './members.ts';
import { channelRef, isDirect, memberRef, messageRef, millisToTs, tsToMillis, workspaceRef } from './refs.ts';
import type { CompleteFiles } from './stubs.ts';
import { PEOPLES_SUBTYPES } from './target.ts';
import { mentionedIn, mentions, readText } from './text.ts';

const THREADS_KEPT = 5000;

/** Whether a message is in a thread only. A reply that was also sent to the channel counts as a message of the channel. */
const isReply = ({ ts, thread_ts, subtype }: SlackMessage): boolean =>
  !!thread_ts && thread_ts !== ts && subtype !== 'thread_broadcast';

const tombstones = (message: Partial<SlackMessage> | null | undefined): number =>
  (message?.files ?? []).filter(({ mode }) => mode === 'tombstone').length;

/** Hands Slack's events to the core. */
export interface Intake {
  /**
   * Handles one body of the Events API. Resolves when the core has committed everything that follows from it (or nothing does): only then
   * may it be acknowledged. Rejects when it could not be stored.
   */
  event(raw: unknown): Promise<void>;
  /** Handles a message that was found in a channel's history after an absence. */
  caughtUp(channel: string, message: SlackMessage): Promise<void>;
  /** Handles a message whose edit we missed. `last` is when it was last edited or else posted, as far as we know. */
  editedMeanwhile(channel: string, message: SlackMessage, last: number): Promise<void>;
  /** A message's text as the core receives it. */
  textOf(message: SlackMessage): string;
}

/** Creates the intake, which translates Slack's events into the core's. */
export function createIntake(deps: {
  identity: () => Identity;
  inbound: Inbound;
  members: Members;
  completeFiles: CompleteFiles;
  /** Called with the files of every message that is handed to the core. */
  learnFiles: Files['learn'];
  clock: Pick<Clock, 'now'>;
  log: Log;
  apiUrl: string | undefined;
  homeOpened: (event: HomeOpenedEvent, id: string) => void;
  /** Called when the bot was let into a channel. Resolves when the time from which the channel must be read is stored. */
  joined: (channel: string, at: Instant) => Promise<void>;
}): Intake {
  const { inbound, members, log } = deps;
  /** The threads of recently seen replies, since deletions and marks may name a reply without its thread. */
  const threads = createBoundedMap<string, string>(THREADS_KEPT);

  function rememberThread(channel: string, m: SlackMessage): void {
    if (!m.thread_ts || m.thread_ts === m.ts) return;
    threads.set(`${channel}/${m.ts}`, m.thread_ts);
  }

  function isOwn(m: Partial<SlackMessage> | null | undefined): boolean {
    const { botUser, botId } = deps.identity();
    return m?.user === botUser || (botId !== null && m?.bot_id === botId);
  }

  /** Whether a message is a person's, not a bot's or Slack's own. */
  const isPersons = (m: SlackMessage): m is SlackMessage & { user: string } =>
    PEOPLES_SUBTYPES.has(m.subtype) && !m.bot_id && !!m.user && m.user !== 'USLACKBOT' && !isOwn(m);

  async function placeOf(channel: string, user: string): Promise<InboundPlace & { isBot: boolean }> {
    const { team, teamName } = deps.identity();
    const { isBot, locale, ...member } = await members.get(user);
    return {
      platform: 'slack',
      workspace: workspaceRef(team),
      workspaceName: teamName,
      channel: channelRef(channel),
      member: { ...member, locale },
      isBot,
    };
  }

  const textOf = (message: SlackMessage): string =>
    readText(message.text ?? '', members.knownName, deps.identity().botUser);

  /** A reply that was also sent to the channel counts as an answer to its thread's parent. */
  function answers({ channel, subtype, root, thread_ts: on }: PostedEvent) {
    if (subtype !== 'thread_broadcast' || !on || !root) return {};
    if (isOwn(root)) return { repliesToUs: true } as const;
    return root.user ? { repliesTo: { by: memberRef(root.user), message: messageRef(channel, on) } } : {};
  }

  async function posted(event: PostedEvent, how: { mentioned?: true; found?: true } = {}): Promise<void> {
    if (!isPersons(event)) return;
    rememberThread(event.channel, event);
    const [{ isBot, ...place }, files] = await Promise.all([
      placeOf(event.channel, event.user),
      deps.completeFiles(event.files),
    ]);
    if (isBot) return;
    deps.learnFiles(files);
    const { botUser } = deps.identity();
    const answered = answers(event);
    const message: InboundMessage = {
      ...place,
      message: messageRef(event.channel, event.ts, event.thread_ts),
      at: tsToMillis(event.ts),
      text: textOf(event),
      attachments: attachmentsOf({ ...event, files }),
      inThread: isReply(event),
      ...(isReply(event) ? { thread: messageRef(event.channel, event.thread_ts!) } : {}),
      ...answered,
      turnsTo: mentionedIn(event.text ?? '')
        .filter((user) => user !== botUser)
        .map(memberRef),
      mentionsBot:
        how.mentioned === true ||
        event.channel_type === 'im' ||
        'repliesToUs' in answered ||
        mentions(event.text ?? '', botUser),
      ...(event.channel_type === 'im' ? { direct: true } : {}),
      ...(how.found ? { found: true } : {}),
    };
    await inbound.message(message);
  }

  async function changed(event: ChangedEvent): Promise<void> {
    const { channel, message, previous_message: before, event_ts, ts } = event;
    if (message.subtype === 'tombstone') {
      // A message with replies was deleted, and its thread stays. No other event tells of the deletion.
      if (isOwn(before)) return;
      return deleteOne(channel, message.ts, null, event_ts ?? ts ?? message.ts);
    }
    // Without a new `edited` property nobody edited the message: Slack itself changed it, for instance by unfurling a link. A deleted file
    // leaves a tombstone, and does not set `edited`.
    if (message.edited && message.edited.ts !== before?.edited?.ts) await edited(channel, message);
    else if (tombstones(message) > tombstones(before)) await edited(channel, message, { at: event_ts ?? ts });
    else if (!message.edited && (!before || message.text !== before.text)) {
      // Slack sets `edited` for every edit. A compatible server may not, and may not tell the time of the event either.
      const told = event_ts ?? ts;
      const at = told && told !== message.ts ? told : millisToTs(deps.clock.now());
      await edited(channel, message, { at, unmarked: true });
    }
  }

  /**
   * Hands an edit to the core. `at` is its time where `edited` does not tell it. With `unmarked`, only the text can show whether the
   * message was edited at all.
   */
  async function edited(
    channel: string,
    message: SlackMessage,
    { at, unmarked = false }: { readonly at?: string | null | undefined; readonly unmarked?: boolean } = {},
  ): Promise<void> {
    const editedAt = at ?? message.edited?.ts;
    if (!editedAt || !isPersons(message)) return;
    const filesLeft = standingFiles(message.files);
    const { isBot, ...place } = await placeOf(channel, message.user);
    if (isBot) return;
    await inbound.edited({
      ...place,
      message: messageRef(channel, message.ts, message.thread_ts),
      at: tsToMillis(message.ts),
      editedAt: tsToMillis(editedAt),
      text: textOf(message),
      ...(filesLeft ? { filesLeft } : {}),
      inThread: isReply(message),
      ...(unmarked ? { ifOther: true } : {}),
    });
  }

  async function removed(event: DeletedEvent): Promise<void> {
    const { channel, deleted_ts, previous_message: before, event_ts } = event;
    if (isOwn(before)) return;
    const thread = before?.thread_ts ?? threads.get(`${channel}/${deleted_ts}`) ?? null;
    await deleteOne(channel, deleted_ts, thread, event_ts ?? deleted_ts);
  }

  async function deleteOne(channel: string, ts: string, thread: string | null, at: string): Promise<void> {
    await inbound.deleted({
      platform: 'slack',
      workspace: workspaceRef(deps.identity().team),
      channel: channelRef(channel),
      messages: [messageRef(channel, ts, thread)],
      at: tsToMillis(at),
      ...(isDirect(channel) ? { direct: true } : {}),
    });
  }

  async function marked({ user, reaction, item, item_user, event_ts }: ReactionEvent): Promise<void> {
    const { channel, ts } = item;
    const { team, botUser } = deps.identity();
    // Only messages count. A compatible server may leave out the item's type; with a channel and a ts it is a message.
    if ((item.type ?? 'message') !== 'message' || !channel || !ts || isDirect(channel)) return;
    if (user === botUser || item_user === botUser) return;
    await inbound.reaction({
      platform: 'slack',
      workspace: workspaceRef(team),
      channel: channelRef(channel),
      message: messageRef(channel, ts, threads.get(`${channel}/${ts}`)),
      by: memberRef(user),
      mark: reactionMark(reaction),
      at: event_ts ? tsToMillis(event_ts) : deps.clock.now(),
    });
  }

  async function gone(reason: string): Promise<void> {
    const workspace = workspaceRef(deps.identity().team);
    await inbound.workspaceGone({ platform: 'slack', workspace, reason });
  }

  /** Parses an event and handles it. One that cannot be parsed is logged and dropped, since it would not be better if sent again. */
  async function take<T>(schema: z.ZodType<T>, event: { type: string }, use: (e: T) => Promise<void> | void) {
    const read = schema.safeParse(event);
    if (!read.success) return log.warn('slack.event.unreadable', { type: event.type });
    await use(read.data);
  }

  async function dispatch({ event, event_id }: SlackBody): Promise<void> {
    switch (event.type) {
      case 'message':
        if (event.subtype === 'message_changed') return take(changedSchema, event, changed);
        if (event.subtype === 'message_deleted') return take(deletedSchema, event, removed);
        return take(postedSchema, event, (e) => posted(e));
      case 'app_mention':
        return take(postedSchema, event, (e) => posted(e, { mentioned: true }));
      case 'reaction_added':
        return take(reactionSchema, event, marked);
      case 'reaction_removed':
        return; // Still sent to apps that were created from an earlier manifest.
      case 'app_home_opened':
        return take(homeOpenedSchema, event, (e) => deps.homeOpened(e, event_id ?? randomUUID()));
      case 'member_joined_channel':
        return take(joinedSchema, event, async ({ user, channel, event_ts }) => {
          // Without a time, we cannot be sure that anything was seen before it.
          const at = event_ts ? tsToMillis(event_ts) : 0;
          if (user === deps.identity().botUser) await deps.joined(channel, at);
        });
      case 'app_uninstalled':
        return gone('app_uninstalled');
      case 'tokens_revoked':
        return take(tokensRevokedSchema, event, async ({ tokens }) => {
          if ((tokens?.bot ?? []).length > 0) await gone('tokens_revoked');
        });
      default:
        return log.info('slack.event.ignored', { type: event.type });
    }
  }

  return {
    async event(raw) {
      const parsed = bodySchema.safeParse(raw);
      if (!parsed.success) return log.warn('slack.event.unreadable');
      const body = parsed.data;
      const team = body.authorizations?.[0]?.team_id ?? body.context_team_id ?? body.team_id;
      if (isForeign(team, deps)) return log.warn('slack.event.foreign', { team: team ?? 'none' });
      await dispatch(body);
    },
    async caughtUp(channel, message) {
      if (isPersons(message)) await members.patiently(message.user);
      await posted({ ...message, channel }, { found: true });
    },
    async editedMeanwhile(channel, message, last) {
      const isMarked = message.edited && tsToMillis(message.edited.ts) > last;
      // Nothing tells when a file was deleted: we take the moment after the last one we know, so that later edits stay later.
      await edited(channel, message, isMarked ? {} : { at: millisToTs(last + 1) });
    },
    textOf,
  };
}
