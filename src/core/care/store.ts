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

/** A proof whose author needs help, with how to reach the author and the host. */
export interface CarePlace {
  readonly proof: ProofId;
  readonly text: string;
  /** The proof was deleted or undone. */
  readonly gone: boolean;
  /** The row of its cheer, or null: how often writing was begun, and the care already found. */
  readonly cheer: { readonly begun: number; readonly care: CareKind | null } | null;
  readonly workspace: {
    readonly id: WorkspaceId;
    readonly ref: WorkspaceRef;
    readonly platform: PlatformName;
    readonly locale: Locale;
    readonly zone: string;
  };
  readonly channel: ChannelRef;
  /** Null for a proof given by command, whose thread hangs on our card. */
  readonly message: MessageRef | null;
  /** The day on which it was posted, in the workspace's zone. */
  readonly day: CivilDay;
  readonly member: {
    readonly id: MemberId;
    readonly ref: MemberRef;
    readonly name: string;
    readonly locale: Locale | null;
    /** The zone in force now; null if the member lives by the workspace's. */
    readonly zone: string | null;
  };
  /** The host of the channel's challenge; null if there is none. */
  readonly host: { readonly ref: MemberRef; readonly locale: Locale | null } | null;
}

/** When a member last wrote of a crisis, and the zone of their days. */
export interface LastCare {
  readonly at: Instant;
  readonly zone: string;
}

/** What a transaction can do about care. */
export interface CareTx {
  /** Locks the proof, then its member, so that of two proofs of one member the second sees the first one's care. Null: no such proof. */
  lockCare(proof: ProofId): Promise<CarePlace | null>;
  /** The member's last crisis; null if there was none. */
  inCareSince(member: MemberId): Promise<LastCare | null>;
  /**
   * Stores the crisis with the cheer's row: the proof is never cheered or remembered, whatever it says later. A post whose challenge
   * is not chosen yet has no such row; it is judged again when one is chosen.
   */
  saveCare(proof: ProofId, what: CareKind, at: Instant): Promise<void>;
  /**
   * Skips pending deliveries of the proof's cheer and cards, and returns those already posted; one that was given up but may stand is
   * looked for once more. Its mark and notes stay.
   */
  stopCheering(proof: ProofId): Promise<readonly StandingDelivery[]>;
}
