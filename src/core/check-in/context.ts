import type { ProofKind } from '../challenge/challenge.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, ChannelRef, MemberId, ProofId, WorkspaceId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { OwnTerms, RuleTerms } from '../streak/terms.ts';
import { mayPrecede, standsAsOf } from './origin.ts';
import type { ProofPost } from './post.ts';

/** Everything that the verdict on one message depends on, read in one round trip. */
export interface ProofContext {
  readonly workspace: {
    readonly id: WorkspaceId;
    readonly locale: Locale;
    readonly timezone: string;
    /** The emoji that marks a check-in. */
    readonly mark: string;
    readonly parked: boolean;
  };
  /** The author; null when we have never seen them before. */
  readonly member: {
    readonly id: MemberId;
    readonly name: string;
    readonly locale: Locale | null;
    readonly zones: readonly { readonly from: Instant; readonly zone: string }[];
    /** The member chose their zone themselves, so the zone that the platform reports is ignored. */
    readonly ownZone: boolean;
    /** The challenge that the member's posts of a kind count for in this channel, as far as they chose one. */
    readonly choices: Readonly<Partial<Record<ChoiceKind, ChallengeId>>>;
  } | null;
  /** The character that speaks to the member; absent: 담찌. */
  readonly character?: string;
  /**
   * What is stored of the message already; null for nothing. `known` false: only an edit or a deletion of it has arrived. `undecided`:
   * the member was asked which challenge it counts for, and has not answered.
   */
  readonly proof: {
    readonly id: ProofId;
    readonly known: boolean;
    readonly deleted: boolean;
    readonly undecided: boolean;
    readonly text: string;
  } | null;
  /**
   * The member was asked that day, when their usual challenge was done, which one another post of the channel is for. `answer`: what it
   * counts for since; null while they have not said. Read, and then set, only where they would be asked once more.
   */
  readonly lastQuestion?: { readonly answer: ChallengeId | null };
  /** The current challenges of its channel, or those that were asked for; oldest first, at least one. */
  readonly challenges: readonly ChallengeStanding[];
}

/** The two kinds of posts for which a choice of challenge is remembered: with a photo, and without one. */
export type ChoiceKind = 'photo' | 'text';

/** A challenge and how this member stands in it. */
export interface ChallengeStanding extends RuleTerms {
  readonly id: ChallengeId;
  readonly title: string;
  readonly emoji: string | null;
  readonly channel: ChannelRef;
  /** Not everybody may read its channel. */
  readonly closed: boolean;
  /** Since when it has been in this channel: its start, or when it last moved there. */
  readonly inChannelSince: Instant;
  readonly proofKind: ProofKind;
  readonly minLength: number;
  readonly backfillDays: number;
  readonly enrolled: boolean;
  /** When the member left; null when they take part or never did. */
  readonly leftAt: Instant | null;
  /** When the member last left and had everything erased, even if they take part again; null: never. */
  readonly erasedAt: Instant | null;
  /** Kept also after the member left; null when they never joined. */
  readonly enrollment:
    | (OwnTerms & {
        /** The kept streak as it is stored. If there is none, or it is of another release, the streak is replayed. */
        readonly streak: unknown;
        readonly version: number;
      })
    | null;
  readonly daysDone: number;
  readonly lastDay: CivilDay | null;
  /** The counted days within two days of the day that the query is about. */
  readonly near: readonly CivilDay[];
}

/**
 * The context as it was when the message was posted. A message from before the member left counts but does not bring them back, and is
 * ignored in challenges whose records they have erased since; a message found in a history is for no challenge that came to the channel
 * later. Null when no challenge is left. What a member asks for themselves is judged as of now (`standsAsOf`).
 */
export function asPosted(
  context: ProofContext,
  { at, origin }: Pick<ProofPost, 'at' | 'origin'>,
): ProofContext | null {
  if (standsAsOf(origin) === 'now') return context;
  const challenges = context.challenges
    .filter(({ erasedAt }) => erasedAt === null || erasedAt <= at)
    .filter(({ inChannelSince }) => !mayPrecede(origin) || inChannelSince <= at)
    .map((each) => (each.leftAt !== null && at < each.leftAt ? { ...each, enrolled: true } : each));
  return challenges.length > 0 ? { ...context, challenges } : null;
}

/** Whether a challenge may be named under a post, where everybody in the channel reads it: a closed one only in its own channel. Pure. */
export function isTellable(
  { closed, channel }: Pick<ChallengeStanding, 'closed' | 'channel'>,
  post: Pick<ProofPost, 'channel'>,
): boolean {
  return !closed || channel === post.channel;
}

/** The member's standing in the challenge that a verdict (or the like) is about. */
export function standingOf(
  { challenges }: Pick<ProofContext, 'challenges'>,
  { challenge }: { readonly challenge: ChallengeId },
): ChallengeStanding {
  return challenges.find(({ id }) => id === challenge)!;
}
