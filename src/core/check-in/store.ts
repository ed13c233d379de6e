import type { InboundAttachment } from '../inbound.ts';
import type { Instant } from '../model/day.ts';
import type {
  ChallengeId,
  ChannelRef,
  MemberId,
  MemberRef,
  MessageRef,
  ProofId,
  WorkspaceId,
} from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';

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
  readonly attachments: readonly InboundAttachment[];
  /** Deleted or undone. */
  readonly gone: boolean;
  /** Titles of the challenges it counts for. */
  readonly countsFor: readonly string[];
}

/** What concerns check-ins, of one transaction. */
export interface CheckInTx {
  /** A proof of this workspace that somebody posted. */
  findPosted(workspace: WorkspaceId, proof: ProofId): Promise<PostedProof | null>;
  /** It is kept as a further proof of a day no more. One that has taken over the day stays. */
  letGo(proof: ProofId): Promise<void>;
  /**
   * Facts a streak is folded from changed (check-in, rest, pause, grant, first day, zone, rule): what is kept of it is put
   * away, and whoever read it before cannot write it any more. `all`: of every member of the challenge.
   */
  factsChanged(challenge: ChallengeId, member: MemberId | 'all'): Promise<void>;
  /** The same for every challenge of a member: their zone changed. */
  zoneChanged(member: MemberId): Promise<void>;
}
