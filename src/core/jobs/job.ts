import { z } from 'zod';
import type { CivilDay } from '../model/day.ts';
import type { ChallengeId, DeliveryKey, MemberId, ProofId } from '../model/ids.ts';
import { summaryKinds } from '../nudge/summary/period.ts';
import type { TurnId } from '../talk/store.ts';

const proofJob = z.object({ proof: z.string().transform((id) => id as ProofId) });

const memberJob = z.object({ member: z.string().transform((id) => id as MemberId) });

const turnJob = z.object({ turn: z.string().transform((id) => id as TurnId) });

const challengeJob = z.object({ challenge: z.string().transform((id) => id as ChallengeId) });

/** Every job's name and payload. Payloads hold ids only: whatever matters is read from the facts when it runs. */
export const jobPayloads = {
  /** Does one effect of the ledger. */
  deliver: z.object({ key: z.string().transform((key) => key as DeliveryKey) }),
  /** Fetches the photos of a proof and keeps copies. */
  photos: proofJob,
  /** Writes the cheer of a proof, or writes it anew after an edit. */
  cheer: proofJob,
  /** Asks the model once more for a cheer that a template stands in for, until `until` (milliseconds since 1970). */
  lateCheer: proofJob.extend({ revision: z.int(), until: z.number() }),
  /** Says a cheer anew that recalls `memory`, which may be recalled no more. */
  sayWithout: proofJob.extend({ memory: z.string().transform((id) => id as ProofId) }),
  /** Answers what somebody said to us; `called`: they mentioned us. */
  talk: turnJob.extend({ called: z.boolean() }),
  /** Looks again for an answer that was taken back while it was said. */
  unsay: turnJob,
  /** Looks whether a post that is not cheered asks for help. */
  care: proofJob,
  /** Keeps what a proof says, for recalling it to its member. */
  remember: proofJob,
  /** The same for proofs it was not done for yet; comes every quarter of an hour. */
  memories: z.object({}),
  /** Deletes the copies of a deleted proof's photos. */
  erasePhotos: proofJob,
  /** The same for photos that were taken out of a proof, which stays. */
  dropPhotos: proofJob,
  /** What is told in the morning, zone by zone; comes every quarter of an hour. */
  mornings: z.object({}),
  /** Tells the channel that a challenge ends in so many days. */
  endNotice: challengeJob.extend({ days: z.int() }),
  /** Plans the ends that nobody planned; comes every quarter of an hour. */
  ends: z.object({}),
  /** Ends a challenge whose last day is over and taken in. `waits`: how often only the latter was missing. */
  closeChallenge: challengeJob.extend({ waits: z.int().optional() }),
  /** Says the nudge of a challenge's channel on a day of its zone, should it still be wanted. */
  nudge: challengeJob.extend({ day: z.string().transform((day) => day as CivilDay) }),
  /** Looks for the days an outage took, and offers them to the managers. */
  outage: z.object({ outage: z.string() }),
  /** Plans what channels are told of weeks and months; comes every quarter of an hour. */
  summaries: z.object({}),
  /** Tells a channel what its week or month came to, should that still be wanted. */
  summary: challengeJob.extend({
    kind: z.enum(summaryKinds),
    from: z.string().transform((day) => day as CivilDay),
  }),
  /** Says a member's own nudge of a day of their zone, should it still be wanted. `turn`: after so many a "later". */
  nudgeMe: memberJob.extend({ day: z.string().transform((day) => day as CivilDay), turn: z.int() }),
  /** Offers a member nudges of their own, once, after their first proof. */
  offerNudge: memberJob.extend({ proof: z.string().transform((id) => id as ProofId) }),
  /** Sends a finisher their card. */
  finishCard: challengeJob.extend({ member: z.string().transform((id) => id as MemberId) }),
} as const;

export type JobName = keyof typeof jobPayloads;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobPayloads)[Name]>;

/** How each job is done. `waitedMs`: so long it might have begun already. */
export type JobHandlers = {
  readonly [Name in JobName]: (payload: JobPayload<Name>, waitedMs: number) => Promise<void>;
};

/** A job to be added together with the facts it follows from. */
export type JobSpec = {
  [Name in JobName]: {
    readonly task: Name;
    readonly payload: JobPayload<Name>;
    /** A waiting job of the same key is replaced. */
    readonly key?: string;
    /** Milliseconds since 1970; now when left out. */
    readonly runAt?: number;
    /** Smaller first; its job's own (table.ts) when left out. */
    readonly priority?: number;
  };
}[JobName];

/** The database's clock, which wakes jobs, may be this far ahead of ours. */
export const clocksApartMs = 60_000;
