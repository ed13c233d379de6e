import type { Instant } from '../../core/model/day.ts';
import type { Clock } from '../../core/ports.ts';

export interface Silence {
  readonly ms: number;
  /** When something was heard last, by the wall clock of now. */
  readonly since: Instant;
}

/**
 * Answers, each time something is heard, how long nothing was; null the first time. The clock on which more time passed counts: a
 * monotonic one may stand still while the machine sleeps, and a wall clock may be set back meanwhile. So rather too much is read
 * again than too little.
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
