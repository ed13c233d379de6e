import type { CivilDay } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { ChallengeStanding, ChoiceKind, ProofContext } from './context.ts';
import { claimsToBePhoto, isShown } from './evidence.ts';
import type { Candidate, Verdict } from './judge.ts';
import { namedIn } from './named.ts';

/** The challenges that a post is for, or those among which its member must choose. */
export type Chosen =
  | {
      readonly kind: 'these';
      readonly verdicts: readonly Verdict[];
      /** Set when the post went to the usual challenge, which is done for the day: other challenges in which the day is still open. */
      readonly open?: readonly ChallengeStanding[];
    }
  | {
      readonly kind: 'ask';
      readonly among: readonly ChallengeStanding[];
      /** The challenge that posts of this kind usually count for, if it is done for the day. The answer does not change what is usual. */
      readonly done: ChallengeStanding | null;
    };

/**
 * A post counts for the challenges it names; else for the only one its member is in; else for the only one it can count for that
 * is not paused; else for the one remembered for this kind of post; else the member is asked. If the remembered one is done for the day
 * and another is open, the member is asked too, with the open one first, once that day: then it goes where they said, or to the
 * remembered one until they do. Words alone, which may be talk (`words`), go to the remembered one. If somebody asked for the post to
 * be counted, the remembered one is not assumed: it may be the mistake to correct. Pure.
 */
export function choose(
  { challenges, member, lastQuestion }: ProofContext,
  candidate: Candidate,
  verdictIn: (challenge: ChallengeStanding) => Verdict,
  words = false,
): Chosen {
  const these = (chosen: readonly ChallengeStanding[]): Chosen => ({
    kind: 'these',
    verdicts: chosen.map(verdictIn),
  });
  if (challenges.length === 1) return these(challenges);
  const named = namedIn(candidate.text, challenges);
  const meant = challenges.filter(({ id }) => named.ids.has(id));
  if (meant.length === 1 || (meant.length > 1 && named.sure)) return these(meant);

  const own = (meant.length > 0 ? meant : challenges).filter(({ enrolled }) => enrolled);
  if (own.length === 1) return these(own);
  const pool = own.length > 0 ? own : meant.length > 0 ? meant : challenges;
  const possible = pool.filter((challenge) => dayIn(verdictIn(challenge)) !== null);
  if (possible.length === 0) return these(pool);
  // A challenge that is paused that day asks for nothing, so the post is hardly meant for it.
  const awake = possible.filter((challenge) => !isOff(challenge, dayIn(verdictIn(challenge))!));
  const able = awake.length > 0 ? awake : possible;
  if (able.length === 1) return these(able);
  const remembered: ChallengeId | undefined = member?.choices[choiceKind(candidate)];
  const usual = able.find(({ id }) => id === remembered);
  const isDone = (challenge: ChallengeStanding) => verdictIn(challenge).kind === 'alreadyCounted';
  const [open, over] = [able.filter((each) => !isDone(each)), able.filter(isDone)];
  const done = usual && open.length > 0 && isDone(usual) ? usual : null;
  if (usual && done && words) return { kind: 'these', verdicts: [verdictIn(usual)], open };
  if (usual && done && lastQuestion && !candidate.asked) {
    const said = able.find(({ id }) => id === lastQuestion.answer);
    return said ? these([said]) : { kind: 'these', verdicts: [verdictIn(usual)], open };
  }
  if (usual && !done && (open.length === 0 || !candidate.asked)) return these([usual]);
  return { kind: 'ask', among: [...open, ...over], done };
}

function dayIn(verdict: Verdict): CivilDay | null {
  return verdict.kind === 'counted' || verdict.kind === 'alreadyCounted' ? verdict.day : null;
}

/** Whether the challenge is paused on the day, or the member has a day off in it. */
function isOff({ pauses, enrollment }: ChallengeStanding, day: CivilDay): boolean {
  return [...pauses, ...(enrollment?.rests ?? [])].some(
    ({ from, to }) => from <= day && (to === null || day <= to),
  );
}

/** The kind of post, by which a member's choice of challenge is remembered. */
export function choiceKind({ attachments }: Pick<Candidate, 'attachments'>): ChoiceKind {
  return attachments.filter(isShown).some(claimsToBePhoto) ? 'photo' : 'text';
}
