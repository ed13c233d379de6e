import type { Effect } from '../../delivery/effect.ts';
import { deliveryKey, partsIf } from '../../delivery/keys.ts';
import type { CivilDay, Instant } from '../../model/day.ts';
import type {
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
} from '../../model/ids.ts';
import type { Locale } from '../../model/locale.ts';
import type { CheckInFact, StreakState } from '../../model/streak/index.ts';
import type { Line } from '../../views.ts';
import type { DaysOff, QuietHours } from '../days-off.ts';
import type { OwnChallenge } from './own.ts';
import type { PersonalNudge, PersonalTimes } from './settings.ts';

/** A member who may be nudged: who they are, where they live, and what they asked for. */
export interface Addressee {
  readonly member: { readonly id: MemberId; readonly ref: MemberRef; readonly name: string };
  readonly locale: Locale;
  /** The character that speaks to them: their own choice, else the workspace's (core/characters). */
  readonly character: string;
  /** The zone in force for them now. */
  readonly zone: string;
  readonly home: {
    readonly id: WorkspaceId;
    readonly ref: WorkspaceRef;
    readonly platform: PlatformName;
    readonly quiet: QuietHours;
    readonly off: DaysOff;
  };
  /** Null when nudges were never offered and never asked for. */
  readonly nudge: PersonalNudge | null;
}

/** The nudge of a member on one day of their zone. There is at most one; [Later] makes further turns of it. */
export interface PersonalSlot {
  readonly day: CivilDay;
  readonly plannedAt: Instant;
  readonly version: number;
  /** 0: the planned nudge; n: the one after the n-th [Later]. */
  readonly turn: number;
  /** `sending`: its outcome is in the delivery ledger, under `personalKey`. */
  readonly state: 'pending' | 'sending' | 'skipped';
}

/** Names one turn of a member's nudge: 0 for the planned one, n after the n-th [Later]. */
export interface Turn {
  readonly member: MemberId;
  readonly day: CivilDay;
  readonly turn: number;
}

/** The delivery key of a personal nudge. `again`: its second try, by the other way, since the first way was closed. */
export function personalKey({ member, day, turn }: Turn, again = false): DeliveryKey {
  return deliveryKey('nudge-me', member, day, turn, ...(again ? ['again'] : []));
}

/** The nudge that a key names; null for every other delivery. */
export function personalOf(key: DeliveryKey): (Turn & { readonly again: boolean }) | null {
  const [member, day, turn, again] = partsIf(key, 'nudge-me');
  return member && day && turn
    ? { member: member as MemberId, day: day as CivilDay, turn: Number(turn), again: again !== undefined }
    : null;
}

/** A member's challenge as it is stored. `state` null: the streak has to be folded from its check-ins. */
export type OwnRow = Omit<OwnChallenge, 'state'> & { readonly state: StreakState | null };

/** News that waits to be told with a nudge: its delivery key and its words. */
export interface HeldNews {
  readonly key: DeliveryKey;
  readonly line: Line;
}

/** Members' own nudges and their slots, within one transaction. */
export interface PersonalTx {
  /** Reads the member and locks their nudges, where there are any, so that two changes come one after the other. */
  lockPersonal(member: MemberId): Promise<Addressee | null>;
  /** Switches nudges on, for what is planned after `since`; whatever had switched them off or muted them is over. */
  savePersonal(
    member: MemberId,
    times: PersonalTimes,
    change: { readonly zone: string; readonly since: Instant },
  ): Promise<void>;
  /** Switches nudges off at the member's wish. Returns false when they were off already. */
  switchPersonalOff(member: MemberId): Promise<boolean>;
  mutePersonal(member: MemberId, until: CivilDay): Promise<void>;
  /** Switches nudges off without the member asking. Returns false when they were off already. */
  pausePersonal(member: MemberId, reason: string): Promise<boolean>;
  /** Remembers that nudges were offered. Returns false when that had been done before. */
  offerPersonal(member: MemberId, offer: { readonly zone: string; readonly at: Instant }): Promise<boolean>;

  /** The running challenges that the member takes part in, oldest first. */
  ownChallenges(member: MemberId): Promise<readonly OwnRow[]>;
  ownCheckIns(challenge: ChallengeId, member: MemberId): Promise<readonly CheckInFact[]>;

  /** Reads the slot and locks it until this transaction ends. */
  lockPersonalSlot(member: MemberId, day: CivilDay): Promise<PersonalSlot | null>;
  skipPersonal(member: MemberId, day: CivilDay, reason: string): Promise<void>;
  /** How many nudges the member was ever sent, or is about to be sent. */
  personalSaid(member: MemberId): Promise<number>;
  /** Hands the slot to the delivery ledger, without a job: whoever holds the slot's own job delivers it. */
  sayPersonal(
    turn: Turn & { readonly workspace: WorkspaceId },
    words: { readonly effect: Effect; readonly opening: number },
  ): Promise<void>;
  /** Adds the next turn of a slot, at `at`, with its job. */
  laterPersonal(turn: Turn, at: Instant): Promise<void>;
  /** Days from `from` on that had their nudge, sent or about to be sent. */
  personalDays(member: MemberId, from: CivilDay): Promise<readonly CivilDay[]>;

  /** Which of these news were held and not dropped: those that wait and those that were told. */
  everHeld(keys: readonly DeliveryKey[]): Promise<readonly DeliveryKey[]>;
  /** The member's newest proof that still stands in one of these channels; `at` gives the day in its thread's name. Null: none. */
  lastProof(
    member: MemberId,
    channels: readonly ChannelRef[],
  ): Promise<{ readonly message: MessageRef; readonly channel: ChannelRef; readonly at: Instant } | null>;
  /** Where a proof stands, or null when it does not any more; its cheer may still be on its way (`cheering`). */
  proofPlace(proof: ProofId): Promise<{
    readonly channel: ChannelRef;
    readonly message: MessageRef | null;
    readonly at: Instant;
    /** The language in which the proof is spoken about. */
    readonly locale: Locale;
    readonly cheering: boolean;
    /** Whether its member was offered nudges before, or asked for them. */
    readonly offered: boolean;
    /** Whether this is no moment to offer anything: the author wants silence, or told of something hard. */
    readonly hushed: boolean;
  } | null>;
}
