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
import { askedOnceFact, checkInFact, cheerFact, enrollmentFact } from './verdict-facts.ts';

/** A cheer waits this long for the photos before it is written without them. */
const photoPatienceMs = 9_000;
/** When an edit made the post count, the cheer waits this long, until the edit is stored. */
const editPatienceMs = 2_000;
/** Older proofs, received after a long absence, are credited but not cheered. */
const cheerWithinMs = 24 * 60 * 60_000;
/** Proofs in a history that are older still (as weeks of them when we are let in) get only their mark, no line about each. */
const saidWithinMs = 48 * 60 * 60_000;

/** What one proof leads to. */
export interface Plan extends Pick<Judged, 'verdicts' | 'among' | 'done' | 'forOne'> {
  /** Challenges whose streak can be computed only from all check-ins: the proof is then planned again with them as `known`. */
  readonly unfolded: readonly ChallengeId[];
  /** The streaks before and after the counted check-ins. */
  readonly folded: ReadonlyMap<ChallengeId, Folded>;
  readonly facts: Facts;
}

/** All check-ins of the member in the challenges that an earlier plan listed as `unfolded`. */
export type Known = ReadonlyMap<ChallengeId, readonly StreakCheckIn[]>;

interface Ids {
  readonly proof: ProofId;
  readonly member: MemberId;
}

/**
 * Plans everything that one proof leads to, as rows: check-ins, streaks, deliveries and jobs. `away`: the recent times in which the
 * platform was not heard. Null when there is nothing to store: the message was recorded before, is deleted, or is to be left alone. Pure.
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
  // A post that does not count yet may do so after its next edit, so its files are stored, but not fetched.
  const photos = credited ? photoFacts(post.attachments) : heldPhotos(post.attachments);
  const { folded, unfolded } = foldAll(context, judged, { at: post.at, now, moved: told !== null }, known);
  const isBack = (verdict: CountedVerdict) =>
    cameBack(standingOf(context, verdict), verdict, folded.get(verdict.challenge), away);
  const cheered = (verdict: CountedVerdict) => ({
    verdict,
    back: isBack(verdict),
    streak: folded.get(verdict.challenge)?.after.current ?? 0,
  });
  // Which challenge it is for is asked all the same: an answer that was given to an earlier question is lost, and the proof with it.
  const answered =
    post.origin.kind === 'posted' && judged.among.length === 0 && mayHaveBeenAnswered(post.at, away);
  const cheer =
    counted.length > 0 && now - post.at < cheerWithinMs && !answered
      ? cheerFact(context, post, text, counted.map(cheered))
      : null;
  const cards = counted
    .map((each) => reachedCard(context, post, ids, each, folded, isBack(each)))
    .filter((card) => card !== null);
  const said = saidOf(context, post, ids, judged, photos, now);
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
      enrollments: [
        ...verdicts.flatMap((verdict) => enrollmentFact(context, verdict, folded)),
        // A new zone puts away what is kept of the streaks that this write leaves as they are.
        ...(done && told === null ? askedOnceFact(done) : []),
      ],
      proof: { id: ids.proof, row, message: post.message, channel: post.channel, at: post.at, text },
      photos,
      checkIns,
      cheer,
      deliveries: answered
        ? said.filter(({ effect }) => effect.do === 'react')
        : [
            ...said,
            // After bad news a card that counts days would be cold comfort.
            ...(cards.length > 0 && isTender(text) ? [] : cards),
          ],
      otherJobs: jobsAfter(post, ids, judged, { photos, cheers: cheer !== null }, now),
      choice: remembered ? { kind: choiceKind(post), challenge: remembered } : null,
      cursor: movesCursor(post.origin) ? { channel: post.channel, message: post.message, at: post.at } : null,
    },
  };
}

/**
 * Whether a post that is new to us may have been answered already: it is older than the last restore. However long before the backup it
 * was posted, it may have been stored only after it, as where the backup was made while a history was read; and what Slack tells again may
 * have been stored by a bot that was too slow to say so. Such a post, if it is clear what it is for, gets its mark, which may be put twice,
 * and no word. Pure.
 */
function mayHaveBeenAnswered(at: Instant, away: readonly Away[]): boolean {
  return away.some(({ to, mayHaveAnswered }) => mayHaveAnswered && at < to);
}

/** The streaks that the counted check-ins lead to, and the challenges for which computing them needs all check-ins. Pure. */
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

/** The deliveries about the post itself: the question which challenge it is for, or what became of it. Pure. */
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

/** The jobs other than deliveries: fetch the photos, check whether the member needs help, write the cheer, offer nudges. Pure. */
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
  // If the member may be in danger, care comes at once: it does not wait for photos or a cheer, and needs no cheer to follow.
  if ((credited || among.length > 0) && signsOf(text).care) jobs.push({ task: 'care', payload: { proof } });
  if (!cheers) return jobs;
  const isMended = post.origin.kind === 'edited';
  const runAt = waiting ? now + photoPatienceMs : isMended ? now + editPatienceMs : undefined;
  jobs.push({ task: 'cheer', payload: { proof }, key: `cheer:${proof}`, runAt });
  // The member's first check-in in this challenge may be their first of all, after which nudges are offered (core/nudge/personal/offer.ts).
  if (counted.some(({ daysDone }) => daysDone === 1))
    jobs.push({ task: 'offerNudge', payload: { member, proof } });
  return jobs;
}

/** Which row the proof has already (see Facts); null when it may not be recorded: it was recorded before, or is deleted. */
function rowOf({ proof }: ProofContext, { origin }: ProofPost): Facts['proof']['row'] | null {
  if (proof?.deleted) return null;
  if (origin.kind === 'edited' && !proof?.known) return null;
  if (origin.kind === 'edited') return origin.further ? 'further' : 'undecided';
  if (origin.kind === 'choice') return proof?.undecided ? 'undecided' : null;
  if (proof?.known) return null;
  return proof ? 'edited' : 'new';
}
