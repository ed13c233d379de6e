import type { Effect } from '../../delivery/effect.ts';
import { deliveryKey, partsIf } from '../../delivery/keys.ts';
import type { CivilDay, Instant } from '../../model/day.ts';
import type { ChallengeId, DeliveryKey, MemberRef, WorkspaceId } from '../../model/ids.ts';
import { type Summaries, type SummaryKind, summaryKinds, type WaitingSummary } from './period.ts';

/** Names one summary of a challenge. There is at most one for each week and month, whoever plans it. */
export interface SummaryName {
  readonly challenge: ChallengeId;
  readonly kind: SummaryKind;
  /** First day of the period. */
  readonly from: CivilDay;
}

/** A summary as it is planned and stored. */
export interface SummarySlot {
  readonly plannedAt: Instant;
  /** `sending`: its outcome is in the delivery ledger, under `summaryKey`. */
  readonly state: 'pending' | 'sending' | 'skipped';
}

/** What a period came to, without saying who did nothing. */
export interface SummaryFacts {
  /** How many members take part now. */
  readonly members: number;
  /** How many members did a day in the period. */
  readonly people: number;
  /** Days done by all members together. */
  readonly days: number;
  /**
   * How many proofs there were, including further ones for a day that counted already. A proof is a message, so a day that a manager added
   * has none.
   */
  readonly proofs: number;
  /** How many members did each day; days that nobody did are left out. */
  readonly each: readonly { readonly day: CivilDay; readonly count: number }[];
  /** Days done by all in the period before. */
  readonly before: number;
  /** Days done by all since the challenge began. */
  readonly together: number;
  /** The members shown on the leaderboard who did the most days: at most five, and nobody who did none. */
  readonly board: readonly { readonly ref: MemberRef; readonly name: string; readonly days: number }[];
}

/** Nine in the morning in a zone: challenges of this zone whose week or month ended the day before are due a summary. */
export interface DueMorning {
  readonly zone: string;
  readonly day: CivilDay;
  readonly at: Instant;
}

/** The delivery key of a summary. */
export function summaryKey({ challenge, kind, from }: SummaryName): DeliveryKey {
  return deliveryKey('summary', challenge, kind, from);
}

/** The summary that a key names; null for every other delivery. */
export function summaryOf(key: DeliveryKey): SummaryName | null {
  const [challenge, named, from] = partsIf(key, 'summary');
  const kind = summaryKinds.find((known) => known === named);
  return challenge && kind && from
    ? { challenge: challenge as ChallengeId, kind, from: from as CivilDay }
    : null;
}

/** Plans summaries, for all challenges at once. */
export interface SummaryStore {
  /** Every zone of a challenge that has summaries. */
  zones(): Promise<readonly string[]>;
  /** Up to when everything due has been planned; null when nothing ever was. */
  doneUntil(): Promise<Instant | null>;
  /**
   * Adds the summaries that are due and not there yet, each with its job, and notes `until`, in one round trip. Returns how many
   * it added.
   */
  plan(due: readonly DueMorning[], until: Instant): Promise<number>;
}

/** Whoever changes which summaries are chosen must have locked the challenge. */
export interface SummaryTx {
  chooseSummaries(challenge: ChallengeId, summaries: Summaries): Promise<void>;
  /** Reads the summary's slot and locks it until this transaction ends. */
  lockSummary(summary: SummaryName): Promise<SummarySlot | null>;
  skipSummary(summary: SummaryName, reason: string): Promise<void>;
  /** Summaries that are planned and neither sent nor skipped. */
  waitingSummaries(challenge: ChallengeId): Promise<readonly WaitingSummary[]>;
  /** Moves a summary to another time: for some members the period is not over yet, or it is a day off. */
  postponeSummary(summary: SummaryName, at: Instant): Promise<void>;
  /** Hands the summary to the delivery ledger, without a job: whoever holds the summary's own job delivers it. */
  saySummary(summary: SummaryName & { readonly workspace: WorkspaceId }, effect: Effect): Promise<void>;
  summaryFacts(
    challenge: ChallengeId,
    period: { readonly from: CivilDay; readonly to: CivilDay },
    before: { readonly from: CivilDay; readonly to: CivilDay },
  ): Promise<SummaryFacts>;
}
