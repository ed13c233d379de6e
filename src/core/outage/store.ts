import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, PlatformName, WorkspaceId, WorkspaceRef } from '../model/ids.ts';
import type { Away } from './lost-days.ts';

/** A time of more than an hour during which a platform was not heard. */
export interface Outage extends Away {
  readonly id: string;
  readonly platform: PlatformName;
}

/** A day of a challenge that was offered to the managers. */
export interface OfferedDay {
  readonly challenge: ChallengeId;
  readonly day: CivilDay;
}

/** What a manager decided on an offer. */
export interface OutageDecision {
  readonly what: 'daysExcused' | 'daysKept';
  /** Who decided; null when they were erased. */
  readonly by: string | null;
}

/** Outages as they are stored, for all workspaces. */
export interface OutageStore {
  /**
   * Notes that everything posted up to `now` has been taken in, in one round trip. Returns the outage that ended with it, if any,
   * which is recorded with the job that looks for its days: once, by the instance that comes back first. `ahead`: milliseconds by
   * which the clock was set forward meanwhile; they do not count as time away.
   */
  heard(platform: PlatformName, now: Instant, ahead?: number): Promise<Outage | null>;
  find(id: string): Promise<Outage | null>;
  /** Absences that ended after `since`, on every platform; one that is still going on counts up to `now`. */
  absences(since: Instant, now: Instant): Promise<readonly (Away & { readonly platform: PlatformName })[]>;
  /** The time between the backup that this database was restored from and its restore; null if it never was. */
  restored(): Promise<(Away & { readonly mayHaveAnswered: true }) | null>;
  /** Workspaces with a challenge that was running during an outage, except parked ones. */
  workspaces(outage: Outage): Promise<readonly WorkspaceRef[]>;
  /** Offered days that stay as they are, because the managers decided so or let `patienceMs` pass; `since`: from when on. */
  standing(now: Instant, patienceMs: number): Promise<readonly (OfferedDay & { readonly since: Instant })[]>;
}

/** Up to when a platform was heard, and the offering and excusing of days, within one transaction. */
export interface OutageTx {
  /** Up to when everything posted has been taken in, as noted last; null: never. After a crash, looking again starts here. */
  heardUntil(platform: PlatformName): Promise<Instant | null>;
  /** The days in the span on which some member of a zone, taking part, has neither check-in nor rest. */
  openDays(
    challenge: ChallengeId,
    span: { readonly from: CivilDay; readonly to: CivilDay },
  ): Promise<readonly { readonly zone: string; readonly day: CivilDay }[]>;
  /** The zones of the members who take part. */
  memberZones(challenge: ChallengeId): Promise<readonly string[]>;
  /** Records these days as offered and returns those that were not offered before. */
  offerDays(
    outage: string,
    challenge: ChallengeId,
    days: readonly CivilDay[],
    at: Instant,
  ): Promise<readonly CivilDay[]>;
  /** The days of an outage that were offered to the managers of a workspace, in order of challenge and day. */
  offeredDays(workspace: WorkspaceId, outage: string): Promise<readonly OfferedDay[]>;
  noteExcused(challenge: ChallengeId, outage: string, at: Instant): Promise<void>;
  /** The decision noted under this call; null when nobody decided yet. */
  outageDecision(call: string): Promise<OutageDecision | null>;
}
