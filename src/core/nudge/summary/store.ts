import type { Effect } from '../../delivery/effect.ts';
import { deliveryKey, partsIf } from '../../delivery/keys.ts';
import type { CivilDay, Instant } from '../../model/day.ts';
import type { ChallengeId, DeliveryKey, MemberRef, WorkspaceId } from '../../model/ids.ts';
import { type Summaries, type SummaryKind, summaryKinds, type WaitingSummary } from './period.ts';

/** One summary of a challenge. There is one at most for each week and month, whoever plans it. */
export interface SummaryName {
  readonly challenge: ChallengeId;
  readonly kind: SummaryKind;
  /** First day of the period. */
  readonly from: CivilDay;
}

export interface SummarySlot {
  readonly plannedAt: Instant;
  /** `sending`: what became of it is in the ledger, under `summaryKey`. */
  readonly state: 'pending' | 'sending' | 'skipped';
}

/** What a period came to, without who did not. */
export interface SummaryFacts {
  /** Who take part now. */
  readonly members: number;
  /** Who did a day in it. */
  readonly people: number;
  /** Days done by all together. */
  readonly days: number;
  /** Posts and days added, those of a day counted already too. */
  readonly proofs: number;
  /** Members by day, of those days on which anybody did it. */
  readonly each: readonly { readonly day: CivilDay; readonly count: number }[];
  /** Days done by all in the period before. */
  readonly before: number;
  /** Days done by all since the challenge began. */
  readonly together: number;
  /** Of those shown on the leaderboard, who did most days; at most five, and nobody who did none. */
  readonly board: readonly { readonly ref: MemberRef; readonly name: string; readonly days: number }[];
}

/** A zone's morning at nine: challenges of this zone whose week or month ended the day before are to be told of. */
export interface DueMorning {
  readonly zone: string;
  readonly day: CivilDay;
  readonly at: Instant;
}

/** A summary in the ledger. */
export function summaryKey({ challenge, kind, from }: SummaryName): DeliveryKey {
  return deliveryKey('summary', challenge, kind, from);
}

/** Whose summary a key names; null for every other delivery. */
export function summaryOf(key: DeliveryKey): SummaryName | null {
  const [challenge, named, from] = partsIf(key, 'summary');
  const kind = summaryKinds.find((known) => known === named);
  return challenge && kind && from
    ? { challenge: challenge as ChallengeId, kind, from: from as CivilDay }
    : null;
}

/** Planning, for all challenges at once. */
export interface SummaryStore {
  /** Every zone of a challenge that has summaries. */
  zones(): Promise<readonly string[]>;
  /** Up to when all that was due is planned; null: never yet. */
  doneUntil(): Promise<Instant | null>;
  /** Adds the summaries that are due and not there yet, each with its job, and notes `until`: one round trip. How many. */
  plan(due: readonly DueMorning[], until: Instant): Promise<number>;
}

/** Whoever changes what is chosen has locked the challenge. */
export interface SummaryTx {
  chooseSummaries(challenge: ChallengeId, summaries: Summaries): Promise<void>;
  /** Locks it until this transaction ends. */
  lockSummary(summary: SummaryName): Promise<SummarySlot | null>;
  skipSummary(summary: SummaryName, reason: string): Promise<void>;
  /** Planned, and neither told nor skipped. */
  waitingSummaries(challenge: ChallengeId): Promise<readonly WaitingSummary[]>;
  /** To be told at another time: members are where the period is not over yet, or it is a day off. */
  postponeSummary(summary: SummaryName, at: Instant): Promise<void>;
  /** Handed to the ledger, without a job: whoever holds the summary's own job delivers it. */
  saySummary(summary: SummaryName & { readonly workspace: WorkspaceId }, effect: Effect): Promise<void>;
  summaryFacts(
    challenge: ChallengeId,
    period: { readonly from: CivilDay; readonly to: CivilDay },
    before: { readonly from: CivilDay; readonly to: CivilDay },
  ): Promise<SummaryFacts>;
}
