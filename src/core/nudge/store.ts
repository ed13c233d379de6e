import type { Effect } from '../delivery/effect.ts';
import { deliveryKey, partsIf } from '../delivery/keys.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, ChannelRef, DeliveryKey, WorkspaceId } from '../model/ids.ts';
import type { Line } from '../views.ts';
import type { DueMinute, NudgeSchedule, NudgeTimes } from './schedule.ts';

/** The nudge of a challenge's channel on one day. There is at most one, whoever plans it. */
export interface NudgeSlot {
  readonly plannedAt: Instant;
  /** The version of the schedule that it follows from. */
  readonly version: number;
  /**
   * `asking`: a model was asked for its line, once; an instance that finds the slot so uses a template. `sending`: its outcome is
   * in the delivery ledger, under `nudgeKey`.
   */
  readonly state: 'pending' | 'asking' | 'sending' | 'skipped';
}

/** A nudge as its channel got it. */
export interface SaidNudge {
  /** The day by the calendar of its schedule's zone. */
  readonly day: CivilDay;
  readonly opening: number;
  /** Null when its words are no longer kept. */
  readonly line: Line | null;
}

/** The delivery key of a nudge. */
export function nudgeKey(challenge: ChallengeId, day: CivilDay): DeliveryKey {
  return deliveryKey('nudge', challenge, day);
}

/** The nudge that a key names; null for every other delivery. */
export function nudgeOf(
  key: DeliveryKey,
): { readonly challenge: ChallengeId; readonly day: CivilDay } | null {
  const [challenge, day] = partsIf(key, 'nudge');
  return challenge && day ? { challenge: challenge as ChallengeId, day: day as CivilDay } : null;
}

/** Plans nudges, for all challenges at once. */
export interface NudgeStore {
  /** Every zone that a schedule uses. */
  zones(): Promise<readonly string[]>;
  /** Up to when everything due has been planned; null when nothing ever was. */
  doneUntil(): Promise<Instant | null>;
  /**
   * Adds the slots that are due and not there yet, each with its job, and notes `until` as planned: in one round trip, however
   * many instances do it at once. A day whose slot was missed, or whose nudge at an earlier time was skipped, or given up and
   * surely not read, takes the later time.
   */
  plan(
    due: readonly DueMinute[],
    until: Instant,
  ): Promise<{ readonly planned: number; readonly missed: number }>;
}

/** Schedules and slots. Whoever changes a schedule must have locked its challenge. */
export interface NudgeTx {
  findNudges(challenge: ChallengeId): Promise<NudgeSchedule | null>;
  /** The schedules of these challenges; a challenge without one is left out. */
  listNudges(challenges: readonly ChallengeId[]): Promise<ReadonlyMap<ChallengeId, NudgeSchedule>>;
  /** Saves a schedule, in force for what is planned after `since`; where it has no zone of its own, it follows `challengeZone`. */
  saveNudges(
    challenge: ChallengeId,
    times: NudgeTimes,
    change: { readonly challengeZone: string; readonly since: Instant },
  ): Promise<void>;
  /** Returns false when there was no schedule. */
  removeNudges(challenge: ChallengeId): Promise<boolean>;
  /** To be called when the challenge's zone was changed: a schedule without a zone of its own follows it, from `since` on. */
  moveNudges(challenge: ChallengeId, challengeZone: string, since: Instant): Promise<void>;
  /** Pauses a schedule. Returns false when it was off already. */
  pauseNudges(challenge: ChallengeId, reason: string): Promise<boolean>;
  /** Days from `from` on that have their nudge, sent or about to be sent. */
  nudgedDays(challenge: ChallengeId, from: CivilDay): Promise<readonly CivilDay[]>;

  /** Reads the slot and locks it until this transaction ends. */
  lockNudgeSlot(challenge: ChallengeId, day: CivilDay): Promise<NudgeSlot | null>;
  skipNudge(challenge: ChallengeId, day: CivilDay, reason: string): Promise<void>;
  /** The nudges last sent to a channel, newest first. The next caller waits until this transaction ends. */
  lastNudges(workspace: WorkspaceId, channel: ChannelRef, count: number): Promise<readonly SaidNudge[]>;
  /** Notes that a model is about to be asked for the nudge's line. */
  askNudgeLine(challenge: ChallengeId, day: CivilDay): Promise<void>;
  /**
   * Hands the slot to the delivery ledger, without a job: whoever holds the slot's own job delivers it. A delivery that the
   * ledger gave up at an earlier time of the day begins anew.
   */
  sayNudge(
    nudge: { readonly challenge: ChallengeId; readonly day: CivilDay; readonly workspace: WorkspaceId },
    words: { readonly effect: Effect; readonly opening: number },
  ): Promise<void>;
  /** How many of the newest nudges of the present schedule the channel refused, one after the other. */
  refusedNudges(challenge: ChallengeId): Promise<number>;
}
