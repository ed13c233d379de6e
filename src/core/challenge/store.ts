import type { CivilDay, Instant, ZoneHistory } from '../model/day.ts';
import type { ChallengeId, ChannelRef, MemberId, MemberRef, WorkspaceId } from '../model/ids.ts';
import type { ChallengeRow, MemberRow, WorkspaceRow } from '../store.ts';
import type { OwnTerms, PastTerms } from '../streak/terms.ts';
import type { Category, DaySpan, Rule } from './challenge.ts';
import type { Rules } from './rule-change.ts';
import type { ChallengeSettings } from './settings.ts';

/** A member of a challenge with the facts their streak follows from. */
export interface MemberFacts extends OwnTerms {
  readonly member: MemberId;
  /** Empty: the workspace's zone. */
  readonly zones: ZoneHistory | readonly [];
  readonly checkIns: readonly {
    readonly id: string;
    readonly at: Instant;
    readonly zone: string;
    readonly day: CivilDay;
  }[];
}

/** What `createChallenge` is given. */
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
  /** Null: a draft, seen by nobody but managers until it is started. */
  readonly startedAt: Instant | null;
  /** The call that asks for it: asked twice, made once. */
  readonly call: string;
}

/** Challenges and who takes part in them, of one transaction. */
export interface ChallengeTx {
  /** `made` false: this call made it before. */
  createChallenge(challenge: NewChallenge): Promise<{ readonly id: ChallengeId; readonly made: boolean }>;
  findChallenge(workspace: WorkspaceId, id: ChallengeId): Promise<ChallengeRow | null>;
  /** Challenges that are on (started, not ended), oldest first. */
  listChallenges(workspace: WorkspaceId): Promise<readonly ChallengeRow[]>;
  /** Challenges the member takes part in. */
  enrolledIn(member: MemberId): Promise<readonly ChallengeId[]>;
  /** The same whole: those that are on first, oldest first. */
  listJoined(member: MemberId): Promise<readonly ChallengeRow[]>;
  /** Those and the ones they left, while records of them are kept. */
  everIn(member: MemberId): Promise<readonly ChallengeId[]>;
  /** `again`: was in before, and the records and the first day were kept. */
  join(challenge: ChallengeId, member: MemberId, day: CivilDay): Promise<'new' | 'again' | 'already'>;
  /** False: was not in. */
  leave(challenge: ChallengeId, member: MemberId, at: Instant): Promise<boolean>;

  /** Whether messages of this channel matter. */
  isWatched(workspace: WorkspaceId, channel: ChannelRef): Promise<boolean>;
}

/**
 * Changing challenges. Whoever changes one locks it first (`lockChallenge`), so that two who change it at once come one after
 * the other, and the second sees what the first did.
 */
export interface ChallengeChangeTx {
  /** Drafts too. */
  lockChallenge(workspace: WorkspaceId, id: ChallengeId): Promise<ChallengeRow | null>;
  /** For jobs, which know nothing but its id. Null: it was deleted. */
  lockChallengeWithPlace(
    id: ChallengeId,
  ): Promise<{ readonly workspace: WorkspaceRow; readonly challenge: ChallengeRow } | null>;
  /** Ended since, newest first: days of theirs may still be named (R15). */
  listOver(workspace: WorkspaceId, since: Instant): Promise<readonly ChallengeRow[]>;
  /** What those that are over are called, newest first: any of them may be named, however long ago. */
  namesOver(workspace: WorkspaceId): Promise<readonly Pick<ChallengeRow, 'id' | 'title' | 'emoji'>[]>;
  /** Not started yet, oldest first. */
  listDrafts(workspace: WorkspaceId): Promise<readonly ChallengeRow[]>;
  startChallenge(id: ChallengeId, at: Instant): Promise<void>;
  /**
   * Raises its version. Every enrollment's streak is folded anew where the change is one of its facts. In another channel it is on
   * from `at`.
   */
  saveChallenge(
    id: ChallengeId,
    settings: ChallengeSettings,
    rules: Rules,
    past: readonly PastTerms[],
    at: Instant,
  ): Promise<void>;
  savePauses(id: ChallengeId, pauses: readonly DaySpan[]): Promise<void>;
  /** Ends it, with its last day and pauses as they are then. */
  endChallenge(
    id: ChallengeId,
    end: { readonly at: Instant; readonly endsOn: CivilDay | null; readonly pauses: readonly DaySpan[] },
  ): Promise<void>;
  handOver(id: ChallengeId, to: MemberId): Promise<void>;
  /** The challenge, its enrollments and check-ins, rests, grants and choices. */
  deleteChallenge(id: ChallengeId): Promise<void>;
  /** Live check-ins of a challenge. */
  countCheckIns(id: ChallengeId): Promise<number>;
  /** Zones its members live in now; those without one are left out. */
  zonesOf(id: ChallengeId): Promise<readonly string[]>;
  /** Of the members who take part, at most `most`; of one alone with `only`. */
  memberFacts(
    id: ChallengeId,
    which: { readonly only: MemberId } | { readonly most: number },
  ): Promise<readonly MemberFacts[]>;
  /** Null: the member was never met. */
  findMember(workspace: WorkspaceId, ref: MemberRef): Promise<MemberRow | null>;
  /** Challenges that are on and will end, without a job that will end them. */
  unplannedEnds(): Promise<readonly ChallengeId[]>;
}

/** Erasing what is kept of members, of one transaction. */
export interface ErasingTx {
  /**
   * Erases what is kept of a member in a challenge, or of everybody in it: check-ins, rests and choices. Proofs that count for
   * nothing else lose their text and photos, and no cheer is written for them any more; with `words`, what we said under
   * them is removed too. Answers how many check-ins went.
   */
  eraseRecords(
    challenge: ChallengeId,
    of: { readonly member: MemberId | null; readonly words: boolean },
    at: Instant,
  ): Promise<number>;
  /**
   * False: there was none. The next joining begins anew. What they posted before `at`, by the platform's clock, is not taken in any
   * more.
   */
  forgetEnrollment(challenge: ChallengeId, member: MemberId, at: Instant): Promise<boolean>;
}
