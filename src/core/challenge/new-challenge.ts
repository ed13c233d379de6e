import type { NewChallenge } from './store.ts';

/** The settings of a challenge where nothing else is given: the day ends at 03:00, weeks begin on Monday (R1 and its decisions). */
export const challengeDefaults = {
  weekStart: 1,
  graceMinutes: 180,
  backfillDays: 2,
  minLength: 0,
  freezeCap: 2,
  freezeEvery: 14,
  emoji: null,
  category: null,
  teamGoal: null,
  endNotices: [],
  closed: false,
  createdBy: null,
} as const satisfies Partial<NewChallenge>;

type Given = Omit<NewChallenge, keyof typeof challengeDefaults> & Partial<NewChallenge>;

/** A new challenge from the settings that matter, with defaults for the others. */
export function newChallenge(given: Given): NewChallenge {
  return { ...challengeDefaults, ...given };
}
