import type { ProofKind } from '../challenge/challenge.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, ChannelRef, MemberId, ProofId, WorkspaceId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { OwnTerms, RuleTerms } from '../streak/terms.ts';
import { mayPrecede, standsAsOf } from './origin.ts';
import type { ProofPost } from './post.ts';

/** All that a verdict on one message depends on, read in one round trip. */
export interface ProofContext {
  readonly workspace: {
    readonly id: WorkspaceId;
    readonly locale: Locale;
    readonly timezone: string;
    /** The emoji that marks a check-in. */
    readonly mark: string;
    readonly parked: boolean;
  };
  /** Null: never seen before. */
  readonly member: {
    readonly id: MemberId;
    readonly name: string;
    readonly locale: Locale | null;
    readonly zones: readonly { readonly from: Instant; readonly zone: string }[];
    /** They chose their zone themselves: the platform's word no longer counts. */
    readonly ownZone: boolean;
    /** Which challenge their posts of a kind count for in this channel, where they said so. */
    readonly choices: Readonly<Partial<Record<ChoiceKind, ChallengeId>>>;
  } | null;
  /** Who speaks to them; absent: 담찌. */
  readonly character?: string;
  /**
   * What is known of the message already. `known` false: an edit or a deletion came before it. `undecided`: the member was
   * asked which challenge it counts for, and has not said.
   */
  readonly proof: {
    readonly id: ProofId;
    readonly known: boolean;
    readonly deleted: boolean;
    readonly undecided: boolean;
    readonly text: string;
  } | null;
  /** Challenges that are on in its channel, oldest first. At least one. */
  readonly challenges: readonly ChallengeStanding[];
}

/** What a choice of challenge is remembered for: posts with a photo, and those without. */
export type ChoiceKind = 'photo' | 'text';

/** A challenge and how this member stands in it. */
export interface ChallengeStanding extends RuleTerms {
  readonly id: ChallengeId;
  readonly title: string;
  readonly emoji: string | null;
  readonly channel: ChannelRef;
  /** Not everybody may read its channel. */
  readonly closed: boolean;
  /** Since when it is on in its channel: its start, or when it last moved there. */
  readonly inChannelSince: Instant;
  readonly proofKind: ProofKind;
  readonly minLength: number;
  readonly backfillDays: number;
  readonly enrolled: boolean;
  /** When they left; null: they take part or never did. */
  readonly leftAt: Instant | null;
  /** When they last left with all of it erased, though they take part again; null: never. */
  readonly erasedAt: Instant | null;
  /** Kept also of one who left; null: never joined. */
  readonly enrollment:
    | (OwnTerms & {
        /** As stored: a state of another release, or none, is folded anew. */
        readonly streak: unknown;
        readonly version: number;
      })
    | null;
  readonly daysDone: number;
  readonly lastDay: CivilDay | null;
  /** Counted days within two of the day asked about. */
  readonly near: readonly CivilDay[];
}

/**
 * How things stood when it was posted: what was posted before the member left counts and does not bring them back, and is not kept
 * where they have erased it all since; what is found in a history is of no challenge that came to the channel later. Null: nowhere is
 * it kept. What they ask for themselves is as of now.
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

/** Whether it may be named under a post, where everybody there reads it: a closed challenge only in its own channel. Pure. */
export function isTellable(
  { closed, channel }: Pick<ChallengeStanding, 'closed' | 'channel'>,
  post: Pick<ProofPost, 'channel'>,
): boolean {
  return !closed || channel === post.channel;
}

/** How the member stands in the challenge that something judged is about. */
export function standingOf(
  { challenges }: Pick<ProofContext, 'challenges'>,
  { challenge }: { readonly challenge: ChallengeId },
): ChallengeStanding {
  return challenges.find(({ id }) => id === challenge)!;
}
