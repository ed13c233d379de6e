import type { WorkspaceId } from '../model/ids.ts';

/**
 * Why something will not be tried again by itself: a permission is missing, the platform refused it as it is, nobody knows
 * what became of it, it came too late to be said, or a job of ours failed each time.
 */
export const deadCauses = ['forbidden', 'invalid', 'unknown', 'old', 'failed'] as const;
export type DeadCause = (typeof deadCauses)[number];

/** Dead letters of one workspace with one cause. */
export interface DeadGroup {
  readonly cause: DeadCause;
  readonly count: number;
  /** Of these, less than a day old: they can still be said. */
  readonly redrivable: number;
  /** The permissions that are missing, as the platform names them; at most a few. */
  readonly missing: readonly string[];
}

/** What a press on "try again" did. `closed`: too old to be said, and put away for good. */
export interface Redriven {
  readonly redriven: number;
  readonly closed: number;
}

/** Dead letters of a workspace, of one transaction. */
export interface DeadLettersTx {
  deadLetters(workspace: WorkspaceId): Promise<readonly DeadGroup[]>;
  /** Has those of one cause done again, oldest first; at most a few hundred at once. Asked twice, each comes back once. */
  redriveDead(workspace: WorkspaceId, cause: DeadCause): Promise<Redriven>;
}
