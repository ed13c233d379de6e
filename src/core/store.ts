import type { BudgetTx } from './budget/store.ts';
import type { CareTx } from './care/store.ts';
import type { AuditTx } from './challenge/audit.ts';
import type { Challenge } from './challenge/challenge.ts';
import type { ChallengeChangeTx, ChallengeTx } from './challenge/store.ts';
import type { TypedTx } from './challenge/typed.ts';
import type { Tone } from './characters/index.ts';
import type { PalTx } from './characters/store.ts';
import type { CheckInTx, ProofTx } from './check-in/store.ts';
import type { ClosingTx } from './closing/store.ts';
import type { DeadLettersTx } from './dead-letters/store.ts';
import type { DeliveryTx } from './delivery/store.ts';
import type { ErasingTx } from './erasing/store.ts';
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

/** Runs work in one transaction: facts and the jobs that follow from them are written together or not at all. */
export interface UnitOfWork {
  /** `withinMs`: after so many milliseconds it is given up and nothing is written; a few seconds where it is left out. */
  run<T>(work: (tx: Tx) => Promise<T>, withinMs?: number): Promise<T>;
}

export interface WorkspaceRow {
  readonly id: WorkspaceId;
  readonly platform: PlatformName;
  readonly ref: WorkspaceRef;
  readonly name: string;
  readonly locale: Locale;
  readonly timezone: string;
  readonly mark: string;
  /** The role or user group whose members may set up challenges, besides the managers. */
  readonly hostRole: string | null;
  /** The hours in which members get no nudges of their own. */
  readonly quiet: QuietHours;
  /** Weekdays on which nobody is nudged. Holidays are read separately (`holidays`). */
  readonly daysOff: readonly Weekday[];
  /** The character that speaks to members who chose none (core/characters). */
  readonly character: string;
  readonly parked: boolean;
}

export interface MemberRow {
  readonly id: MemberId;
  readonly ref: MemberRef;
  readonly name: string;
  readonly locale: Locale | null;
  /** The member's zone now; null: the workspace's. */
  readonly zone: string | null;
  /** The character that speaks to the member; null: the workspace's. */
  readonly character: string | null;
  readonly tone: Tone;
}

export interface ChallengeRow extends Challenge {
  /** The member who made it or took it over; null: nobody in particular. */
  readonly host: MemberRef | null;
  /** Null for a draft, which only managers see. */
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Increased by every change. */
  readonly version: number;
  readonly members: number;
  /** Which summaries its channel gets when a week or a month is over. */
  readonly summaries: Summaries;
}

/** Everything that a transaction can do. Each feature declares its part in its own `store.ts`. */
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
  /** The workspace's row, created with the instance's defaults if it is new. */
  ensureWorkspace(platform: PlatformName, ref: WorkspaceRef, name?: string): Promise<WorkspaceRow>;
  saveSettings(
    workspace: WorkspaceId,
    change: Partial<
      Pick<WorkspaceRow, 'locale' | 'timezone' | 'mark' | 'hostRole' | 'quiet' | 'daysOff' | 'character'>
    >,
  ): Promise<void>;
  /**
   * Sets the workspace's zone, but only if nobody has ever decided about it: no challenge was started there and no manager set one.
   * Returns whether the zone has changed.
   */
  adoptZone(workspace: WorkspaceId, zone: string): Promise<boolean>;
  /** Days on which nobody is nudged, in order. */
  holidays(workspace: WorkspaceId): Promise<readonly Holiday[]>;
  /** Replaces all holidays. */
  saveHolidays(workspace: WorkspaceId, holidays: readonly Holiday[]): Promise<void>;
  /** Parks a workspace: nothing is sent there any more, and waiting deliveries are skipped. */
  parkWorkspace(workspace: WorkspaceId, reason: string): Promise<void>;
  /** Ends that. What was to be removed meanwhile is removed now; what was to be said is not said late. */
  unparkWorkspace(workspace: WorkspaceId): Promise<void>;
  /** Has removed what was to be removed while the workspace was parked, if it is back. */
  removeIfBack(workspace: WorkspaceId): Promise<void>;
  /** The member's row, created if it is new. The stored name is replaced unless the new one is unsure; see renameMember. */
  ensureMember(
    workspace: WorkspaceId,
    member: Pick<InboundMember, 'ref' | 'name' | 'nameUnsure' | 'locale'>,
  ): Promise<MemberRow>;
  /**
   * Replaces the name of a member; does nothing if they are gone. Pictures that show the name before are deleted, since nothing would tell
   * later that they were of this member.
   */
  renameMember(member: MemberId, name: string): Promise<void>;
}
