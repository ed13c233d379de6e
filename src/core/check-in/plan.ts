import { situationOf } from '../cheer/situation.ts';
import type { Effect, EffectTarget } from '../delivery/effect.ts';
import type { InboundAttachment } from '../inbound.ts';
import { type JobSpec, priorities } from '../jobs/job.ts';
import { messagesFor } from '../messages/index.ts';
import type { Instant } from '../model/day.ts';
import { goalSentence } from '../model/goal.ts';
import type { ChannelRef, DeliveryKey, MemberId, MemberRef, MessageRef, ProofId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import { maxPhotoBytes, maxPhotosPerPost } from '../photo.ts';
import type { Line } from '../views.ts';
import type { ProofContext } from './context.ts';
import { claimsToBePhoto, evidenceOf } from './evidence.ts';
import type { CheckInFact, Facts, PhotoFact } from './facts.ts';
import { type Candidate, judge, type Verdict } from './judge.ts';

/** A cheer waits this long for the photos before it is written without them. */
const photoPatienceMs = 9_000;
/** Older proofs, taken in after a long absence, are credited but no longer cheered. */
export const cheerWithinMs = 24 * 60 * 60_000;

export interface ProofPost extends Candidate {
  readonly message: MessageRef;
  readonly channel: ChannelRef;
  readonly member: {
    readonly ref: MemberRef;
    readonly name: string;
    readonly locale: Locale | null;
    readonly zone: string | null;
  };
  /** Where things said about it go. `own`: the message is the member's. `card`: we post it for them first (a command). */
  readonly shown: { readonly as: 'own' } | { readonly as: 'card' };
  /** The platform can show a line to this member alone. */
  readonly privateNotice: boolean;
  /** Read from the channel's stream, which has now been read up to here. */
  readonly fromStream: boolean;
}

export interface Plan {
  readonly verdicts: readonly Verdict[];
  readonly facts: Facts;
}

/**
 * Everything one proof leads to, as rows: the check-ins, what is said and marked about it, and the jobs that do so.
 * Pure. Null when there is nothing to keep: the message was taken in before, is deleted, or means nothing here.
 */
export function planProof(
  context: ProofContext,
  post: ProofPost,
  ids: { proof: ProofId; member: MemberId },
  now: Instant,
): Plan | null {
  if (context.proof?.known || context.proof?.deleted) return null;
  const withZone = applyToldZone(context, post);
  // An edit that came before its message has the newer text.
  const text = context.proof ? context.proof.text : post.text;
  const verdicts = judge(withZone.context, { ...post, text }, now);
  if (!post.asked && verdicts.every((verdict) => isChatter(verdict, post))) return null;

  const proof = context.proof?.id ?? ids.proof;
  const counted = verdicts.filter((verdict) => verdict.kind === 'counted');
  const credited = counted.length > 0 || verdicts.some((verdict) => verdict.kind === 'alreadyCounted');
  const photos = credited ? photoFacts(post.attachments) : [];
  const waiting = photos.some((photo) => photo.state === 'waiting');
  const cheer =
    counted.length > 0 && now - post.at < cheerWithinMs ? cheerFact(counted[0]!, post, text) : null;
  const deliveries = sayings(withZone.context, post, proof, verdicts, photos);

  const jobs: JobSpec[] = deliveries.map(({ key }) => ({
    task: 'deliver',
    payload: { key },
    priority: priorities.credit,
  }));
  if (waiting) jobs.push({ task: 'photos', payload: { proof }, priority: priorities.cheer });
  if (cheer) {
    const runAt = waiting ? now + photoPatienceMs : undefined;
    jobs.push({
      task: 'cheer',
      payload: { proof },
      key: `cheer:${proof}`,
      runAt,
      priority: priorities.cheer,
    });
  }
  const member = context.member?.id ?? ids.member;
  return {
    verdicts,
    facts: {
      workspace: context.workspace.id,
      member: {
        id: member,
        isNew: context.member === null,
        ref: post.member.ref,
        name: post.member.name,
        locale: post.member.locale,
      },
      zone: withZone.told,
      enrollments: verdicts.flatMap((verdict) =>
        (verdict.kind === 'counted' || verdict.kind === 'alreadyCounted') && verdict.joins
          ? [{ challenge: verdict.challenge, joinedOn: verdict.day }]
          : [],
      ),
      proof: {
        id: proof,
        isKnown: context.proof !== null,
        message: post.message,
        channel: post.channel,
        at: post.at,
        text,
      },
      photos,
      checkIns: verdicts.flatMap((verdict) => checkInFact(verdict, post.at)),
      cheer,
      deliveries,
      jobs,
      cursor: post.fromStream ? { channel: post.channel, message: post.message, at: post.at } : null,
    },
  };
}

/** A plain talk line in a photo challenge's channel, from somebody who clearly posts no proof: better left alone. */
function isChatter(verdict: Verdict, post: ProofPost): boolean {
  return verdict.kind === 'missing' && post.attachments.length === 0;
}

/** Takes the platform's word for the member's zone, at most one change in 24 hours (R14). */
function applyToldZone(
  context: ProofContext,
  post: ProofPost,
): { context: ProofContext; told: Facts['zone'] } {
  const told = post.member.zone;
  const zones = context.member?.zones ?? [];
  const last = zones.at(-1);
  if (told === null || last?.zone === told) return { context, told: null };
  if (last && post.at - last.from < 24 * 60 * 60_000) return { context, told: null };
  const change = { from: post.at, zone: told };
  const member = context.member ?? {
    id: '' as MemberId,
    name: post.member.name,
    locale: post.member.locale,
    zones: [],
  };
  return { context: { ...context, member: { ...member, zones: [...zones, change] } }, told: change };
}

function checkInFact(verdict: Verdict, at: Instant): CheckInFact[] {
  if (verdict.kind !== 'counted' && verdict.kind !== 'alreadyCounted') return [];
  const { challenge, day, zone } = verdict;
  return [{ challenge, day, at, zone, late: false, counted: verdict.kind === 'counted' }];
}

function photoFacts(attachments: readonly InboundAttachment[]): PhotoFact[] {
  return attachments.map(({ ref, name, type, size }, index) => {
    const head = { ref, name, type, size };
    if (!claimsToBePhoto({ name, type })) return { ...head, state: 'notAPhoto', reason: null };
    if (index >= maxPhotosPerPost) return { ...head, state: 'refused', reason: 'tooMany' };
    if (size !== null && size > maxPhotoBytes) return { ...head, state: 'refused', reason: 'tooLarge' };
    return { ...head, state: 'waiting', reason: null };
  });
}

function cheerFact(verdict: Extract<Verdict, { kind: 'counted' }>, post: ProofPost, text: string) {
  const evidence = evidenceOf(text, post.attachments);
  return {
    situation: situationOf({
      daysDone: verdict.daysDone,
      daysSinceLast: verdict.daysSinceLast,
      hasPhoto: evidence.photos > 0,
      hasText: evidence.hasText,
      late: verdict.past,
    }),
  };
}

/** What is marked and said: the reaction for credit, one line for whatever did not count plainly for today, and who joined. */
function sayings(
  context: ProofContext,
  post: ProofPost,
  proof: ProofId,
  verdicts: readonly Verdict[],
  photos: readonly PhotoFact[],
): { key: DeliveryKey; effect: Effect }[] {
  const locale = context.member?.locale ?? post.member.locale ?? context.workspace.locale;
  const texts = messagesFor(locale);
  const out: { key: DeliveryKey; effect: Effect }[] = [];
  const add = (slot: string, effect: Effect) => out.push({ key: `${slot}:${proof}` as DeliveryKey, effect });

  const day = verdicts.find(
    (verdict) => verdict.kind === 'counted' || verdict.kind === 'alreadyCounted',
  )?.day;
  const title = texts.threadTitle(post.member.name, day ?? context.challenges[0]!.startsOn);
  const thread: EffectTarget =
    post.shown.as === 'own'
      ? { kind: 'thread', on: post.message, title }
      : { kind: 'threadOfDelivery', key: `card:${proof}` as DeliveryKey, title };

  if (post.shown.as === 'card' && day) {
    const member = { ref: post.member.ref, name: post.member.name };
    const photos = post.attachments.filter(claimsToBePhoto).map(({ ref }) => ref);
    // The card is ours, so it carries its mark from the start.
    const heading = [`${context.workspace.mark} `, ...texts.proofCard(post.member.name, photos.length)];
    add('card', {
      do: 'post',
      target: { kind: 'channel', channel: post.channel },
      view: { view: 'proofCard', member, heading, text: post.text, photos },
    });
  }
  if (post.shown.as === 'own' && verdicts.some((verdict) => verdict.kind === 'counted')) {
    add('react', { do: 'react', message: post.message, mark: context.workspace.mark });
  }
  // A command is answered in its own reply; what a message leads to is said in its thread.
  if (!post.asked) {
    const several = verdicts.length > 1;
    const lines = verdicts.flatMap((verdict) => {
      const line = noteFor(verdict, several ? verdict.title : null, locale);
      return line ? [line] : [];
    });
    if (lines.length > 0)
      add('note', { do: 'post', target: thread, view: { view: 'note', line: joined(lines) } });
  }
  const refused = photos.filter((photo) => photo.state === 'refused');
  refused.forEach((photo, index) => {
    const line = texts.note.photoRefused(photo.name, photo.reason === 'tooMany' ? 'tooMany' : 'tooLarge');
    add(`refused-${index}`, { do: 'post', target: thread, view: { view: 'note', line } });
  });
  if (post.privateNotice && !post.asked) {
    for (const verdict of verdicts) {
      if ((verdict.kind !== 'counted' && verdict.kind !== 'alreadyCounted') || !verdict.joins) continue;
      const standing = context.challenges.find((challenge) => challenge.id === verdict.challenge)!;
      const line = texts.joinedByProof(standing.title, goalSentence(standing.goal, standing, locale));
      add(`joined-${standing.id}`, {
        do: 'post',
        target: { kind: 'private', channel: post.channel, member: post.member.ref },
        view: { view: 'note', line },
      });
    }
  }
  return out;
}

/** The one line about a verdict; null when it counted plainly for today and the reaction says it all. */
export function noteFor(verdict: Verdict, title: string | null, locale: Locale): Line | null {
  const { note } = messagesFor(locale);
  switch (verdict.kind) {
    case 'counted':
      if (verdict.calendarDayFrom)
        return note.countedForEarlier(
          title,
          verdict.day,
          wallTime(verdict.calendarDayFrom.from, verdict.zone),
        );
      return verdict.past ? note.countedForDay(title, verdict.day) : null;
    case 'alreadyCounted':
      return note.alreadyCounted(title, verdict.day, verdict.isToday);
    case 'missing':
      return note.missing(title, verdict.missing);
    case 'notStarted':
      return note.notStarted(title, verdict.startsOn);
    case 'ended':
      return note.ended(title, verdict.endsOn);
    case 'tooOld':
      return note.tooOld(title, verdict.backfillDays);
  }
}

function joined(lines: readonly Line[]): Line {
  return lines.flatMap((line, index) => (index > 0 ? [' ', ...line] : line));
}

/** "03:00", in a zone. */
export function wallTime(at: Instant, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}
