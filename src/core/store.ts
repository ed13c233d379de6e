import type { BudgetTx } from './budget/store.ts';
import type { CareTx } from './care/store.ts';
import type { AuditTx } from './challenge/audit.ts';
import type { Challenge } from './challenge/challenge.ts';
import type { ChallengeChangeTx, ChallengeTx, ErasingTx } from './challenge/store.ts';
import type { TypedTx } from './challenge/typed.ts';
import type { Tone } from './characters/index.ts';
import type { PalTx } from './characters/store.ts';
import type { CheckInTx, ProofTx } from './check-in/store.ts';
import type { ClosingTx } from './closing/store.ts';
import type { DeadLettersTx } from './dead-letters/store.ts';
import type { DeliveryTx } from './delivery/store.ts';
import type { InboundMember } from './inbound.ts';
import type { JobSpec } from './jobs/job.ts';
import type { ManagingTx } from './managing/store.ts';
import type { MemoryTx } from './memory/store.ts';
import type { Instant, Weekday } from './model/day.ts';
import type { MemberId, MemberRef, PlatformName, WorkspaceId, WorkspaceRef } from './model/ids.ts';
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

export interface Tx
  extends ChallengeTx,
    ChallengeChangeTx,
    ErasingTx,
    AuditTx,
    ProofTx,
    CheckInTx,
    DeliveryTx,
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
}
