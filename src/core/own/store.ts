import type { Instant } from '../model/day.ts';
import type { MemberId, MessageRef } from '../model/ids.ts';
import type { MemberExport } from './export.ts';

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
  /**
   * Everything kept about a member, read at one instant; null when there is no such member. `at`: the time it says it was made.
   * `linkTo`: the address of a message, null where it has none.
   */
  export(
    member: MemberId,
    at: Instant,
    linkTo: (message: MessageRef) => string | null,
  ): Promise<MemberExport | null>;
}
