import type { StandingDelivery } from '../delivery/store.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type {
  ChannelRef,
  MemberId,
  MemberRef,
  MessageRef,
  PlatformName,
  ProofId,
  WorkspaceId,
  WorkspaceRef,
} from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { CareKind } from './guard.ts';

/** A proof in which somebody needs help, and where those who are told are reached. */
export interface CarePlace {
  readonly proof: ProofId;
  readonly text: string;
  /** Deleted or undone. */
  readonly gone: boolean;
  /** Its cheer as it is now; null: there is none. */
  readonly cheer: { readonly begun: number; readonly care: CareKind | null } | null;
  readonly workspace: {
    readonly id: WorkspaceId;
    readonly ref: WorkspaceRef;
    readonly platform: PlatformName;
    readonly locale: Locale;
    readonly zone: string;
  };
  readonly channel: ChannelRef;
  /** Null for a proof given by command: its thread hangs on our card. */
  readonly message: MessageRef | null;
  /** The day it was posted on, by the workspace's clock. */
  readonly day: CivilDay;
  readonly member: {
    readonly id: MemberId;
    readonly ref: MemberRef;
    readonly name: string;
    readonly locale: Locale | null;
    /** In force now; null: the workspace's. */
    readonly zone: string | null;
  };
  /** Who made the challenge of the channel. */
  readonly host: { readonly ref: MemberRef; readonly locale: Locale | null } | null;
}

/** When a member last wrote of a crisis, and the zone they live in. */
export interface LastCare {
  readonly at: Instant;
  readonly zone: string;
}

/** What concerns care, of one transaction. */
export interface CareTx {
  /** Locks the proof and, after it, its member: of two proofs of one member the second sees what the first led to. */
  lockCare(proof: ProofId): Promise<CarePlace | null>;
  /** Null: never. */
  inCareSince(member: MemberId): Promise<LastCare | null>;
  /**
   * Writes down what was found: nothing is cheered, and nothing remembered, whatever the proof says later. A post whose
   * challenge is not chosen yet has no cheer to write it to, and is looked at again when it is.
   */
  saveCare(proof: ProofId, what: CareKind, at: Instant): Promise<void>;
  /** Skips what waits of the cheer and the cards of a proof, and returns what of them stands. Its mark and notes stay. */
  stopCheering(proof: ProofId): Promise<readonly StandingDelivery[]>;
}
