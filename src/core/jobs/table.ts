import type { Errand } from './courtesy.ts';
import type { JobName } from './job.ts';

/** Within a lane, the job with the smaller priority runs first. */
export const priorities = { credit: 0, cheer: 10, nudge: 15, lateCheer: 18, housekeeping: 20 } as const;

/**
 * The queue in which a job waits. Lanes are apart so that a delivery never waits behind a cheer (which waits for a model), photos and the
 * like wait behind neither, and nothing waits behind the nudges of a thousand channels at nine.
 */
export type Lane = 'deliveries' | 'cheers' | 'nudges' | 'chores';

/** The kind of row that waits for a job: if the job fails for good, that row is ended too (adapters/postgres/jobs/leaves.ts). */
export type Leaves =
  | 'delivery'
  | 'cheer'
  | 'talkTurn'
  | 'photos'
  | 'nudgeSlot'
  | 'memberNudgeSlot'
  | 'summary'
  | 'nothing';

/** How the stored reason begins when a row ended because its job failed. */
export const jobFailed = 'its job failed';

/** How the queue treats a job. */
export interface JobTraits {
  readonly lane: Lane;
  /** How urgent it is: `message` or `answer` if a member who posted or spoke waits for it, else `chore`. */
  readonly errand: Errand;
  /** The default; a JobSpec can name another. */
  readonly priority: number;
  readonly leaves: Leaves;
  /** For a job that runs by itself: every so many minutes, from that minute of the hour on, with so many tries. */
  readonly comes?: { readonly everyMinutes: number; readonly from: number; readonly tries: number };
}

/** The traits of every job. */
export const jobTable: Readonly<Record<JobName, JobTraits>> = {
  deliver: { lane: 'deliveries', errand: 'message', priority: priorities.credit, leaves: 'delivery' },
  photos: { lane: 'chores', errand: 'chore', priority: priorities.cheer, leaves: 'photos' },
  cheer: { lane: 'cheers', errand: 'answer', priority: priorities.cheer, leaves: 'cheer' },
  lateCheer: { lane: 'cheers', errand: 'chore', priority: priorities.lateCheer, leaves: 'nothing' },
  sayWithout: { lane: 'chores', errand: 'chore', priority: priorities.lateCheer, leaves: 'nothing' },
  talk: { lane: 'cheers', errand: 'answer', priority: priorities.cheer, leaves: 'talkTurn' },
  unsay: { lane: 'chores', errand: 'answer', priority: priorities.housekeeping, leaves: 'nothing' },
  // In the lane of cheers: a member who may be in danger must not wait behind anybody's photos.
  care: { lane: 'cheers', errand: 'answer', priority: priorities.cheer, leaves: 'nothing' },
  remember: { lane: 'chores', errand: 'chore', priority: priorities.housekeeping, leaves: 'nothing' },
  memories: {
    lane: 'chores',
    errand: 'chore',
    priority: priorities.housekeeping,
    leaves: 'nothing',
    comes: { everyMinutes: 15, from: 7, tries: 1 },
  },
  erasePhotos: { lane: 'chores', errand: 'chore', priority: priorities.housekeeping, leaves: 'nothing' },
  dropPhotos: { lane: 'chores', errand: 'chore', priority: priorities.housekeeping, leaves: 'nothing' },
  mornings: {
    lane: 'chores',
    errand: 'chore',
    priority: priorities.housekeeping,
    leaves: 'nothing',
    comes: { everyMinutes: 15, from: 0, tries: 3 },
  },
  endNotice: { lane: 'chores', errand: 'chore', priority: priorities.nudge, leaves: 'nothing' },
  ends: {
    lane: 'chores',
    errand: 'chore',
    priority: priorities.housekeeping,
    leaves: 'nothing',
    comes: { everyMinutes: 15, from: 4, tries: 1 },
  },
  closeChallenge: { lane: 'chores', errand: 'chore', priority: priorities.housekeeping, leaves: 'nothing' },
  nudge: { lane: 'nudges', errand: 'chore', priority: priorities.nudge, leaves: 'nudgeSlot' },
  outage: { lane: 'chores', errand: 'chore', priority: priorities.housekeeping, leaves: 'nothing' },
  summaries: {
    lane: 'chores',
    errand: 'chore',
    priority: priorities.nudge,
    leaves: 'nothing',
    comes: { everyMinutes: 15, from: 0, tries: 3 },
  },
  summary: { lane: 'nudges', errand: 'chore', priority: priorities.nudge, leaves: 'summary' },
  nudgeMe: { lane: 'nudges', errand: 'chore', priority: priorities.nudge, leaves: 'memberNudgeSlot' },
  offerNudge: { lane: 'nudges', errand: 'chore', priority: priorities.nudge, leaves: 'nothing' },
  finishCard: { lane: 'chores', errand: 'chore', priority: priorities.housekeeping, leaves: 'nothing' },
};
