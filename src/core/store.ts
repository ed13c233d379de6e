import type { BudgetTx } from './budget/store.ts';
import type { CareTx } from './care/store.ts';
import type { Category, Challenge, Rule } from './challenge/challenge.ts';
import type { ChallengeWrites } from './challenge/store.ts';
import type { TypedTx } from './challenge/typed.ts';
import type { Tone } from './characters/index.ts';
import type { PalTx } from './characters/store.ts';
import type { CheckInTx } from './check-in/store.ts';
import type { ClosingTx } from './closing/store.ts';
import type { DeadLettersTx } from './dead-letters/store.ts';
import type { Effect } from './delivery/effect.ts';
import type { InboundMember } from './inbound.ts';
import type { JobSpec } from './jobs/job.ts';
import type { ManagingTx } from './managing/store.ts';
import type { MemoryTx } from './memory/store.ts';
import type { CivilDay, Instant, Weekday } from './model/day.ts';
import type {
  AttachmentRef,
  ChallengeId,
  ChannelRef,
  DeliveryKey,
  MemberId,
  MemberRef,
  MessageRef,
  PlatformName,
  ProofId,
  WorkspaceId,
  WorkspaceRef,
} from './model/ids.ts';
import type { Locale } from './model/locale.ts';
import type { Holiday, QuietHours } from './nudge/days-off.ts';
import type { NudgeLogTx } from './nudge/log/store.ts';
import type { PersonalTx } from './nudge/personal/store.ts';
import type { NudgeTx } from './nudge/store.ts';
import type { Summaries } from './nudge/summary/period.ts';
import type { SummaryTx } from './nudge/summary/store.ts';
import type { OutageTx } from './outage/store.ts';
import type { BoardTx } from './record/store.ts';
import type { RestTx } from './streak/rest-store.ts';
import type { TalkTx } from './talk/store.ts';

/** One transaction. Facts and the jobs that follow from them are written together or not at all. */
export interface UnitOfWork {
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface WorkspaceRow {
  readonly id: WorkspaceId;
  readonly platform: PlatformName;
  readonly ref: WorkspaceRef;
  readonly name: string;
  readonly locale: Locale;
  readonly timezone: string;
  readonly mark: string;
  /** Role or user group whose members may set up challenges besides the managers. */
  readonly hostRole: string | null;
  /** Of members, for their own nudges. */
  readonly quiet: QuietHours;
  /** Weekdays on which nobody is nudged; holidays are asked for apart (`holidays`). */
  readonly daysOff: readonly Weekday[];
  /** Who speaks where a member chose nobody (core/characters). */
  readonly character: string;
  readonly parked: boolean;
}

export interface MemberRow {
  readonly id: MemberId;
  readonly ref: MemberRef;
  readonly name: string;
  readonly locale: Locale | null;
  /** The zone in force now; null: the workspace's. */
  readonly zone: string | null;
  /** Who speaks to them; null: the workspace's. */
  readonly character: string | null;
  readonly tone: Tone;
}

export interface ChallengeRow extends Challenge {
  /** Who made it or took it over; null: nobody in particular. */
  readonly host: MemberRef | null;
  /** Null: a draft, seen by nobody but managers. */
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Raised by every change. */
  readonly version: number;
  readonly members: number;
  /** What its channel is told when a week or a month is over. */
  readonly summaries: Summaries;
}

export interface ProofRow {
  readonly id: ProofId;
  readonly member: MemberId | null;
  readonly memberRef: MemberRef | null;
  readonly text: string;
  readonly editedAt: Instant | null;
  readonly deleted: boolean;
  readonly undone: boolean;
  /** Titles of the challenges it is kept for now, also as a second proof of a day. */
  readonly countsFor: readonly string[];
  /** It counted once, also where that was taken back since; kept as a further proof of a day, it has not. */
  readonly everCounted: boolean;
  /** Kept until its member says which challenge it is for. */
  readonly undecided: boolean;
  readonly cheered: boolean;
}

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

export interface Tx
  extends ChallengeWrites,
    CheckInTx,
    BoardTx,
    TypedTx,
    ManagingTx,
    ClosingTx,
    RestTx,
    NudgeTx,
    PersonalTx,
    CareTx,
    SummaryTx,
    NudgeLogTx,
    MemoryTx,
    OutageTx,
    BudgetTx,
    DeadLettersTx,
    TalkTx,
    PalTx {
  /** Adds a job that exists only if this transaction commits. */
  enqueue(job: JobSpec): Promise<void>;

  findWorkspace(platform: PlatformName, ref: WorkspaceRef): Promise<WorkspaceRow | null>;
  /** Makes it with the instance's defaults where it is new. */
  ensureWorkspace(platform: PlatformName, ref: WorkspaceRef, name?: string): Promise<WorkspaceRow>;
  saveSettings(
    workspace: WorkspaceId,
    change: Partial<
      Pick<WorkspaceRow, 'locale' | 'timezone' | 'mark' | 'hostRole' | 'quiet' | 'daysOff' | 'character'>
    >,
  ): Promise<void>;
  /**
   * Makes this the workspace's zone where nothing was ever decided about it: no challenge was started there and no manager set
   * one. Answers whether it has changed by that.
   */
  adoptZone(workspace: WorkspaceId, zone: string): Promise<boolean>;
  /** Days on which nobody is nudged, in order. */
  holidays(workspace: WorkspaceId): Promise<readonly Holiday[]>;
  /** In place of all there were. */
  saveHolidays(workspace: WorkspaceId, holidays: readonly Holiday[]): Promise<void>;
  /** Nothing is sent there any more; what waits is skipped. */
  parkWorkspace(workspace: WorkspaceId, reason: string): Promise<void>;
  unparkWorkspace(workspace: WorkspaceId): Promise<void>;
  /** Known by their newest name that is sure. */
  ensureMember(
    workspace: WorkspaceId,
    member: Pick<InboundMember, 'ref' | 'name' | 'nameUnsure' | 'locale'>,
  ): Promise<MemberRow>;

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
  /** Locks the row of a message until this transaction ends: edits, deletions and sends about it wait for one another. */
  lockProof(workspace: WorkspaceId, message: MessageRef): Promise<ProofRow | null>;
  /** Notes an edit or a deletion of a message that has not arrived (or of one that arrives meanwhile: then again). */
  rememberUnseen(
    workspace: WorkspaceId,
    channel: ChannelRef,
    message: MessageRef,
    what: { readonly deletedAt: Instant } | { readonly editedAt: Instant; readonly text: string },
  ): Promise<'remembered' | 'arrived'>;
  saveEdit(proof: ProofId, text: string, editedAt: Instant): Promise<void>;
  /** Shows those of its photos no more that are none of `left`. False: there are none. */
  dropPhotos(proof: ProofId, left: readonly AttachmentRef[]): Promise<boolean>;
  markDeleted(proof: ProofId, at: Instant): Promise<void>;
  markUndone(proof: ProofId, at: Instant): Promise<void>;
  /** Frees the message of an undone proof, so that it can be counted anew. */
  releaseMessage(proof: ProofId): Promise<void>;
  /** Takes back its check-ins; a later proof of the same member, challenge and day takes over. */
  revokeCheckIns(
    proof: ProofId,
    at: Instant,
  ): Promise<{
    /** One for each challenge in which one was taken back. */
    readonly taken: readonly TakenBack[];
    /**
     * `message`: the member's own, to be marked; null for one given by command. `note`: our line under it that says the day was
     * counted already, which is true no more; `noteKey`: what it was said under.
     */
    readonly successors: readonly {
      readonly proof: ProofId;
      readonly message: MessageRef | null;
      readonly mark: string;
      readonly note: MessageRef | null;
      readonly noteKey: DeliveryKey | null;
    }[];
  }>;
  /** The lines we said, or are to say, of what it lacked before it counted or its member was asked what for; none of one that lacks it still. */
  notesBefore(proof: ProofId): Promise<readonly DeliveryKey[]>;
  giveUpCheer(proof: ProofId, reason: string): Promise<void>;
  /**
   * Has the cheer written anew, for the text as it is then. Answers when it was last written, and until when it waits for photos
   * that are still being fetched, in milliseconds since 1970; 0: not yet, and for none.
   */
  askCheerAgain(proof: ProofId): Promise<{ readonly written: Instant; readonly photosUntil: Instant }>;
  /** Skips what waits, and returns what stands on the platform. */
  stopDeliveries(proof: ProofId, reason: string): Promise<readonly StandingDelivery[]>;
  /** A delivery with its job. Known keys stay as they are. `priority`: of the job, where it is not a delivery's usual one. */
  deliver(
    workspace: WorkspaceId,
    proof: ProofId | null,
    key: DeliveryKey,
    effect: Effect,
    priority?: number,
  ): Promise<void>;
}

/** A check-in that was taken back. */
export interface TakenBack {
  readonly challenge: ChallengeId;
  readonly title: string;
  readonly emoji: string | null;
  readonly day: CivilDay;
  /** The day is done all the same, by another proof or because a manager added it. */
  readonly stillDone: boolean;
}

/** Something of ours that stands on the platform. */
export interface StandingDelivery {
  readonly key: DeliveryKey;
  readonly effect: Effect;
  /** The message it posted; null for marks. */
  readonly message: MessageRef | null;
}
