import type { MemberId } from '../model/ids.ts';

/** How much is kept about a member. */
export interface OwnCounts {
  /** Check-ins that count. */
  readonly checkIns: number;
  /** Photos of which there are copies. */
  readonly photos: number;
}

/** Reads everything that is kept about one member. */
export interface OwnStore {
  counts(member: MemberId): Promise<OwnCounts>;
}
