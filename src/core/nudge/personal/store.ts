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

/** Somebody who may be nudged: who they are, where they live, and what they asked for. */
export interface Addressee {
  readonly member: { readonly id: MemberId; readonly ref: MemberRef; readonly name: string };
  readonly locale: Locale;
  /** Who speaks to them: their own choice, else the workspace's (core/characters). */
  readonly character: string;
  /** In force now. */
  readonly zone: string;
  readonly home: {
    readonly id: WorkspaceId;
    readonly ref: WorkspaceRef;
    readonly platform: PlatformName;
    readonly quiet: QuietHours;
    readonly off: DaysOff;
  };
  /** Null: never offered and never asked for. */
  readonly nudge: PersonalNudge | null;
}

/** The nudge of a member on a day of their zone. There is one at most; "later" makes further turns of it. */
export interface PersonalSlot {
  readonly day: CivilDay;
  readonly plannedAt: Instant;
  readonly version: number;
  /** 0: the planned one; n: after the n-th "later". */
  readonly turn: number;
  /** `sending`: what became of it is in the ledger, under `personalKey`. */
  readonly state: 'pending' | 'sending' | 'skipped';
}

export interface Turn {
  readonly member: MemberId;
  readonly day: CivilDay;
  readonly turn: number;
}

/** A personal nudge in the ledger. `again`: by the other way, since the first was closed. */
export function personalKey({ member, day, turn }: Turn, again = false): DeliveryKey {
  return deliveryKey('nudge-me', member, day, turn, ...(again ? ['again'] : []));
}

/** Whose nudge a key names; null for every other delivery. */
export function personalOf(key: DeliveryKey): (Turn & { readonly again: boolean }) | null {
  const [member, day, turn, again] = partsIf(key, 'nudge-me');
  return member && day && turn
    ? { member: member as MemberId, day: day as CivilDay, turn: Number(turn), again: again !== undefined }
    : null;
}

/** What a challenge of a member's is, as it is stored. Null state: to be folded from its check-ins. */
export type OwnRow = Omit<OwnChallenge, 'state'> & { readonly state: StreakState | null };

/** What waits to be told with a nudge: the key it has in the ledger, and its words. */
export interface HeldNews {
  readonly key: DeliveryKey;
  readonly line: Line;
}

/** Members' own nudges and their slots, of one transaction. */
export interface PersonalTx {
  /** Two who change it at once come one after the other, where there is something to change. */
  lockPersonal(member: MemberId): Promise<Addressee | null>;
  /** On from now, for what is planned after `since`; whatever had switched it off or muted it is over. */
  savePersonal(
    member: MemberId,
    times: PersonalTimes,
    change: { readonly zone: string; readonly since: Instant },
  ): Promise<void>;
  /** False: it was off already. */
  switchPersonalOff(member: MemberId): Promise<boolean>;
  mutePersonal(member: MemberId, until: CivilDay): Promise<void>;
  /** Switched off without being asked. False: it was off already. */
  pausePersonal(member: MemberId, reason: string): Promise<boolean>;
  /** Remembers that it was offered. False: it was before. */
  offerPersonal(member: MemberId, offer: { readonly zone: string; readonly at: Instant }): Promise<boolean>;

  /** The challenges that are on and that the member takes part in, oldest first. */
  ownChallenges(member: MemberId): Promise<readonly OwnRow[]>;
  ownCheckIns(challenge: ChallengeId, member: MemberId): Promise<readonly CheckInFact[]>;

  /** Locks it until this transaction ends. */
  lockPersonalSlot(member: MemberId, day: CivilDay): Promise<PersonalSlot | null>;
  skipPersonal(member: MemberId, day: CivilDay, reason: string): Promise<void>;
  /** How many the member was ever sent, or is about to be. */
  personalSaid(member: MemberId): Promise<number>;
  /** The slot is handed to the ledger, without a job: whoever holds the slot's own job delivers it. */
  sayPersonal(
    turn: Turn & { readonly workspace: WorkspaceId },
    words: { readonly effect: Effect; readonly opening: number },
  ): Promise<void>;
  /** The next turn of a slot, at `at`, with its job. */
  laterPersonal(turn: Turn, at: Instant): Promise<void>;
  /** Days from `from` on that had their nudge, sent or about to be. */
  personalDays(member: MemberId, from: CivilDay): Promise<readonly CivilDay[]>;

  /** Which of these were held and not let go: what waits, and what was told. */
  everHeld(keys: readonly DeliveryKey[]): Promise<readonly DeliveryKey[]>;
  /** The member's newest standing proof in one of these channels, and the day in its name. */
  lastProof(
    member: MemberId,
    channels: readonly ChannelRef[],
  ): Promise<{ readonly message: MessageRef; readonly channel: ChannelRef; readonly at: Instant } | null>;
  /** Where a proof stands while it does; its cheer may still be under way. */
  proofPlace(proof: ProofId): Promise<{
    readonly channel: ChannelRef;
    readonly message: MessageRef | null;
    readonly at: Instant;
    /** The language in which it is spoken about. */
    readonly locale: Locale;
    readonly cheering: boolean;
    /** Its member was offered nudges before, or asked for them. */
    readonly offered: boolean;
    /** No moment to offer anything: who posted wants silence, or told of something hard. */
    readonly hushed: boolean;
  } | null>;
}
