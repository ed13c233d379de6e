import { z } from 'zod';
import type { CivilDay } from '../model/day.ts';
import type { ChallengeId, DeliveryKey, MemberId, ProofId } from '../model/ids.ts';
import { summaryKinds } from '../nudge/summary/period.ts';
import type { TurnId } from '../talk/store.ts';

const proofJob = z.object({ proof: z.string().transform((id) => id as ProofId) });

const memberJob = z.object({ member: z.string().transform((id) => id as MemberId) });

const turnJob = z.object({ turn: z.string().transform((id) => id as TurnId) });

const challengeJob = z.object({ challenge: z.string().transform((id) => id as ChallengeId) });

/** Every job's name and payload. Payloads hold ids only: whatever matters is read from the facts when the job runs. */
export const jobPayloads = {
  /** Carries out one delivery of the ledger. */
  deliver: z.object({ key: z.string().transform((key) => key as DeliveryKey) }),
  /** Fetches the photos of a proof and keeps copies. */
  photos: proofJob,
  /** Writes the cheer of a proof, or writes it anew after an edit. */
  cheer: proofJob,
  /** Asks the model again for a cheer in whose place a template was posted, until `until` (milliseconds since 1970). */
  lateCheer: proofJob.extend({ revision: z.int(), until: z.number() }),
  /** Replaces a cheer that recalls the proof `memory`, which may no longer be recalled. */
  sayWithout: proofJob.extend({ memory: z.string().transform((id) => id as ProofId) }),
  /** Answers what somebody said to us; `called`: they mentioned us. */
  talk: turnJob.extend({ called: z.boolean() }),
  /** Searches once more for an answer that was taken back while it was being sent. */
  unsay: turnJob,
  /** Checks whether a post that gets no cheer asks for help. */
  care: proofJob,
  /** Stores what a proof says as a vector, so that a later cheer can recall it to its member. */
  remember: proofJob,
  /** Does the same for proofs that `remember` has missed; runs every quarter of an hour. */
  memories: z.object({}),
  /** Deletes our copies of a deleted proof's photos. */
  erasePhotos: proofJob,
  /** Deletes our copies of photos that were taken out of a proof, which itself stays. */
  dropPhotos: proofJob,
  /** Sends what is told in the morning, zone by zone; runs every quarter of an hour. */
  mornings: z.object({}),
  /** Tells the channel that a challenge ends in `days` days. */
  endNotice: challengeJob.extend({ days: z.int() }),
  /** Plans the ends of challenges that were not planned yet; runs every quarter of an hour. */
  ends: z.object({}),
  /**
   * Ends a challenge once its last day is over and everything posted on it was received. `waits`: how often the job was put off
   * for the latter alone.
   */
  closeChallenge: challengeJob.extend({ waits: z.int().optional() }),
  /** Sends a channel's nudge for a day of the challenge's zone, if it is still wanted. */
  nudge: challengeJob.extend({ day: z.string().transform((day) => day as CivilDay) }),
  /** Finds the days that members lost to an outage, and offers the managers to excuse them. */
  outage: z.object({ outage: z.string() }),
  /** Plans the weekly and monthly summaries of channels; runs every quarter of an hour. */
  summaries: z.object({}),
  /** Sends a channel the summary of its week or month, if it is still wanted. */
  summary: challengeJob.extend({
    kind: z.enum(summaryKinds),
    from: z.string().transform((day) => day as CivilDay),
  }),
  /** Sends a member's own nudge for a day of their zone, if it is still wanted. `turn`: how often they pressed "later". */
  nudgeMe: memberJob.extend({ day: z.string().transform((day) => day as CivilDay), turn: z.int() }),
  /** Offers a member their own nudges, once, after their first proof. */
  offerNudge: memberJob.extend({ proof: z.string().transform((id) => id as ProofId) }),
  /** Sends a member who finished a challenge their card. */
  finishCard: challengeJob.extend({ member: z.string().transform((id) => id as MemberId) }),
} as const;

export type JobName = keyof typeof jobPayloads;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobPayloads)[Name]>;

/** The function that runs each job. `waitedMs`: how long ago the job could have begun. */
export type JobHandlers = {
  readonly [Name in JobName]: (payload: JobPayload<Name>, waitedMs: number) => Promise<void>;
};

/** A job to be added in the same transaction as the facts it follows from. */
export type JobSpec = {
  [Name in JobName]: {
    readonly task: Name;
    readonly payload: JobPayload<Name>;
    /** A waiting job with the same key is replaced. */
    readonly key?: string;
    /** Milliseconds since 1970; now when left out. */
    readonly runAt?: number;
    /** Smaller runs first; the one in table.ts when left out. */
    readonly priority?: number;
  };
}[JobName];

/** How far the database's clock, which decides when jobs run, may be ahead of ours, in milliseconds. */
export const clocksApartMs = 60_000;
