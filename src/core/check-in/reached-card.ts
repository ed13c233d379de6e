import type { ChallengeId, MemberId, ProofId } from '../model/ids.ts';
import { milestoneCard, milestoneKey, reachedBy } from '../streak/milestone-card.ts';
import { isTellable, type ProofContext, standingOf } from './context.ts';
import type { DeliveryFact } from './facts.ts';
import type { Folded } from './fold.ts';
import type { CountedVerdict } from './judge.ts';
import type { ProofPost } from './post.ts';
import { localeOf, threadOf } from './sayings.ts';

/** The card for what a check-in reached: a milestone, the first full week or the first comeback (`back`); null for none of these. */
export function reachedCard(
  context: ProofContext,
  post: ProofPost,
  ids: { readonly proof: ProofId; readonly member: MemberId },
  verdict: CountedVerdict,
  folded: ReadonlyMap<ChallengeId, Folded>,
  back: boolean,
): DeliveryFact | null {
  const streak = folded.get(verdict.challenge);
  const reached = streak && reachedBy(streak, back);
  if (!reached || !isTellable(standingOf(context, verdict), post)) return null;
  const { challenge, day, zone } = verdict;
  const locale = localeOf(context, post);
  const view = milestoneCard(reached, {
    name: post.member.name,
    challenge: standingOf(context, verdict),
    daysDone: streak.after.daysDone,
    asOf: { day, zone },
    ...(context.character ? { character: context.character } : {}),
    locale,
  });
  const target = threadOf(locale, post, ids.proof, day);
  const key = milestoneKey(reached, { challenge, ...ids });
  return { key, effect: { do: 'post', target, view }, how: 'queued' };
}
