import type { CivilDay, Instant } from '../model/day.ts';
import type {
  AttachmentRef,
  ChallengeId,
  ChannelRef,
  DeliveryKey,
  MemberId,
  MemberRef,
  MessageRef,
  ProofId,
  WorkspaceId,
} from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { ProofContext } from './context.ts';
import type { PostedFile } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { ContextQuery } from './record-proof.ts';

/** A proof with all it was posted with, as it is counted once its member said what it is for. */
export interface PostedProof {
  readonly id: ProofId;
  readonly member: {
    readonly id: MemberId;
    readonly ref: MemberRef;
    readonly name: string;
    readonly locale: Locale | null;
  };
  readonly message: MessageRef;
  readonly channel: ChannelRef;
  readonly at: Instant;
  readonly text: string;
  readonly attachments: readonly PostedFile[];
  /** Deleted or undone. */
  readonly gone: boolean;
  /** Titles of the challenges it counts for. */
  readonly countsFor: readonly string[];
}

/** A proof as whoever changes it finds it, locked. */
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

/** A check-in that was taken back. */
export interface TakenBack {
  readonly challenge: ChallengeId;
  readonly title: string;
  readonly emoji: string | null;
  readonly day: CivilDay;
  /** The day is done all the same, by another proof or because a manager added it. */
  readonly stillDone: boolean;
}

/** A proof that is edited, deleted or undone, and what it led to, of one transaction. */
export interface ProofTx {
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
}

/** What concerns check-ins, of one transaction. */
export interface CheckInTx {
  /** A proof of this workspace that somebody posted; `message` also where it was undone and another one was counted from it. */
  findPosted(workspace: WorkspaceId, proof: ProofId): Promise<PostedProof | null>;
  /** The check-ins it has now, further ones of a day too. */
  checkInsOfProof(
    proof: ProofId,
  ): Promise<readonly { readonly challenge: ChallengeId; readonly day: CivilDay }[]>;
  /** The two steps of the hot path (record-proof.ts) within a transaction. */
  proofContext(query: ContextQuery): Promise<ProofContext | null>;
  /** What changed since the context was read has the whole transaction run again. */
  writeFacts(facts: Facts): Promise<void>;
  /**
   * Facts a streak is folded from changed (check-in, rest, pause, grant, first day, zone, rule): what is kept of it is put
   * away, and whoever read it before cannot write it any more. `all`: of every member of the challenge.
   */
  factsChanged(challenge: ChallengeId, member: MemberId | 'all'): Promise<void>;
  /** The same for every challenge of a member: their zone changed. */
  zoneChanged(member: MemberId): Promise<void>;
}
