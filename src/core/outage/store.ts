import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, PlatformName, WorkspaceId, WorkspaceRef } from '../model/ids.ts';
import type { Away } from './lost-days.ts';

/** A time longer than an hour in which a platform was not heard. */
export interface Outage extends Away {
  readonly id: string;
  readonly platform: PlatformName;
}

/** A day of a challenge that was offered to the managers. */
export interface OfferedDay {
  readonly challenge: ChallengeId;
  readonly day: CivilDay;
}

/** What managers made of an offer. */
export interface OutageDecision {
  readonly what: 'daysExcused' | 'daysKept';
  /** Null: who it was is erased. */
  readonly by: string | null;
}

export interface OutageStore {
  /**
   * Notes that everything posted up to `now` is taken in. Answers the outage that has ended with it, with the job that looks for
   * its days: recorded once, by whoever comes back first. One round trip. `ahead`: milliseconds by which the clock was set forward
   * since; they were no time at all.
   */
  heard(platform: PlatformName, now: Instant, ahead?: number): Promise<Outage | null>;
  find(id: string): Promise<Outage | null>;
  /** Absences that ended after `since`, of every platform; one that is still going on, up to `now`. */
  absences(since: Instant, now: Instant): Promise<readonly (Away & { readonly platform: PlatformName })[]>;
  /** Workspaces with a challenge that was on during an outage; parked ones are left out. */
  workspaces(outage: Outage): Promise<readonly WorkspaceRef[]>;
  /** Days that are not excused, though the managers decided so or let so long pass: since when they stand as they are. */
  standing(now: Instant, patienceMs: number): Promise<readonly (OfferedDay & { readonly since: Instant })[]>;
}

/** Up to when a platform was heard, and offering and excusing days, of one transaction. */
export interface OutageTx {
  /** Up to when everything posted is taken in, as noted last; null: never. After a death this is where to look again. */
  heardUntil(platform: PlatformName): Promise<Instant | null>;
  /** Days in these on which a member of a zone who takes part has neither check-in nor rest. */
  openDays(
    challenge: ChallengeId,
    span: { readonly from: CivilDay; readonly to: CivilDay },
  ): Promise<readonly { readonly zone: string; readonly day: CivilDay }[]>;
  /** Zones of those who take part. */
  memberZones(challenge: ChallengeId): Promise<readonly string[]>;
  /** Answers those that were not offered before. */
  offerDays(
    outage: string,
    challenge: ChallengeId,
    days: readonly CivilDay[],
    at: Instant,
  ): Promise<readonly CivilDay[]>;
  /** What an outage offered to the managers of a workspace, in order of challenge and day. */
  offeredDays(workspace: WorkspaceId, outage: string): Promise<readonly OfferedDay[]>;
  noteExcused(challenge: ChallengeId, outage: string, at: Instant): Promise<void>;
  /** Null: nobody decided yet. */
  outageDecision(call: string): Promise<OutageDecision | null>;
}
