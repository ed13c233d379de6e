import type { Errand } from './courtesy.ts';
import type { JobName } from './job.ts';

/** Smaller first, within a lane. */
export const priorities = { credit: 0, cheer: 10, nudge: 15, lateCheer: 18, housekeeping: 20 } as const;

/**
 * Where a job waits: a delivery never behind a cheer, which waits for a model, photos and the like behind neither, and none of them
 * behind the nudges of a thousand channels at nine.
 */
export type Lane = 'deliveries' | 'cheers' | 'nudges' | 'chores';

export interface JobTraits {
  readonly lane: Lane;
  /** What a member who posted or spoke waits for; all else is a chore. */
  readonly errand: Errand;
  /** One that is enqueued can name another. */
  readonly priority: number;
  /** Comes by itself: at these minutes of every hour, with so many tries. */
  readonly comes?: { readonly everyMinutes: number; readonly from: number; readonly tries: number };
}

/** Every job. */
export const jobTable: Readonly<Record<JobName, JobTraits>> = {
  deliver: { lane: 'deliveries', errand: 'message', priority: priorities.credit },
  photos: { lane: 'chores', errand: 'chore', priority: priorities.cheer },
  cheer: { lane: 'cheers', errand: 'answer', priority: priorities.cheer },
  lateCheer: { lane: 'cheers', errand: 'chore', priority: priorities.lateCheer },
  sayWithout: { lane: 'chores', errand: 'chore', priority: priorities.lateCheer },
  talk: { lane: 'cheers', errand: 'answer', priority: priorities.cheer },
  unsay: { lane: 'chores', errand: 'answer', priority: priorities.housekeeping },
  // Whoever may be in danger waits for nobody's photos.
  care: { lane: 'cheers', errand: 'answer', priority: priorities.cheer },
  remember: { lane: 'chores', errand: 'chore', priority: priorities.housekeeping },
  memories: {
    lane: 'chores',
    errand: 'chore',
    priority: priorities.housekeeping,
    comes: { everyMinutes: 15, from: 7, tries: 1 },
  },
  erasePhotos: { lane: 'chores', errand: 'chore', priority: priorities.housekeeping },
  dropPhotos: { lane: 'chores', errand: 'chore', priority: priorities.housekeeping },
  mornings: {
    lane: 'chores',
    errand: 'chore',
    priority: priorities.housekeeping,
    comes: { everyMinutes: 15, from: 0, tries: 3 },
  },
  endNotice: { lane: 'chores', errand: 'chore', priority: priorities.nudge },
  ends: {
    lane: 'chores',
    errand: 'chore',
    priority: priorities.housekeeping,
    comes: { everyMinutes: 15, from: 4, tries: 1 },
  },
  closeChallenge: { lane: 'chores', errand: 'chore', priority: priorities.housekeeping },
  nudge: { lane: 'nudges', errand: 'chore', priority: priorities.nudge },
  outage: { lane: 'chores', errand: 'chore', priority: priorities.housekeeping },
  summaries: {
    lane: 'chores',
    errand: 'chore',
    priority: priorities.nudge,
    comes: { everyMinutes: 15, from: 0, tries: 3 },
  },
  summary: { lane: 'nudges', errand: 'chore', priority: priorities.nudge },
  nudgeMe: { lane: 'nudges', errand: 'chore', priority: priorities.nudge },
  offerNudge: { lane: 'nudges', errand: 'chore', priority: priorities.nudge },
  finishCard: { lane: 'chores', errand: 'chore', priority: priorities.housekeeping },
};
