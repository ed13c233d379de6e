import { z } from 'zod';
import type { CivilDay } from '../model/day.ts';
import type { ChallengeId, DeliveryKey, MemberId, ProofId } from '../model/ids.ts';

const proofJob = z.object({ proof: z.string().transform((id) => id as ProofId) });

const challengeJob = z.object({ challenge: z.string().transform((id) => id as ChallengeId) });

/** Every job's name and payload. Payloads hold ids only: whatever matters is read from the facts when it runs. */
export const jobPayloads = {
  /** Does one effect of the ledger. */
  deliver: z.object({ key: z.string().transform((key) => key as DeliveryKey) }),
  /** Fetches the photos of a proof and keeps copies. */
  photos: proofJob,
  /** Writes the cheer of a proof, or writes it anew after an edit. */
  cheer: proofJob,
  /** Deletes the copies of a deleted proof's photos. */
  erasePhotos: proofJob,
  /** What is told in the morning, zone by zone; comes every quarter of an hour. */
  mornings: z.object({}),
  /** Tells the channel that a challenge ends in so many days. */
  endNotice: challengeJob.extend({ days: z.int() }),
  /** Ends a challenge whose last day is over. */
  closeChallenge: challengeJob,
  /** Says the nudge of a challenge's channel on a day of its zone, should it still be wanted. */
  nudge: challengeJob.extend({ day: z.string().transform((day) => day as CivilDay) }),
  /** Sends a finisher their card. */
  finishCard: challengeJob.extend({ member: z.string().transform((id) => id as MemberId) }),
} as const;

export type JobName = keyof typeof jobPayloads;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobPayloads)[Name]>;

/** A job to be added together with the facts it follows from. */
export type JobSpec = {
  [Name in JobName]: {
    readonly task: Name;
    readonly payload: JobPayload<Name>;
    /** A waiting job of the same key is replaced. */
    readonly key?: string;
    /** Milliseconds since 1970; now when left out. */
    readonly runAt?: number;
    /** Smaller first. Credit (0) goes before cheers (10), those before nudges (15), and all before housekeeping (20). */
    readonly priority?: number;
  };
}[JobName];

export const priorities = { credit: 0, cheer: 10, nudge: 15, housekeeping: 20 } as const;
