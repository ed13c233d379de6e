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
  /** Our mark of credit on it that goes, where it counts for nothing else; null: there is none. */
  readonly mark: { readonly message: MessageRef; readonly mark: string } | null;
}

/** A person as the log names them. */
export interface LoggedPerson {
  readonly ref: MemberRef;
  readonly name: string;
}

/** A row of the log with the names it is told with. */
export interface LoggedAct extends AuditRow {
  /** Null: nobody, the calendar did it; or they are erased. */
  readonly by: LoggedPerson | null;
  readonly of: LoggedPerson | null;
  /** Emoji and title of its challenge; null where it concerns none, or one that was deleted. */
  readonly name: string | null;
}

/** The removal of a check-in, as its member can appeal to the managers. */
export interface Removal {
  readonly audit: string;
  readonly member: MemberId;
  readonly challenge: { readonly id: ChallengeId; readonly name: string } | null;
  readonly day: CivilDay;
  readonly reason: string;
  readonly appealed: boolean;
  /** Who removed it, and who hosts the challenge: each once. */
  readonly managers: readonly LoggedPerson[];
}

/** What managers do to records, of one transaction. */
export interface ManagingTx {
  /** A member's place in a challenge, locked until the transaction ends; null: never joined, or left. */
  lockEnrollment(
    challenge: ChallengeId,
    member: MemberId,
  ): Promise<{ readonly joinedOn: CivilDay; readonly zones: ZoneHistory } | null>;
  /** Takes back every check-in of a day, also those that would take over. 'none': there was none. */
  removeDay(
    challenge: ChallengeId,
    member: MemberId,
    day: CivilDay,
    at: Instant,
  ): Promise<readonly RemovedProof[] | 'none'>;
  /** A check-in without a proof. False: the day is done already. */
  addDay(
    challenge: ChallengeId,
    member: MemberId,
    check: { readonly day: CivilDay; readonly at: Instant; readonly zone: string; readonly late: boolean },
  ): Promise<boolean>;
  /** One more freeze from a day on. False: a manager gave one for that day already. */
  grantFreeze(challenge: ChallengeId, member: MemberId, day: CivilDay): Promise<boolean>;
  /** True when a manager took the check-in of this proof back. */
  wasRemoved(proof: ProofId): Promise<boolean>;
  /** Newest first. */
  log(
    workspace: WorkspaceId,
    challenge: ChallengeId | null,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<readonly LoggedAct[]>;
  /** The removal that an audit row of this workspace tells of; null: it is no such row. */
  findRemoval(workspace: WorkspaceId, audit: string): Promise<Removal | null>;
  /** The channel of the challenge that an audit row is about; null: it is about none, or it was deleted. */
  channelOfAct(workspace: WorkspaceId, audit: string): Promise<ChannelRef | null>;
  /** What a member was to be told of managers' acts since then, and takes no direct messages for: oldest first, each given out once. */
  takeUntold(
    of: { readonly platform: PlatformName; readonly workspace: WorkspaceRef },
    member: MemberRef,
    since: Instant,
  ): Promise<readonly NoteView[]>;
}
