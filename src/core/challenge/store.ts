import type { CivilDay, Instant, ZoneHistory } from '../model/day.ts';
import type { ChallengeId, ChannelRef, MemberId, MemberRef, WorkspaceId } from '../model/ids.ts';
import type { ChallengeRow, MemberRow, WorkspaceRow } from '../store.ts';
import type { OwnTerms, PastTerms } from '../streak/terms.ts';
import type { Category, DaySpan, Rule } from './challenge.ts';
import type { Rules } from './rule-change.ts';
import type { ChallengeSettings } from './settings.ts';

/** A member of a challenge with the facts that their streak is computed from. */
export interface MemberFacts extends OwnTerms {
  readonly member: MemberId;
  /** Every zone the member lived in; empty when the workspace's zone applies. */
  readonly zones: ZoneHistory | readonly [];
  readonly checkIns: readonly {
    readonly id: string;
    readonly at: Instant;
    readonly zone: string;
    readonly day: CivilDay;
  }[];
}

/** The input of `createChallenge`. */
export interface NewChallenge extends Rule {
  readonly workspace: WorkspaceId;
  readonly channel: ChannelRef;
  readonly closed: boolean;
  readonly title: string;
  readonly emoji: string | null;
  readonly category: Category | null;
  readonly teamGoal: number | null;
  readonly endNotices: readonly number[];
  readonly createdBy: MemberId | null;
  /** Null: a draft, which only managers can see until it is started. */
  readonly startedAt: Instant | null;
  /** The key of the call that asks for it: received twice, the challenge is made once. */
  readonly call: string;
}

/** Challenges and who takes part in them, within one transaction. */
export interface ChallengeTx {
  /** Makes a challenge. `made` false: this call made it before. */
  createChallenge(challenge: NewChallenge): Promise<{ readonly id: ChallengeId; readonly made: boolean }>;
  findChallenge(workspace: WorkspaceId, id: ChallengeId): Promise<ChallengeRow | null>;
  /** Running challenges (started, not ended), oldest first. */
  listChallenges(workspace: WorkspaceId): Promise<readonly ChallengeRow[]>;
  /** The challenges the member takes part in. */
  enrolledIn(member: MemberId): Promise<readonly ChallengeId[]>;
  /** The same as whole rows: running ones first, oldest first. */
  listJoined(member: MemberId): Promise<readonly ChallengeRow[]>;
  /** The challenges the member takes part in or left, as long as records of them in it are kept. */
  everIn(member: MemberId): Promise<readonly ChallengeId[]>;
  /** Enrolls a member. `again`: they were in before, and their records and first day were kept. */
  join(challenge: ChallengeId, member: MemberId, day: CivilDay): Promise<'new' | 'again' | 'already'>;
  /** Returns false when the member was not in. */
  leave(challenge: ChallengeId, member: MemberId, at: Instant): Promise<boolean>;

  /** Whether this channel has a running challenge, so that its messages matter. */
  isWatched(workspace: WorkspaceId, channel: ChannelRef): Promise<boolean>;
}

/**
 * Changes challenges. Whoever changes one locks it first (`lockChallenge`), so that two changes at once come one after the other,
 * and the second sees what the first did.
 */
export interface ChallengeChangeTx {
  /** Reads a challenge, drafts included, and locks it. */
  lockChallenge(workspace: WorkspaceId, id: ChallengeId): Promise<ChallengeRow | null>;
  /** The same for jobs, which know only its id. Null when it was deleted. */
  lockChallengeWithPlace(
    id: ChallengeId,
  ): Promise<{ readonly workspace: WorkspaceRow; readonly challenge: ChallengeRow } | null>;
  /** Challenges that ended since then, newest first: their days may still be named (R15). */
  listOver(workspace: WorkspaceId, since: Instant): Promise<readonly ChallengeRow[]>;
  /** The names of ended challenges, newest first: any of them may be named, however long ago it ended. */
  namesOver(workspace: WorkspaceId): Promise<readonly Pick<ChallengeRow, 'id' | 'title' | 'emoji'>[]>;
  /** Challenges that were not started yet, oldest first. */
  listDrafts(workspace: WorkspaceId): Promise<readonly ChallengeRow[]>;
  startChallenge(id: ChallengeId, at: Instant): Promise<void>;
  /**
   * Saves the settings and raises the version. When the change is one of a streak's facts, every enrollment's streak is folded
   * anew. A challenge that moves to another channel counts as being in it from `at` on.
   */
  saveChallenge(
    id: ChallengeId,
    settings: ChallengeSettings,
    rules: Rules,
    past: readonly PastTerms[],
    at: Instant,
  ): Promise<void>;
  savePauses(id: ChallengeId, pauses: readonly DaySpan[]): Promise<void>;
  /** Ends a challenge, with its last day and pauses as they are then. */
  endChallenge(
    id: ChallengeId,
    end: { readonly at: Instant; readonly endsOn: CivilDay | null; readonly pauses: readonly DaySpan[] },
  ): Promise<void>;
  handOver(id: ChallengeId, to: MemberId): Promise<void>;
  /** Deletes the challenge with its enrollments, check-ins, rests, grants and choices. */
  deleteChallenge(id: ChallengeId): Promise<void>;
  /** The number of live check-ins of a challenge. */
  countCheckIns(id: ChallengeId): Promise<number>;
  /** The zones its members live in now; members without one of their own are left out. */
  zonesOf(id: ChallengeId): Promise<readonly string[]>;
  /** Facts of the members who take part: at most `most` of them, or with `only` those of one member. */
  memberFacts(
    id: ChallengeId,
    which: { readonly only: MemberId } | { readonly most: number },
  ): Promise<readonly MemberFacts[]>;
  /** A member by their ref; null when we never met them. */
  findMember(workspace: WorkspaceId, ref: MemberRef): Promise<MemberRow | null>;
  /** Running challenges with a last day and without a job that will end them. */
  unplannedEnds(): Promise<readonly ChallengeId[]>;
}
