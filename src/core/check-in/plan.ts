import { isTender, signsOf } from '../care/signs.ts';
import type { JobSpec } from '../jobs/job.ts';
import type { Instant } from '../model/day.ts';
import type { ChallengeId, MemberId, ProofId } from '../model/ids.ts';
import type { CheckInFact as StreakCheckIn } from '../model/streak/index.ts';
import type { Away } from '../outage/lost-days.ts';
import { cameBack } from './came-back.ts';
import { choiceKind } from './choose.ts';
import { type ProofContext, standingOf } from './context.ts';
import type { DeliveryFact, Facts, PhotoFact } from './facts.ts';
import { type Folded, fold } from './fold.ts';
import type { CountedVerdict } from './judge.ts';
import { type Judged, judgePost } from './judge-post.ts';
import { isFromHistory, isFurther, movesCursor, rememberedOf } from './origin.ts';
import { heldPhotos, photoFacts } from './photo-facts.ts';
import type { ProofPost } from './post.ts';
import { reachedCard } from './reached-card.ts';
import { question, sayings } from './sayings.ts';
import { applyToldZone } from './told-zone.ts';
import { checkInFact, cheerFact, enrollmentFact } from './verdict-facts.ts';

/** A cheer waits this long for the photos before it is written without them. */
const photoPatienceMs = 9_000;
/** The cheer of a post that an edit made one waits until the edit is kept. */
const editPatienceMs = 2_000;
/** Older proofs, taken in after a long absence, are credited but no longer cheered. */
const cheerWithinMs = 24 * 60 * 60_000;
/** Still older ones, as those of weeks that are read when we are let in, get their mark alone: nobody needs a line about each. */
const saidWithinMs = 48 * 60 * 60_000;

export interface Plan extends Pick<Judged, 'verdicts' | 'among' | 'done' | 'forOne'> {
  /** Challenges whose streak can only be told from all check-ins: to be planned again with them. */
  readonly unfolded: readonly ChallengeId[];
  /** The streaks the counted check-ins lead to. */
  readonly folded: ReadonlyMap<ChallengeId, Folded>;
  readonly facts: Facts;
}

/** All check-ins of the member in challenges whose kept streak could not simply be added to. */
export type Known = ReadonlyMap<ChallengeId, readonly StreakCheckIn[]>;

interface Ids {
  readonly proof: ProofId;
  readonly member: MemberId;
}

/**
 * Everything one proof leads to, as rows: the check-ins, the streaks, what is said and marked about it, and the jobs that
 * do so. `away`: when nothing was heard lately. Pure. Null when there is nothing to keep: the message was taken in before, is deleted, or means nothing here.
 */
export function planProof(
  read: ProofContext,
  post: ProofPost,
  newIds: Ids,
  now: Instant,
  known: Known = new Map(),
  away: readonly Away[] = [],
): Plan | null {
  const row = rowOf(read, post);
  if (row === null) return null;
  const { context, told } = applyToldZone(read, post);
  const judged = judgePost(context, post, now);
  if (!judged) return null;
  const { verdicts, counted, credited, among, done, forOne, text } = judged;
  const checkIns = verdicts.flatMap((verdict) => checkInFact(verdict, post.at));
  if (isFurther(post.origin) && checkIns.length === 0) return null;
  const ids = { proof: read.proof?.id ?? newIds.proof, member: read.member?.id ?? newIds.member };
  // What counts for nothing yet may by its next edit.
  const photos = credited ? photoFacts(post.attachments) : heldPhotos(post.attachments);
  const { folded, unfolded } = foldAll(context, judged, { at: post.at, now, moved: told !== null }, known);
  const isBack = (verdict: CountedVerdict) =>
    cameBack(standingOf(context, verdict), verdict, folded.get(verdict.challenge), away);
  const cheer =
    counted.length > 0 && now - post.at < cheerWithinMs
      ? cheerFact(counted[0]!, post, text, isBack(counted[0]!))
      : null;
  const cards = counted.map((each) => reachedCard(context, post, ids, each, folded, isBack(each)));
  const remembered = credited ? rememberedOf(post.origin) : null;
  return {
    verdicts,
    among,
    done,
    forOne,
    unfolded,
    folded,
    facts: {
      workspace: context.workspace.id,
      member: {
        id: ids.member,
        isNew: read.member === null,
        ref: post.member.ref,
        name: post.member.name,
        locale: post.member.locale,
      },
      zone: told,
      enrollments: verdicts.flatMap((verdict) => enrollmentFact(context, verdict, folded)),
      proof: { id: ids.proof, row, message: post.message, channel: post.channel, at: post.at, text },
      photos,
      checkIns,
      cheer,
      deliveries: [
        ...saidOf(context, post, ids, judged, photos, now),
        // After bad news a card that counts would be cold comfort.
        ...(isTender(text) ? [] : cards.filter((card) => card !== null)),
      ],
      otherJobs: jobsAfter(post, ids, judged, { photos, cheers: cheer !== null }, now),
      choice: remembered ? { kind: choiceKind(post), challenge: remembered } : null,
      cursor: movesCursor(post.origin) ? { channel: post.channel, message: post.message, at: post.at } : null,
    },
  };
}

/** The streaks that the counted check-ins lead to, and the challenges in which only all check-ins can tell. Pure. */
function foldAll(
  context: ProofContext,
  { counted, zones }: Judged,
  when: Parameters<typeof fold>[3],
  known: Known,
): Pick<Plan, 'folded' | 'unfolded'> {
  const folded = new Map<ChallengeId, Folded>();
  const unfolded: ChallengeId[] = [];
  for (const verdict of counted) {
    const { challenge } = verdict;
    const result = fold(standingOf(context, verdict), zones, verdict, when, known.get(challenge) ?? null);
    if (result === 'replay') unfolded.push(challenge);
    else folded.set(challenge, result);
  }
  return { folded, unfolded };
}

/** What is said of the post itself: which challenge it is for, is asked, or what became of it. Pure. */
function saidOf(
  context: ProofContext,
  post: ProofPost,
  ids: Ids,
  judged: Judged,
  photos: readonly PhotoFact[],
  now: Instant,
): readonly DeliveryFact[] {
  if (judged.among.length > 0) return [question(context, post, ids.proof, judged)];
  const isOld = isFromHistory(post.origin) && now - post.at >= saidWithinMs;
  const { meant, open } = judged;
  return sayings(context, post, ids, judged.verdicts, { photos, meant, open, isOld });
}

/** What is to be done besides saying it: photos are fetched, who may need help is looked after, who counted is cheered. Pure. */
function jobsAfter(
  post: ProofPost,
  { proof, member }: Ids,
  { text, counted, credited, among }: Judged,
  { photos, cheers }: { readonly photos: readonly PhotoFact[]; readonly cheers: boolean },
  now: Instant,
): readonly JobSpec[] {
  const jobs: JobSpec[] = [];
  const waiting = photos.some(({ state }) => state === 'waiting');
  if (waiting) jobs.push({ task: 'photos', payload: { proof } });
  // Whoever may be in danger does not wait for photos and the cheer's turn, nor for there to be a cheer.
  if ((credited || among.length > 0) && signsOf(text).care) jobs.push({ task: 'care', payload: { proof } });
  if (!cheers) return jobs;
  const isMended = post.origin.kind === 'edited';
  const runAt = waiting ? now + photoPatienceMs : isMended ? now + editPatienceMs : undefined;
  jobs.push({ task: 'cheer', payload: { proof }, key: `cheer:${proof}`, runAt });
  // The first in this challenge may be the first of all, after which nudges are offered (core/nudge/personal/offer.ts).
  if (counted.some(({ daysDone }) => daysDone === 1))
    jobs.push({ task: 'offerNudge', payload: { member, proof } });
  return jobs;
}

/** Null: the message was taken in before, or is deleted. */
function rowOf({ proof }: ProofContext, { origin }: ProofPost): Facts['proof']['row'] | null {
  if (proof?.deleted) return null;
  if (origin.kind === 'edited' && !proof?.known) return null;
  if (origin.kind === 'edited') return origin.further ? 'further' : 'undecided';
  if (origin.kind === 'choice') return proof?.undecided ? 'undecided' : null;
  if (proof?.known) return null;
  return proof ? 'edited' : 'new';
}
