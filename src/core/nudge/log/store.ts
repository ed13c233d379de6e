import type { CivilDay } from '../../model/day.ts';
import type { WorkspaceId } from '../../model/ids.ts';

export const loggedKinds = ['channel', 'summary', 'personal'] as const;
export type LoggedKind = (typeof loggedKinds)[number];

/** How many nudges of one kind on one day had the same outcome and reason. */
export interface NudgeCount {
  readonly day: CivilDay;
  readonly kind: LoggedKind;
  /** `waiting`: planned or being sent. */
  readonly outcome: 'sent' | 'skipped' | 'failed' | 'waiting';
  /** Why it was skipped, or how it failed; null otherwise. */
  readonly reason: string | null;
  readonly count: number;
  /** Emoji and titles of some of the challenges; empty for personal nudges, since no member is named. */
  readonly names: readonly string[];
}

/** The nudge log, within one transaction. */
export interface NudgeLogTx {
  /** The counts for a workspace's days from `from` to `to`, newest day first, in one round trip. */
  nudgeLog(
    workspace: WorkspaceId,
    days: { readonly from: CivilDay; readonly to: CivilDay },
  ): Promise<readonly NudgeCount[]>;
}
