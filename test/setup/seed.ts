/**
 * The seed of everything random in the tests. The same every time, so that a red run is about the change at hand; other at
 * every night's run (`npm run chaos`), and given back with BOOST_CHAOS_SEED.
 */
export const seed = Number(
  process.env.BOOST_CHAOS_SEED ?? (process.env.BOOST_CHAOS === 'nightly' ? Date.now() % 1_000_000 : 20_261),
);
