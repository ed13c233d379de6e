import type { CivilDay } from '../../model/day.ts';
import type { WorkspaceId } from '../../model/ids.ts';

export const loggedKinds = ['channel', 'summary', 'personal'] as const;
export type LoggedKind = (typeof loggedKinds)[number];

/** What became of the nudges of one kind on one day, of those that ended alike. */
export interface NudgeCount {
  readonly day: CivilDay;
  readonly kind: LoggedKind;
  /** `waiting`: planned or under way. */
  readonly outcome: 'sent' | 'skipped' | 'failed' | 'waiting';
  /** Why it was skipped, or how it failed; null otherwise. */
  readonly reason: string | null;
  readonly count: number;
  /** Emoji and titles of some of the challenges; none for personal nudges, of which nobody is named. */
  readonly names: readonly string[];
}

export interface NudgeLogTx {
  /** Of a workspace's days from `from` to `to`, newest day first: one round trip. */
  nudgeLog(
    workspace: WorkspaceId,
    days: { readonly from: CivilDay; readonly to: CivilDay },
  ): Promise<readonly NudgeCount[]>;
}
