import type { CivilDay } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { ChallengeStanding, ChoiceKind, ProofContext } from './context.ts';
import { claimsToBePhoto } from './evidence.ts';
import type { Candidate, Verdict } from './judge.ts';
import { namedIn } from './named.ts';

/** Which of a channel's challenges a post is for, or between which of them its member is to choose. */
export type Chosen =
  | { readonly kind: 'these'; readonly verdicts: readonly Verdict[] }
  | { readonly kind: 'ask'; readonly among: readonly ChallengeStanding[] };

/**
 * A post counts for the challenges it names; else for the only one its member is in; else for the only one it can count
 * for that is not paused; else for the one remembered for this kind of post; else the member is asked. Pure.
 */
export function choose(
  { challenges, member }: ProofContext,
  candidate: Candidate,
  verdictIn: (challenge: ChallengeStanding) => Verdict,
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
  // What is paused that day asks for nothing, so the post is hardly meant for it.
  const awake = possible.filter((challenge) => !isOff(challenge, dayIn(verdictIn(challenge))!));
  const able = awake.length > 0 ? awake : possible;
  if (able.length === 1) return these(able);
  const remembered: ChallengeId | undefined = member?.choices[choiceKind(candidate)];
  const usual = able.filter(({ id }) => id === remembered);
  return usual.length === 1 ? these(usual) : { kind: 'ask', among: able };
}

function dayIn(verdict: Verdict): CivilDay | null {
  return verdict.kind === 'counted' || verdict.kind === 'alreadyCounted' ? verdict.day : null;
}

/** Paused, or a day off of the member's own. */
function isOff({ pauses, enrollment }: ChallengeStanding, day: CivilDay): boolean {
  return [...pauses, ...(enrollment?.rests ?? [])].some(
    ({ from, to }) => from <= day && (to === null || day <= to),
  );
}

/** The kind of a post a choice is remembered for. */
export function choiceKind({ attachments }: Pick<Candidate, 'attachments'>): ChoiceKind {
  return attachments.some(claimsToBePhoto) ? 'photo' : 'text';
}
