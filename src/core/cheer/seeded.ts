import { hash } from '../hash.ts';

/** A number between 0 and 1, both left out, that looks random and is the same for the same seed. */
export function seeded(seed: string): number {
  return (hash(seed) + 0.5) / 2 ** 32;
}
