import type { Instant, ZoneHistory } from '../model/day.ts';
import { type Meant, meantBy } from './chatter.ts';
import { choose } from './choose.ts';
import type { ChallengeStanding, ProofContext } from './context.ts';
import { type CountedVerdict, judge, type Verdict, zoneHistory } from './judge.ts';
import { isElsewhere, toldWhere } from './origin.ts';
import { candidateOf, type ProofPost } from './post.ts';

/** A post as it was judged in the challenges it may be for. */
export interface Judged {
  /** What it says now. */
  readonly text: string;
  readonly zones: ZoneHistory;
  readonly meant: Meant;
  /** Empty while the member has not said which challenge it is for. */
  readonly verdicts: readonly Verdict[];
  readonly counted: readonly CountedVerdict[];
  /** It counts, or for a day that is counted already. */
  readonly credited: boolean;
  /** The challenges the member is to choose between. */
  readonly among: readonly ChallengeStanding[];
  /** Of those, the one that posts of this kind usually count for and that is done for the day. */
  readonly done: ChallengeStanding | null;
  /** What they choose is for this post alone: nothing is remembered. */
  readonly forOne: boolean;
  /** Challenges that it would count for if it named them. */
  readonly open: readonly ChallengeStanding[];
}

/** Which challenges a post is for, and what becomes of it in each. Pure. Null: it means nothing there, and nothing of it is kept. */
export function judgePost(context: ProofContext, post: ProofPost, now: Instant): Judged | null {
  const { origin } = post;
  const isMended = origin.kind === 'edited';
  const zones = zoneHistory(context);
  // An edit that came before its message has the newer text.
  const text = context.proof && !isMended ? context.proof.text : post.text;
  const candidate = candidateOf({ ...post, text });
  const verdictIn = (standing: ChallengeStanding) => judge(standing, zones, candidate, now);
  const meant = meantBy(context, post, text);
  const chosen = choose(context, candidate, verdictIn, meant.words);
  const could = chosen.kind === 'these' ? chosen.verdicts : chosen.among.map(verdictIn);
  // Where each of them is done, words leave nothing to choose.
  const asks =
    chosen.kind === 'ask' && !(meant.words && could.every(({ kind }) => kind === 'alreadyCounted'))
      ? chosen
      : null;
  const verdicts = asks ? [] : could;
  const counted = verdicts.filter((verdict) => verdict.kind === 'counted');
  const credited = counted.length > 0 || verdicts.some(({ kind }) => kind === 'alreadyCounted');
  // Whoever is told in the answer is told of talk, too.
  if (!asks && toldWhere(origin) !== 'inReply' && verdicts.every(meant.isChatter)) return null;
  // Edited it leads nowhere still: nothing is said of it again.
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
