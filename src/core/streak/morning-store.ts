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

/** A member whose streak a freeze may have bridged yesterday. */
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
  /** The day on which the member gets their next freeze; null when they get none. */
  readonly nextFreeze: CivilDay | null;
}

/** A zone in which some member of a workspace lives, and the hours and days when the workspace is left alone. */
export interface MorningPlace {
  readonly workspace: WorkspaceId;
  readonly zone: string;
  readonly quiet: QuietHours;
  readonly off: DaysOff;
}

/** Reads who has news in the morning, for all workspaces. */
export interface MorningStore {
  /** The places of every workspace that is not parked. */
  places(): Promise<readonly MorningPlace[]>;
  /**
   * Members of these places, each place named once, whose streak is alive and can hold freezes and who have no check-in for `day`
   * where each day is asked for. In pages, each after the last member of the one before; empty: there are no more. `only`: of one
   * challenge.
   */
  members(
    where: readonly (Pick<MorningPlace, 'workspace' | 'zone'> & { readonly day: CivilDay })[],
    after: { readonly challenge: ChallengeId; readonly member: MemberId } | null,
    only?: ChallengeId,
  ): Promise<readonly MorningMember[]>;
  /** Members for whom news waits to be told with a nudge that was moved since, or did not come. */
  left(): Promise<readonly MemberId[]>;
  /** Up to when mornings have been handled; null when none ever was. */
  doneUntil(): Promise<Instant | null>;
  setDoneUntil(instant: Instant): Promise<void>;
}
