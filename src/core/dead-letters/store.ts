import type { WorkspaceId } from '../model/ids.ts';

/**
 * Why a delivery will not be tried again by itself: a permission is missing, the platform refused it as it is, its outcome is
 * unknown, it came too late to be sent, something went wrong on our side, or a job of ours failed each time.
 */
export const deadCauses = ['forbidden', 'invalid', 'unknown', 'old', 'mistake', 'failed'] as const;
export type DeadCause = (typeof deadCauses)[number];

/** The dead letters of one workspace with one cause. */
export interface DeadGroup {
  readonly cause: DeadCause;
  readonly count: number;
  /** How many of them are less than a day old and can still be sent. */
  readonly redrivable: number;
  /** The missing permissions, as the platform names them; only a few of them. */
  readonly missing: readonly string[];
}

/** What a press on "try again" did. `closed`: how many were too old to be sent and were put away for good. */
export interface Redriven {
  readonly redriven: number;
  readonly closed: number;
}

/** The dead letters of a workspace, within one transaction. */
export interface DeadLettersTx {
  deadLetters(workspace: WorkspaceId): Promise<readonly DeadGroup[]>;
  /** Retries those of one cause, oldest first and at most a few hundred at once. Called twice, each is retried once. */
  redriveDead(workspace: WorkspaceId, cause: DeadCause): Promise<Redriven>;
}
