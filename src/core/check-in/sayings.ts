import { type Action, actionId } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import type { Effect, EffectTarget } from '../delivery/effect.ts';
import { deliveryKey } from '../delivery/keys.ts';
import { type Messages, messagesFor } from '../messages/index.ts';
import { type CivilDay, dayUnder } from '../model/day.ts';
import { goalSentence } from '../model/goal.ts';
import type { ChallengeId, DeliveryKey, MemberId, ProofId } from '../model/ids.ts';
import { localeAbout } from '../model/language.ts';
import type { Locale } from '../model/locale.ts';
import { wallTime } from '../record/moment.ts';
import { graceOf } from '../streak/terms.ts';
import type { Button, Line } from '../views.ts';
import { keyOnceADay, type Meant } from './chatter.ts';
import { type ChallengeStanding, isTellable, type ProofContext, standingOf } from './context.ts';
import { claimsToBePhoto } from './evidence.ts';
import type { DeliveryFact, Facts, PhotoFact } from './facts.ts';
import { type CountedVerdict, type Verdict, zoneHistory } from './judge.ts';
import { editedAtOf, isCard, toldWhere } from './origin.ts';
import type { Plan } from './plan.ts';
import type { ProofPost } from './post.ts';

/** The most challenges that a question offers; nobody can choose among more buttons. */
const mostChoices = 10;

/** The language in which we tell a member about their post. */
export function localeOf({ member, workspace }: ProofContext, post: ProofPost): Locale {
  return localeAbout(post.text, {
    own: member?.locale ?? post.member.locale,
    house: workspace.locale,
  });
}

/** Where messages about a proof go: the thread on the post, or on its card. `day` is part of a new thread's title. */
export function threadOf(locale: Locale, post: ProofPost, proof: ProofId, day: CivilDay): EffectTarget {
  const title = messagesFor(locale).threadTitle(post.member.name, day);
  return isCard(post.origin)
    ? { kind: 'threadOfDelivery', key: deliveryKey('card', proof), title }
    : { kind: 'thread', on: post.message, title };
}

function postedOn(context: ProofContext, post: ProofPost): CivilDay {
  return dayUnder(zoneHistory(context), post.at, graceOf(context.challenges[0]!));
}

/**
 * The deliveries about a post: the mark of credit, one note if anything did not simply count for today, files that were refused, and who
 * joined. `isOld`: only the mark and who joined.
 */
export function sayings(
  context: ProofContext,
  post: ProofPost,
  { proof, member }: { readonly proof: ProofId; readonly member: MemberId },
  verdicts: readonly Verdict[],
  how: {
    readonly photos: readonly PhotoFact[];
    readonly meant: Meant;
    readonly isOld: boolean;
    /** Challenges for which the post would count if it named them. */
    readonly open: readonly ChallengeStanding[];
  },
): DeliveryFact[] {
  const locale = localeOf(context, post);
  const texts = messagesFor(locale);
  const { photos, meant, isOld, open } = how;
  const out: DeliveryFact[] = [];
  const add = (kind: Parameters<typeof deliveryKey>[0], effect: Effect) =>
    out.push({ key: deliveryKey(kind, proof), effect, how: 'queued' });
  const credited = verdicts.find(({ kind }) => kind === 'counted' || kind === 'alreadyCounted');
  const day = credited && 'day' in credited ? credited.day : null;
  const thread = threadOf(locale, post, proof, day ?? postedOn(context, post));

  const counts = verdicts.some(({ kind }) => kind === 'counted');
  const card = isCard(post.origin);
  const told = toldWhere(post.origin);
  const editedAt = editedAtOf(post.origin);
  // A proof given by command that does not count is not shown to the channel: its member is told in the answer.
  if (card && !counts) return out;
  if (card) {
    const member = { ref: post.member.ref, name: post.member.name };
    const photos = post.attachments.filter(claimsToBePhoto).map(({ ref }) => ref);
    // The card is our own message, so it contains the mark from the start.
    const heading = [`${context.workspace.mark} `, ...texts.proofCard(post.member.name, photos.length)];
    add('card', {
      do: 'post',
      target: { kind: 'channel', channel: post.channel },
      view: { view: 'proofCard', member, heading, text: post.text, photos },
    });
  }
  if (!card && counts) {
    add('react', { do: 'react', message: post.message, mark: context.workspace.mark });
  }
  if (!isOld && (told === 'inThread' || (told === 'creditInThread' && credited))) {
    const several = verdicts.length > 1;
    // A member of several challenges here could not tell which one "already checked in" is about.
    const among = context.challenges.filter(({ enrolled }) => enrolled).length > 1;
    const worthAWord = verdicts.filter((verdict) => !meant.isChatter(verdict));
    const lines = worthAWord.flatMap((verdict) => {
      const named = several || (among && verdict.kind === 'alreadyCounted');
      const tellable = isTellable(standingOf(context, verdict), post);
      const line = noteFor(verdict, named && tellable ? verdict.title : null, locale, !credited);
      return line ? [line] : [];
    });
    if (open.length > 0) lines.push(texts.counting.nameIt(open.map(nameOf)));
    const effect: Effect = { do: 'post', target: thread, view: { view: 'note', line: joined(lines) } };
    if (lines.length > 0 && meant.words && !worthAWord.some(({ kind }) => kind === 'counted'))
      out.push({ key: keyOnceADay(member, postedOn(context, post), worthAWord), effect, how: 'oncePerDay' });
    else if (lines.length > 0 && editedAt === null) add('note', effect);
    // The proof may have a note already, which said what was missing. So each edit has a note with its own key.
    else if (lines.length > 0)
      out.push({ key: deliveryKey('note', 'anew', proof, String(editedAt)), effect, how: 'queued' });
  }
  // The key contains the file's place in the post, as for files that are refused after they were read (core/photos/keep-photos.ts).
  photos.forEach((photo, ordinal) => {
    if (photo.state !== 'refused' || isOld) return;
    const line = texts.note.photoRefused(photo.name, photo.reason === 'tooMany' ? 'tooMany' : 'tooLarge');
    const effect: Effect = { do: 'post', target: thread, view: { view: 'note', line } };
    const how = editedAt === null ? 'queued' : 'unlessSaid';
    out.push({ key: deliveryKey(`refused-${ordinal}`, proof), effect, how });
  });
  if (post.privateNotice && told !== 'inReply') {
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

/**
 * The question which challenge the post is for: shown to the member alone where the platform can do that, else in the thread, with only the
 * challenges that may be named there. If the member waits for an answer to a command or button, or if fewer than two challenges may be
 * named, it is asked in the answer instead, and the delivery is stored for its key alone.
 */
export function question(
  context: ProofContext,
  post: ProofPost,
  proof: ProofId,
  asked: Pick<Plan, 'among' | 'done' | 'forOne'>,
): DeliveryFact {
  const locale = localeOf(context, post);
  const target: EffectTarget = post.privateNotice
    ? { kind: 'private', channel: post.channel, member: post.member.ref }
    : threadOf(locale, post, proof, postedOn(context, post));
  const isTold = (each: ChallengeStanding) => post.privateNotice || isTellable(each, post);
  const among = asked.among.filter(isTold);
  const done = asked.done && isTold(asked.done) ? asked.done : null;
  const told = { ...asked, among, done };
  const line = whichOne(told, post.privateNotice ? null : post.member.name, locale);
  const buttons = choiceButtons(proof, told);
  return {
    key: questionKey(proof),
    effect: { do: 'post', target, view: { view: 'note', line, buttons } },
    how: toldWhere(post.origin) === 'inReply' || among.length < 2 ? 'answered' : 'queued',
  };
}

/** Whether the question is not posted, but left to the answer to whoever asked for the post to be counted. Pure. */
export function isAskedInAnswer({ deliveries }: Pick<Facts, 'deliveries'>, proof: ProofId): boolean {
  return deliveries.some(({ key, how }) => key === questionKey(proof) && how === 'answered');
}

export const questionKey = (proof: ProofId): DeliveryKey => deliveryKey('choose', proof);

/** The text of the question above the buttons; `name` is the member's, given when everybody can read it. */
export function whichOne(
  { done, forOne }: Pick<Plan, 'done' | 'forOne'>,
  name: string | null,
  locale: Locale,
): Line {
  const { counting } = messagesFor(locale);
  if (done) return counting.whichOther(name, done.title);
  return forOne ? counting.whichThisTime(name) : counting.whichOne(name);
}

/** One button for each challenge. `forAuthor`: the buttons are for a manager who chooses in the author's place. */
export function choiceButtons(
  proof: ProofId,
  { among, forOne }: Pick<Plan, 'among' | 'forOne'>,
  forAuthor = false,
): readonly Button[] {
  const action = (challenge: ChallengeId): Action =>
    forAuthor
      ? { do: 'chooseFor', proof, challenge }
      : { do: 'choose', proof, challenge, ...(forOne ? { once: true } : {}) };
  return among.slice(0, mostChoices).map((challenge) => ({
    action: actionId(action(challenge.id)),
    label: nameOf(challenge),
    style: 'secondary',
  }));
}

/**
 * The line about a verdict; null when the post simply counted for today, which the mark shows. `judgedAnew`: an edit would have the post
 * judged again, since the reader wrote it and it does not count yet.
 */
export function noteFor(
  verdict: Verdict,
  title: string | null,
  locale: Locale,
  judgedAnew = false,
): Line | null {
  const { note } = messagesFor(locale);
  switch (verdict.kind) {
    case 'counted':
      return countedNote(verdict, title, note);
    case 'alreadyCounted':
      return note.alreadyCounted(title, verdict.day, verdict.isToday, openFrom(verdict));
    case 'missing':
      return note.missing(title, verdict.missing, verdict.minLength, judgedAnew && verdict.isToday);
    case 'notStarted':
      return note.notStarted(title, verdict.startsOn);
    case 'ended':
      return note.ended(title, verdict.endsOn);
    case 'tooOld':
      return note.tooOld(title, verdict.backfillDays);
    case 'tooEarly':
      return note.tooEarly(title, verdict.firstDay);
    case 'toCome':
      return note.toCome(title, verdict.day, openFrom(verdict));
    case 'noSuchDay':
      return note.noSuchDay(title, verdict.day);
  }
}

function countedNote(verdict: CountedVerdict, title: string | null, note: Messages['note']): Line | null {
  const from = openFrom(verdict);
  if (from !== null) return note.countedForEarlier(title, verdict.day, from);
  return verdict.past || verdict.calendarDayFrom ? note.countedForDay(title, verdict.day) : null;
}

/** The time ("03:00") from which on a post counts for the day that the calendar shows; null if that is the day it counted for. */
function openFrom({ calendarDayFrom, zone }: Extract<Verdict, { calendarDayFrom: unknown }>): string | null {
  return calendarDayFrom && calendarDayFrom.from !== null ? wallTime(calendarDayFrom.from, zone) : null;
}

function joined(lines: readonly Line[]): Line {
  return lines.flatMap((line, index) => (index > 0 ? [' ', ...line] : line));
}
