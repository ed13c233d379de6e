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

/** A stored proof with everything needed to judge it again. */
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
  /** It was deleted or undone. */
  readonly gone: boolean;
  /** The titles of the challenges it counts for. */
  readonly countsFor: readonly string[];
}

/** The row of a proof, locked by the transaction that read it. */
export interface ProofRow {
  readonly id: ProofId;
  readonly member: MemberId | null;
  readonly memberRef: MemberRef | null;
  readonly text: string;
  readonly editedAt: Instant | null;
  readonly deleted: boolean;
  readonly undone: boolean;
  /** The titles of the challenges in which it has a check-in now, also as a second, uncounted proof of a day. */
  readonly countsFor: readonly string[];
  /** It has counted at some time, even if that was taken back since. A further proof of a day has not. */
  readonly everCounted: boolean;
  /** It waits for its member to say which challenge it is for. */
  readonly undecided: boolean;
  readonly cheered: boolean;
}

/** A check-in that was taken back. */
export interface TakenBack {
  readonly challenge: ChallengeId;
  readonly title: string;
  readonly emoji: string | null;
  readonly day: CivilDay;
  /** The day is still done, by another proof or because a manager added it. */
  readonly stillDone: boolean;
}

/** What a transaction can do to a proof that is edited, deleted or undone, and to what it led to. */
export interface ProofTx {
  /** Locks the row of a message until this transaction ends: edits, deletions and sends about it wait for one another. */
  lockProof(workspace: WorkspaceId, message: MessageRef): Promise<ProofRow | null>;
  /**
   * Stores the edit or deletion of a message that we have not received yet. 'arrived': the message was recorded meanwhile, and nothing was
   * stored; the caller must lock it and try again.
   */
  rememberUnseen(
    workspace: WorkspaceId,
    channel: ChannelRef,
    message: MessageRef,
    what: { readonly deletedAt: Instant } | { readonly editedAt: Instant; readonly text: string },
  ): Promise<'remembered' | 'arrived'>;
  saveEdit(proof: ProofId, text: string, editedAt: Instant): Promise<void>;
  /** Drops the proof's photos that are not in `left`. Returns whether there were any. */
  dropPhotos(proof: ProofId, left: readonly AttachmentRef[]): Promise<boolean>;
  markDeleted(proof: ProofId, at: Instant): Promise<void>;
  markUndone(proof: ProofId, at: Instant): Promise<void>;
  /** Frees the message of an undone proof, so that it can be counted anew. */
  releaseMessage(proof: ProofId): Promise<void>;
  /** Takes the proof's check-ins back. In each, a later proof of the same member, challenge and day takes over, if there is one. */
  revokeCheckIns(
    proof: ProofId,
    at: Instant,
  ): Promise<{
    /** The check-ins that were taken back, one for each challenge. */
    readonly taken: readonly TakenBack[];
    /**
     * The proofs that take over. `message`: the member's own message, to be marked; null for a proof given by command. `note`: our line
     * under it, which says that the day was already counted and is no longer true; `noteKey`: the key of that delivery.
     */
    readonly successors: readonly {
      readonly proof: ProofId;
      readonly message: MessageRef | null;
      readonly mark: string;
      readonly note: MessageRef | null;
      readonly noteKey: DeliveryKey | null;
    }[];
  }>;
  /**
   * The keys of the notes about what the proof lacked, planned before it counted or before its member was asked which challenge it is
   * for; none if it still lacks something.
   */
  notesBefore(proof: ProofId): Promise<readonly DeliveryKey[]>;
  giveUpCheer(proof: ProofId, reason: string): Promise<void>;
  /**
   * Marks the cheer to be written again, for the text as it is then. Returns when it was last written (0: not yet), and until when it waits
   * for photos that are still being fetched (0: for none), in milliseconds since 1970.
   */
  askCheerAgain(proof: ProofId): Promise<{ readonly written: Instant; readonly photosUntil: Instant }>;
}

/** What a transaction can do with check-ins. */
export interface CheckInTx {
  /**
   * A proof of this workspace that a member posted; null when there is none. `message` is known even if the proof was undone and another
   * one was recorded from the same message.
   */
  findPosted(workspace: WorkspaceId, proof: ProofId): Promise<PostedProof | null>;
  /** The check-ins that the proof has now, also uncounted ones. */
  checkInsOfProof(
    proof: ProofId,
  ): Promise<readonly { readonly challenge: ChallengeId; readonly day: CivilDay }[]>;
  /** The two steps of the hot path (record-proof.ts) within a transaction. */
  proofContext(query: ContextQuery): Promise<ProofContext | null>;
  /** Writes the facts. If something has changed since the context was read, the whole transaction runs again. */
  writeFacts(facts: Facts): Promise<void>;
  /**
   * To be called when facts changed that a streak is computed from (check-in, rest, pause, grant, first day, zone, rule). Drops the kept
   * streak; anybody who read it before can no longer write it. `all`: for every member of the challenge.
   */
  factsChanged(challenge: ChallengeId, member: MemberId | 'all'): Promise<void>;
  /** Does the same in every challenge of a member whose zone changed. */
  zoneChanged(member: MemberId): Promise<void>;
}
