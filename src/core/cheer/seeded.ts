import { hash } from '../hash.ts';

/** A pseudo-random number strictly between 0 and 1; the same seed always gives the same number. */
export function seeded(seed: string): number {
  return (hash(seed) + 0.5) / 2 ** 32;
}
