import type { Effect } from '../delivery/effect.ts';
import { deliveryKey, partsIf } from '../delivery/keys.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, ChannelRef, DeliveryKey, WorkspaceId } from '../model/ids.ts';
import type { Line } from '../views.ts';
import type { DueMinute, NudgeSchedule, NudgeTimes } from './schedule.ts';

/** The nudge of a challenge's channel on a day. There is one at most, whoever plans it. */
export interface NudgeSlot {
  readonly plannedAt: Instant;
  /** Of the schedule it follows from. */
  readonly version: number;
  /**
   * `asking`: a model was asked for its line, once; whoever finds it so says a template. `sending`: what became of it is in the
   * ledger, under `nudgeKey`.
   */
  readonly state: 'pending' | 'asking' | 'sending' | 'skipped';
}

/** A nudge as its channel read it. */
export interface SaidNudge {
  /** By the calendar of its schedule's zone. */
  readonly day: CivilDay;
  readonly opening: number;
  /** Null: its words are not kept any more. */
  readonly line: Line | null;
}

/** A nudge in the ledger. */
export function nudgeKey(challenge: ChallengeId, day: CivilDay): DeliveryKey {
  return deliveryKey('nudge', challenge, day);
}

/** Whose nudge a key names; null for every other delivery. */
export function nudgeOf(
  key: DeliveryKey,
): { readonly challenge: ChallengeId; readonly day: CivilDay } | null {
  const [challenge, day] = partsIf(key, 'nudge');
  return challenge && day ? { challenge: challenge as ChallengeId, day: day as CivilDay } : null;
}

/** Planning, for all challenges at once. */
export interface NudgeStore {
  /** Every zone a schedule is kept in. */
  zones(): Promise<readonly string[]>;
  /** Up to when all that was due is planned; null: never yet. */
  doneUntil(): Promise<Instant | null>;
  /**
   * Adds the slots that are due and not there yet, each with its job, and notes `until` as planned: one round trip, however many
   * do it at once. A day whose slot was missed, or whose nudge was skipped or given up at an earlier time and surely not read, takes
   * the later time.
   */
  plan(
    due: readonly DueMinute[],
    until: Instant,
  ): Promise<{ readonly planned: number; readonly missed: number }>;
}

/** Schedules and slots. Whoever changes a schedule has locked its challenge. */
export interface NudgeTx {
  findNudges(challenge: ChallengeId): Promise<NudgeSchedule | null>;
  /** Every schedule of these; a challenge without one is left out. */
  listNudges(challenges: readonly ChallengeId[]): Promise<ReadonlyMap<ChallengeId, NudgeSchedule>>;
  /** In force for what is planned after `since`; `challengeZone` is followed where it has none of its own. */
  saveNudges(
    challenge: ChallengeId,
    times: NudgeTimes,
    change: { readonly challengeZone: string; readonly since: Instant },
  ): Promise<void>;
  /** False: there was none. */
  removeNudges(challenge: ChallengeId): Promise<boolean>;
  /** The challenge's zone was changed: a schedule without one of its own follows, from `since` on. */
  moveNudges(challenge: ChallengeId, challengeZone: string, since: Instant): Promise<void>;
  /** False: it was off already. */
  pauseNudges(challenge: ChallengeId, reason: string): Promise<boolean>;
  /** Days from `from` on that have their nudge, sent or about to be. */
  nudgedDays(challenge: ChallengeId, from: CivilDay): Promise<readonly CivilDay[]>;

  /** Locks it until this transaction ends. */
  lockNudgeSlot(challenge: ChallengeId, day: CivilDay): Promise<NudgeSlot | null>;
  skipNudge(challenge: ChallengeId, day: CivilDay, reason: string): Promise<void>;
  /** Nudges said last in a channel, newest first. Who asks next waits until this transaction ends. */
  lastNudges(workspace: WorkspaceId, channel: ChannelRef, count: number): Promise<readonly SaidNudge[]>;
  /** A model is about to be asked for its line. */
  askNudgeLine(challenge: ChallengeId, day: CivilDay): Promise<void>;
  /**
   * The slot is handed to the ledger, without a job: whoever holds the slot's own job delivers it. What the ledger gave up at an
   * earlier time of the day begins anew.
   */
  sayNudge(
    nudge: { readonly challenge: ChallengeId; readonly day: CivilDay; readonly workspace: WorkspaceId },
    words: { readonly effect: Effect; readonly opening: number },
  ): Promise<void>;
  /** How many of the newest nudges of the present schedule, one after the other, the channel did not take. */
  refusedNudges(challenge: ChallengeId): Promise<number>;
}
