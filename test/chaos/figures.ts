/** How much is done: a short version within `npm test`, the long one by `npm run chaos`. */
const nightly = process.env.BOOST_CHAOS === 'nightly';

export const figures = {
  nightly,
  /** Crashes of PostgreSQL under traffic. */
  crashes: nightly ? 200 : 6,
  /** Commits whose answer is lost. */
  cutCommits: nightly ? 2_000 : 20,
  /** Rounds of a kill at every step, on each platform. */
  killRounds: nightly ? 20 : 1,
  /** Kills at random moments, of two and of three instances. */
  randomKills: nightly ? 1_500 : 8,
  killEveryMs: nightly ? 2_000 : 1_500,
  /** Orders in which the facts of one history arrive. */
  histories: nightly ? 200_000 : 1_000,
  /** Proofs posted at once. */
  burst: nightly ? 10_000 : 1_000,
  /** Inputs for each reader of what comes from outside. */
  fuzzCases: nightly ? 2_000_000 : 20_000,
  /** Photos with their bytes changed. */
  mutatedImages: nightly ? 20_000 : 500,
} as const;
