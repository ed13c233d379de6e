import { signsOf } from '../care/signs.ts';
import { nameOfCharacter } from '../characters/speaker.ts';
import { evidenceOf, missingFor } from '../check-in/evidence.ts';
import { deliveryKey } from '../delivery/keys.ts';
import type { InboundMessage } from '../inbound.ts';
import { messagesFor } from '../messages/index.ts';
import { type Instant, startOf, zoneAt } from '../model/day.ts';
import type { ChannelRef, DeliveryKey } from '../model/ids.ts';
import { localeAbout } from '../model/language.ts';
import type { Locale } from '../model/locale.ts';
import { dayAbout, type OwnChallenge, standingAt } from '../nudge/personal/own.ts';
import { readOwn } from '../nudge/personal/read-own.ts';
import type { Clock, Log } from '../ports.ts';
import type { MemberRow, Tx, WorkspaceRow } from '../store.ts';
import type { Line } from '../views.ts';
import { tellsOfDeed } from './deed.ts';
import { kindOf } from './kind.ts';
import { talkKey } from './store.ts';

/** The most channels named in one line. */
const mostChannels = 3;
/** How long a member who was shown the way is not shown it again. */
const shownForMs = 60 * 60_000;

/**
 * Answers messages in places without a challenge: a proof sent to us directly is told where it would count, and a greeting what
 * we are here for. A photo in a thread, where it does not count, is told once a day how it would. Returns whether the message is
 * dealt with; a message of somebody who is not well never is, since it needs a real answer.
 */
export function createShowTheWay({ clock, log }: { readonly clock: Clock; readonly log: Log }) {
  return async function showTheWay(tx: Tx, workspace: WorkspaceRow, event: InboundMessage): Promise<boolean> {
    const greets = !event.inThread && (isBareCall(event.text) || kindOf(event.text) === 'hello');
    const shows = event.direct === true && mayBeProof(event);
    const hangs = event.direct !== true && event.inThread && event.attachments.length > 0;
    if ((!greets && !shows && !hangs) || isUnwell(event.text)) return false;
    if (hangs) return toldInThread(tx, workspace, event);
    if (shows && (await sentOn(tx, workspace, event))) return true;
    return greets && introduced(tx, workspace, event);
  };

  /** False if the member was told today, or no open challenge of theirs here would take such a file. */
  async function toldInThread(tx: Tx, workspace: WorkspaceRow, event: InboundMessage): Promise<boolean> {
    const member = await tx.findMember(workspace.id, event.member.ref);
    if (!member) return false;
    const now = clock.now();
    const begun = (await readOwn(tx, member.id, now)).flatMap((own) => openSince(own, event, now));
    if (begun.length === 0 || (await tx.wasDeleted(workspace.id, event.message))) return false;
    if (await tx.wasShownWhere(member.id, Math.min(...begun))) return false;
    const { at, message, thread = message } = event;
    const restraint = 'shownInThread';
    // Words that are not addressed to us are not stored.
    const text = event.mentionsBot ? event.text : '';
    const said = { thread, message, member: member.id, text, at, restraint, wait: false } as const;
    const turn = await tx.addTurn(workspace.id, said);
    if (!turn) return true;
    const locale = localeTo(member, workspace, event);
    const line = messagesFor(locale).talk.notInThreads();
    await say(tx, workspace, event, { key: talkKey(turn), locale, line });
    log.info('talk.shown_where', { turn });
    return true;
  }

  /** False if we know no challenge for the member in which it would count. */
  async function sentOn(tx: Tx, workspace: WorkspaceRow, event: InboundMessage): Promise<boolean> {
    const { message, text, at } = event;
    const member = await tx.ensureMember(workspace.id, event.member);
    const channels = await waysFor(tx, workspace, event, member);
    if (channels.length === 0 || (await tx.wasDeleted(workspace.id, message))) return false;
    const isKnown = await tx.wasShownWhere(member.id, at - shownForMs);
    const turn = await tx.addTurn(workspace.id, {
      thread: event.thread ?? message,
      message,
      member: member.id,
      // Stored, because an edit may turn it into a cry for help.
      text,
      at,
      restraint: 'shownWhere',
      wait: false,
    });
    if (!turn || isKnown) return true;
    const locale = localeTo(member, workspace, event);
    await say(tx, workspace, event, {
      key: talkKey(turn),
      locale,
      line: messagesFor(locale).talk.countsThere(channels),
    });
    log.info('talk.shown_where', { turn });
    return true;
  }

  /** Channels where it would count: the member's own challenges, open ones first; for a file of a non-member, all running ones. */
  async function waysFor(
    tx: Tx,
    workspace: WorkspaceRow,
    { attachments }: InboundMessage,
    { id }: MemberRow,
  ): Promise<readonly ChannelRef[]> {
    const now = clock.now();
    const own = (await readOwn(tx, id, now)).map((each) => standingAt(each, now));
    const open = own.filter(({ is }) => is === 'open');
    if (attachments.length === 0)
      return channelsOf(open.filter(({ challenge }) => challenge.proofKind !== 'photo'));
    if (own.length > 0) return channelsOf([...open, ...own]);
    return running(tx, workspace);
  }
}

/** When the member's current day began in a challenge of that channel that takes these files; empty if there is none. */
function openSince(own: OwnChallenge, { channel, attachments, at }: InboundMessage, now: Instant): Instant[] {
  const { challenge, zones } = own;
  const takes =
    missingFor({ proofKind: challenge.proofKind, minLength: 0 }, evidenceOf('', attachments)) === null;
  if (challenge.channel !== channel || !takes) return [];
  const { is, streak, terms } = standingAt(own, now);
  if (is !== 'open' || dayAbout(own, at) !== streak.today) return [];
  return [startOf(streak.today, zoneAt(zones, now), terms)];
}

/** Answers a greeting in a channel without a challenge: names channels that have one, or says what we are here for. */
async function introduced(tx: Tx, workspace: WorkspaceRow, event: InboundMessage): Promise<boolean> {
  if (await tx.isWatched(workspace.id, event.channel)) return false;
  const channels = await running(tx, workspace);
  const known = await tx.findMember(workspace.id, event.member.ref);
  const locale = localeTo(known, workspace, event);
  const texts = messagesFor(locale);
  await say(tx, workspace, event, {
    key: deliveryKey('hello', event.platform, event.message),
    locale,
    line: channels.length > 0 ? texts.talk.challengesAre(channels) : texts.introduction(),
  });
  return true;
}

/** The language in which to answer a message; `known` is null if its author is not stored yet. */
function localeTo(
  known: MemberRow | null,
  workspace: WorkspaceRow,
  { text, member }: InboundMessage,
): Locale {
  return localeAbout(text, {
    own: known?.locale ?? member.locale ?? null,
    house: workspace.locale,
  });
}

async function running(tx: Tx, workspace: WorkspaceRow): Promise<readonly ChannelRef[]> {
  // Challenges in closed channels are not named to people outside of them.
  const open = (await tx.listChallenges(workspace.id)).filter(({ closed }) => !closed);
  return channelsOf(open.map((challenge) => ({ challenge })));
}

function channelsOf(
  each: readonly { readonly challenge: { readonly channel: ChannelRef } }[],
): readonly ChannelRef[] {
  return [...new Set(each.map(({ challenge }) => challenge.channel))].slice(0, mostChannels);
}

function say(
  tx: Tx,
  workspace: WorkspaceRow,
  { message }: InboundMessage,
  { key, locale, line }: { readonly key: DeliveryKey; readonly locale: Locale; readonly line: Line },
): Promise<void> {
  const title = messagesFor(locale).help.heading(nameOfCharacter(workspace.character, locale));
  return tx.deliver(workspace.id, null, key, {
    do: 'post',
    target: { kind: 'thread', on: message, title },
    view: { view: 'note', line },
  });
}

/** Whether a message may be a proof: files, unless their text asks what we are; texts that report something done. */
function mayBeProof({ attachments, text }: InboundMessage): boolean {
  const kind = kindOf(text);
  return attachments.length > 0 ? kind !== 'ai' : kind === 'other' && tellsOfDeed(text);
}

function isUnwell(text: string): boolean {
  const { care, doubt, hard } = signsOf(text);
  return care !== null || doubt !== null || hard;
}

/** Whether a text is only a mention. */
function isBareCall(text: string): boolean {
  return !/\p{L}/u.test(text.replace(/<[@#!][^>]*>|[@＠]\S+/gu, ' '));
}
