import type { Instant } from '../../core/model/day.ts';
import type { Clock } from '../../core/ports.ts';

/** A time in which nothing was heard. */
export interface Silence {
  readonly ms: number;
  /** When something was last heard: `ms` before now, by the present wall clock. */
  readonly since: Instant;
}

/**
 * Returns a function to call each time something is heard. It returns how long nothing was heard before; null the first time. Of the
 * monotonic and the wall clock, the one on which more time passed counts: the first may stand still while the machine sleeps, the second
 * may be set back. So we read too much again rather than too little.
 */
export function createSilence(clock: Clock): () => Silence | null {
  let last: { readonly wall: Instant; readonly monotonic: number } | null = null;
  return () => {
    const before = last;
    last = { wall: clock.now(), monotonic: clock.monotonic() };
    if (!before) return null;
    const ms = Math.max(0, last.wall - before.wall, last.monotonic - before.monotonic);
    return { ms, since: last.wall - ms };
  };
}
