import type { CivilDay, Instant } from '../model/day.ts';
import type {
  ChallengeId,
  MemberId,
  MemberRef,
  PlatformName,
  WorkspaceId,
  WorkspaceRef,
} from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { StreakState, StreakTerms } from '../model/streak/index.ts';

/** A member whose streak may have been bridged yesterday. */
export interface MorningMember {
  readonly workspace: {
    readonly id: WorkspaceId;
    readonly platform: PlatformName;
    readonly ref: WorkspaceRef;
  };
  readonly challenge: { readonly id: ChallengeId; readonly title: string };
  readonly member: { readonly id: MemberId; readonly ref: MemberRef };
  readonly locale: Locale;
  /** The zone they live in now. */
  readonly zone: string;
  readonly terms: StreakTerms;
  readonly state: StreakState | null;
  /** The day on which a freeze comes again; null: none does. */
  readonly nextFreeze: CivilDay | null;
}

export interface MorningStore {
  /** Every zone somebody lives in. */
  zones(): Promise<readonly string[]>;
  /**
   * Members of these zones with a streak that is alive and that can hold freezes, without a check-in for `yesterday` where
   * each day is asked for; in pages, each after the one before it. Empty: there are no more. `only`: of one challenge.
   */
  members(
    where: readonly { readonly zone: string; readonly yesterday: CivilDay }[],
    after: { readonly challenge: ChallengeId; readonly member: MemberId } | null,
    only?: ChallengeId,
  ): Promise<readonly MorningMember[]>;
  /** Up to when mornings were taken care of; null: never yet. */
  doneUntil(): Promise<Instant | null>;
  setDoneUntil(instant: Instant): Promise<void>;
}
