import type { Errand } from './courtesy.ts';
import type { JobName } from './job.ts';

/** Smaller first, within a lane. */
export const priorities = { credit: 0, cheer: 10, nudge: 15, lateCheer: 18, housekeeping: 20 } as const;

/**
 * Where a job waits: a delivery never behind a cheer, which waits for a model, photos and the like behind neither, and none of them
 * behind the nudges of a thousand channels at nine.
 */
export type Lane = 'deliveries' | 'cheers' | 'nudges' | 'chores';

/** What waits for a job in a row of its own: should the job die, that ends with it (adapters/postgres/jobs/leaves.ts). */
export type Leaves =
  | 'delivery'
  | 'cheer'
  | 'talkTurn'
  | 'photos'
  | 'nudgeSlot'
  | 'memberNudgeSlot'
  | 'summary'
  | 'nothing';

/** How the reason of what ended so begins. */
export const jobFailed = 'its job failed';

export interface JobTraits {
  readonly lane: Lane;
  /** What a member who posted or spoke waits for; all else is a chore. */
  readonly errand: Errand;
  /** One that is enqueued can name another. */
  readonly priority: number;
  readonly leaves: Leaves;
  /** Comes by itself: at these minutes of every hour, with so many tries. */
  readonly comes?: { readonly everyMinutes: number; readonly from: number; readonly tries: number };
}

/** Every job. */
export const jobTable: Readonly<Record<JobName, JobTraits>> = {
  deliver: { lane: 'deliveries', errand: 'message', priority: priorities.credit, leaves: 'delivery' },
  photos: { lane: 'chores', errand: 'chore', priority: priorities.cheer, leaves: 'photos' },
  cheer: { lane: 'cheers', errand: 'answer', priority: priorities.cheer, leaves: 'cheer' },
  lateCheer: { lane: 'cheers', errand: 'chore', priority: priorities.lateCheer, leaves: 'nothing' },
  sayWithout: { lane: 'chores', errand: 'chore', priority: priorities.lateCheer, leaves: 'nothing' },
  talk: { lane: 'cheers', errand: 'answer', priority: priorities.cheer, leaves: 'talkTurn' },
  unsay: { lane: 'chores', errand: 'answer', priority: priorities.housekeeping, leaves: 'nothing' },
  // Whoever may be in danger waits for nobody's photos.
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
