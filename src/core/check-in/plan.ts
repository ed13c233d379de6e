import { isTender, signsOf } from '../care/signs.ts';
import type { JobSpec } from '../jobs/job.ts';
import type { Instant } from '../model/day.ts';
import type { ChallengeId, MemberId, ProofId } from '../model/ids.ts';
import type { CheckInFact as StreakCheckIn } from '../model/streak/index.ts';
import type { Away } from '../outage/lost-days.ts';
import { cameBack } from './came-back.ts';
import { meantBy } from './chatter.ts';
import { type Chosen, choiceKind, choose } from './choose.ts';
import { type ChallengeStanding, type ProofContext, standingOf } from './context.ts';
import type { Facts } from './facts.ts';
import { type Folded, fold } from './fold.ts';
import { type CountedVerdict, judge, type Verdict, zoneHistory } from './judge.ts';
import { editedAtOf, isElsewhere, isFromHistory, movesCursor, rememberedOf, toldWhere } from './origin.ts';
import { heldPhotos, photoFacts } from './photo-facts.ts';
import { candidateOf, type ProofPost } from './post.ts';
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

export interface Plan {
  /** Empty while the member has not said which challenge it is for. */
  readonly verdicts: readonly Verdict[];
  /** The challenges the member is to choose between. */
  readonly among: readonly ChallengeStanding[];
  /** Of those, the one that posts of this kind usually count for and that is done for the day. */
  readonly done: ChallengeStanding | null;
  /** What they choose is for this post alone: nothing is remembered. */
  readonly forOne: boolean;
  /** Challenges whose streak can only be told from all check-ins: to be planned again with them. */
  readonly unfolded: readonly ChallengeId[];
  /** The streaks the counted check-ins lead to. */
  readonly folded: ReadonlyMap<ChallengeId, Folded>;
  readonly facts: Facts;
}

/** All check-ins of the member in challenges whose kept streak could not simply be added to. */
export type Known = ReadonlyMap<ChallengeId, readonly StreakCheckIn[]>;

/**
 * Everything one proof leads to, as rows: the check-ins, the streaks, what is said and marked about it, and the jobs that
 * do so. `away`: when nothing was heard lately. Pure. Null when there is nothing to keep: the message was taken in before, is deleted, or means nothing here.
 */
export function planProof(
  context: ProofContext,
  post: ProofPost,
  ids: { proof: ProofId; member: MemberId },
  now: Instant,
  known: Known = new Map(),
  away: readonly Away[] = [],
): Plan | null {
  const row = rowOf(context, post);
  if (row === null) return null;
  const withZone = applyToldZone(context, post);
  const zones = zoneHistory(withZone.context);
  const isMended = editedAtOf(post.origin) !== null;
  // An edit that came before its message has the newer text.
  const text = context.proof && !isMended ? context.proof.text : post.text;
  const candidate = candidateOf({ ...post, text });
  const verdictIn = (standing: ChallengeStanding) => judge(standing, zones, candidate, now);
  const meant = meantBy(withZone.context, post, text);
  const chosen: Chosen = choose(context, candidate, verdictIn, meant.words);
  const could = chosen.kind === 'these' ? chosen.verdicts : chosen.among.map(verdictIn);
  // Where each of them is done, words leave nothing to choose.
  const isOpen =
    chosen.kind === 'ask' && !(meant.words && could.every(({ kind }) => kind === 'alreadyCounted'));
  const verdicts = isOpen ? [] : could;
  const among = isOpen ? chosen.among : [];
  const done = isOpen ? chosen.done : null;
  const forOne = done !== null || isElsewhere(post.origin);
  if (toldWhere(post.origin) !== 'inReply' && among.length === 0 && verdicts.every(meant.isChatter))
    return null;

  const proof = context.proof?.id ?? ids.proof;
  const member = context.member?.id ?? ids.member;
  const counted = verdicts.filter((verdict) => verdict.kind === 'counted');
  const credited = counted.length > 0 || verdicts.some((verdict) => verdict.kind === 'alreadyCounted');
  // Edited it leads nowhere still: nothing is said of it again.
  if (isMended && !credited && among.length === 0) return null;
  // What counts for nothing yet may by its next edit.
  const photos = credited ? photoFacts(post.attachments) : heldPhotos(post.attachments);
  const waiting = photos.some((photo) => photo.state === 'waiting');
  const deliveries =
    among.length > 0
      ? [question(withZone.context, post, proof, { among, done, forOne })]
      : sayings(withZone.context, post, { proof, member }, verdicts, {
          photos,
          meant,
          open: (chosen.kind === 'these' && chosen.open) || [],
          isOld: isFromHistory(post.origin) && now - post.at >= saidWithinMs,
        });

  const folded = new Map<ChallengeId, Folded>();
  const unfolded: ChallengeId[] = [];
  for (const verdict of counted) {
    const standing = standingOf(context, verdict);
    const when = { at: post.at, now, moved: withZone.told !== null };
    const result = fold(standing, zones, verdict, when, known.get(verdict.challenge) ?? null);
    if (result === 'replay') unfolded.push(verdict.challenge);
    else folded.set(verdict.challenge, result);
  }

  const isBack = (verdict: CountedVerdict) =>
    cameBack(standingOf(context, verdict), verdict, folded.get(verdict.challenge), away);
  const cheer =
    counted.length > 0 && now - post.at < cheerWithinMs
      ? cheerFact(counted[0]!, post, text, isBack(counted[0]!))
      : null;
  for (const verdict of counted) {
    const card = reachedCard(withZone.context, post, { proof, member }, verdict, folded, isBack(verdict));
    // After bad news a card that counts would be cold comfort.
    if (card && !isTender(text)) deliveries.push(card);
  }

  const remembered = credited ? rememberedOf(post.origin) : null;
  const otherJobs: JobSpec[] = [];
  if (waiting) otherJobs.push({ task: 'photos', payload: { proof } });
  // Whoever may be in danger does not wait for photos and the cheer's turn, nor for there to be a cheer.
  if ((credited || among.length > 0) && signsOf(text).care)
    otherJobs.push({ task: 'care', payload: { proof } });
  if (cheer) {
    const runAt = waiting ? now + photoPatienceMs : isMended ? now + editPatienceMs : undefined;
    otherJobs.push({
      task: 'cheer',
      payload: { proof },
      key: `cheer:${proof}`,
      runAt,
    });
  }
  // The first in this challenge may be the first of all, after which nudges are offered (core/nudge/personal/offer.ts).
  if (cheer && counted.some(({ daysDone }) => daysDone === 1))
    otherJobs.push({ task: 'offerNudge', payload: { member, proof } });
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
        id: member,
        isNew: context.member === null,
        ref: post.member.ref,
        name: post.member.name,
        locale: post.member.locale,
      },
      zone: withZone.told,
      enrollments: verdicts.flatMap((verdict) => enrollmentFact(context, verdict, folded)),
      proof: { id: proof, row, message: post.message, channel: post.channel, at: post.at, text },
      photos,
      checkIns: verdicts.flatMap((verdict) => checkInFact(verdict, post.at)),
      cheer,
      deliveries,
      otherJobs,
      choice: remembered ? { kind: choiceKind(post), challenge: remembered } : null,
      cursor: movesCursor(post.origin) ? { channel: post.channel, message: post.message, at: post.at } : null,
    },
  };
}

/** Null: the message was taken in before, or is deleted. */
function rowOf({ proof }: ProofContext, { origin }: ProofPost): Facts['proof']['row'] | null {
  if (proof?.deleted) return null;
  if (origin.kind === 'edited') return proof?.known ? 'undecided' : null;
  if (origin.kind === 'choice') return proof?.undecided ? 'undecided' : null;
  if (proof?.known) return null;
  return proof ? 'edited' : 'new';
}
