import type { Instant, ZoneHistory } from '../model/day.ts';
import { type Meant, meantBy } from './chatter.ts';
import { choose } from './choose.ts';
import { type ChallengeStanding, isTellable, type ProofContext, standingOf } from './context.ts';
import { type CountedVerdict, judge, type Verdict, zoneHistory } from './judge.ts';
import { isElsewhere, toldWhere } from './origin.ts';
import { candidateOf, type ProofPost } from './post.ts';

/** A post with its verdicts in the challenges it may be for. */
export interface Judged {
  /** The newest text of the post. */
  readonly text: string;
  readonly zones: ZoneHistory;
  readonly meant: Meant;
  /** Empty when the member must first say which challenge the post is for. */
  readonly verdicts: readonly Verdict[];
  /** Those that may be told where the post stands (`isTellable`) first: the cheer is about the first (adapters/postgres/cheer-context.ts). */
  readonly counted: readonly CountedVerdict[];
  /** The post counts in some challenge, or is a further proof of a day that is counted already. */
  readonly credited: boolean;
  /** The challenges among which the member must choose; empty for no question. */
  readonly among: readonly ChallengeStanding[];
  /** The one of `among` that posts of this kind usually count for, if it is done for the day. */
  readonly done: ChallengeStanding | null;
  /** The member's choice is for this post alone and is not remembered. */
  readonly forOne: boolean;
  /** Challenges for which the post would count if it named them. */
  readonly open: readonly ChallengeStanding[];
}

/** Finds the challenges a post is for, and its verdict in each. Null when the post is to be left alone: nothing of it is stored. Pure. */
export function judgePost(context: ProofContext, post: ProofPost, now: Instant): Judged | null {
  const { origin } = post;
  const isMended = origin.kind === 'edited';
  const zones = zoneHistory(context);
  // If an edit came before its message, the stored text is the newer one.
  const text = context.proof && !isMended ? context.proof.text : post.text;
  const candidate = candidateOf({ ...post, text });
  const verdictIn = (standing: ChallengeStanding) => judge(standing, zones, candidate, now);
  const meant = meantBy(context, post, text);
  const chosen = choose(context, candidate, verdictIn, meant.words);
  const could = chosen.kind === 'these' ? chosen.verdicts : chosen.among.map(verdictIn);
  // If all these challenges are done for the day, words alone are not worth a question.
  const asks =
    chosen.kind === 'ask' && !(meant.words && could.every(({ kind }) => kind === 'alreadyCounted'))
      ? chosen
      : null;
  const verdicts = asks ? [] : could;
  const isUntold = (verdict: Verdict) => Number(!isTellable(standingOf(context, verdict), post));
  const counted = verdicts
    .filter((verdict) => verdict.kind === 'counted')
    .sort((a, b) => isUntold(a) - isUntold(b));
  const credited = counted.length > 0 || verdicts.some(({ kind }) => kind === 'alreadyCounted');
  // Talk is left alone, unless the member waits for an answer.
  if (!asks && toldWhere(origin) !== 'inReply' && verdicts.every(meant.isChatter)) return null;
  // The edit has not made it count: nothing is said about it again.
  if (!asks && isMended && !credited) return null;
  return {
    text,
    zones,
    meant,
    verdicts,
    counted,
    credited,
    among: asks?.among ?? [],
    done: asks?.done ?? null,
    forOne: isElsewhere(origin) || (asks !== null && asks.done !== null),
    open: (chosen.kind === 'these' && chosen.open) || [],
  };
}
