/** How much is done: a short version within `npm test`, the long one by `npm run chaos` in a night on two cores. */
const nightly = process.env.BOOST_CHAOS === 'nightly';

export const figures = {
  nightly,
  /** Crashes of PostgreSQL under traffic. `terminalMs`: from the last one until all has ended that waited meanwhile. */
  crashes: nightly ? { many: 200, terminalMs: 180_000 } : { many: 10, terminalMs: 30_000 },
  /** Commits whose answer is lost. `terminalMs`: from the last one until all has ended, which takes as long as the cheers of as many posts do. */
  cutCommits: nightly ? { many: 2_000, terminalMs: 900_000 } : { many: 50, terminalMs: 30_000 },
  /** Rounds of a kill at every step, on each platform. */
  killRounds: nightly ? 20 : 1,
  /** Kills at random moments, of three instances and of two: thirty a minute, in rounds with a verdict and a seed each. */
  randomKillRounds: nightly ? 25 : 1,
  randomKills: 60,
  randomKillsOfTwo: nightly ? 20 : 6,
  killEveryMs: 2_000,
  /** Backups put back under traffic, in rounds with a verdict and a seed each, and how long there is traffic before and after each. */
  restores: nightly ? 30 : 1,
  beforeBackupMs: nightly ? 2_000 : 0,
  sinceBackupMs: nightly ? 4_000 : 1_000,
  /** Between two posts meanwhile: at either rate several are under way at any time. */
  postEveryMs: nightly ? 140 : 280,
  /** Orders in which the facts of one history arrive. */
  histories: nightly ? 200_000 : 2_000,
  /**
   * A steady stream of proofs while faults come and go. `creditMs`: how long 95 of 100 wait for their mark in calm, here on a
   * machine that others work on too. `newcomers`: the part whose first proof it is, which is credited and cheered (in the short version
   * two a second; the others are taken in and left alone). `terminalMs`: from the last proof until all has ended. `memoryPerMinute`:
   * in MB; of a process that has just started it tells nothing yet.
   */
  soak: nightly
    ? {
        seconds: 2_700,
        perSecond: 20,
        newcomers: 0.5,
        creditMs: 2_000,
        terminalMs: 1_470_000,
        moreHandles: 4,
        memoryPerMinute: 1,
      }
    : {
        seconds: 180,
        perSecond: 20,
        newcomers: 0.1,
        creditMs: 2_000,
        terminalMs: 30_000,
        moreHandles: 10,
        memoryPerMinute: null,
      },
  /** Until a job is found where jobs are only found by looking for them, every 1.5 s. */
  lookMs: 2_000,
  /**
   * Proofs posted at once, half on each platform. `terminalMs`: from when they are taken in until all has ended, which takes as long as the
   * cheers and offers of so many take: five requests for a newcomer, of Discord's fifty a second.
   */
  burst: nightly ? { proofs: 10_000, terminalMs: 1_200_000 } : { proofs: 500, terminalMs: 120_000 },
  /** Inputs for each reader of what comes from outside; other ones every night. */
  fuzzCases: nightly ? 2_000_000 : 20_000,
  /** Photos with their bytes changed. */
  mutatedImages: nightly ? 20_000 : 500,
} as const;
