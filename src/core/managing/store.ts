import type { AuditRow } from '../challenge/audit.ts';
import type { CivilDay, Instant, ZoneHistory } from '../model/day.ts';
import type {
  ChallengeId,
  ChannelRef,
  MemberId,
  MemberRef,
  MessageRef,
  PlatformName,
  ProofId,
  WorkspaceId,
  WorkspaceRef,
} from '../model/ids.ts';
import type { NoteView } from '../views.ts';

/** A proof whose check-in was taken back. */
export interface RemovedProof {
  readonly proof: ProofId;
  /** Our mark of credit, to be removed where the proof counts for nothing else; null when there is none. */
  readonly mark: { readonly message: MessageRef; readonly mark: string } | null;
}

/** A person as the audit log names them. */
export interface LoggedPerson {
  readonly ref: MemberRef;
  readonly name: string;
}

/** A row of the audit log with the names to show. */
export interface LoggedAct extends AuditRow {
  /** Who acted; null when nobody did, but the calendar, or when they were erased. */
  readonly by: LoggedPerson | null;
  readonly of: LoggedPerson | null;
  /** The emoji and title of its challenge; null when it is about none, or the challenge was deleted. */
  readonly name: string | null;
}

/** The removal of a check-in, which its member can appeal to the managers. */
export interface Removal {
  readonly audit: string;
  readonly member: MemberId;
  readonly challenge: { readonly id: ChallengeId; readonly name: string } | null;
  readonly day: CivilDay;
  readonly reason: string;
  readonly appealed: boolean;
  /** The manager who removed it and the host of the challenge, each once. */
  readonly managers: readonly LoggedPerson[];
}

/** What managers do to records, within one transaction. */
export interface ManagingTx {
  /** A member's enrollment in a challenge, locked until the transaction ends; null when they never joined, or left. */
  lockEnrollment(
    challenge: ChallengeId,
    member: MemberId,
  ): Promise<{ readonly joinedOn: CivilDay; readonly zones: ZoneHistory } | null>;
  /** Takes back every check-in of a day, including those that would take over. 'none': there was none. */
  removeDay(
    challenge: ChallengeId,
    member: MemberId,
    day: CivilDay,
    at: Instant,
  ): Promise<readonly RemovedProof[] | 'none'>;
  /** Adds a check-in without a proof. Returns false when the day is done already. */
  addDay(
    challenge: ChallengeId,
    member: MemberId,
    check: { readonly day: CivilDay; readonly at: Instant; readonly zone: string; readonly late: boolean },
  ): Promise<boolean>;
  /** Grants one more freeze from a day on. Returns false when a manager gave one for that day already. */
  grantFreeze(challenge: ChallengeId, member: MemberId, day: CivilDay): Promise<boolean>;
  /** Whether a manager took back the check-in of this proof. */
  wasRemoved(proof: ProofId): Promise<boolean>;
  /** A page of the audit log, newest first. */
  log(
    workspace: WorkspaceId,
    challenge: ChallengeId | null,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<readonly LoggedAct[]>;
  /** The removal recorded by an audit row of this workspace; null when it is no such row. */
  findRemoval(workspace: WorkspaceId, audit: string): Promise<Removal | null>;
  /** The channel of the challenge that an audit row is about; null when it is about none, or the challenge was deleted. */
  channelOfAct(workspace: WorkspaceId, audit: string): Promise<ChannelRef | null>;
  /**
   * The messages about managers' acts since `since` that did not reach a member because they take no direct messages: oldest
   * first, each returned only once.
   */
  takeUntold(
    of: { readonly platform: PlatformName; readonly workspace: WorkspaceRef },
    member: MemberRef,
    since: Instant,
  ): Promise<readonly NoteView[]>;
}
