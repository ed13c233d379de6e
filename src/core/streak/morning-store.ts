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
import type { DaysOff, QuietHours } from '../nudge/days-off.ts';

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

/** A zone somebody of a workspace lives in, and when the workspace is left alone. */
export interface MorningPlace {
  readonly workspace: WorkspaceId;
  readonly zone: string;
  readonly quiet: QuietHours;
  readonly off: DaysOff;
}

export interface MorningStore {
  /** Of every workspace that is not parked. */
  places(): Promise<readonly MorningPlace[]>;
  /**
   * Members of these places, each named once, with a streak that is alive and that can hold freezes, without a check-in for `day`
   * where each day is asked for; in pages, each after the one before it. Empty: there are no more. `only`: of one challenge.
   */
  members(
    where: readonly (Pick<MorningPlace, 'workspace' | 'zone'> & { readonly day: CivilDay })[],
    after: { readonly challenge: ChallengeId; readonly member: MemberId } | null,
    only?: ChallengeId,
  ): Promise<readonly MorningMember[]>;
  /** Members for whom something waits to be told with a nudge of theirs that was moved since, or did not come. */
  left(): Promise<readonly MemberId[]>;
  /** Up to when mornings were taken care of; null: never yet. */
  doneUntil(): Promise<Instant | null>;
  setDoneUntil(instant: Instant): Promise<void>;
}
