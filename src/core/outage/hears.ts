import type { Clock } from '../ports.ts';

/**
 * How far a platform hears on this instance: nothing (not connected, or another instance listens), what comes now while what
 * was missed is still being taken in, or everything.
 */
export type Hears = 'nothing' | 'catchingUp' | 'everything';

export interface Hearing {
  readonly now: Hears;
  connected(is: boolean): void;
  /**
   * What was missed is being taken in, until the function it returns is called. `partly`: only in some places, while everything
   * else is heard; after some minutes that says nothing of the platform any more, though it goes on.
   */
  catchingUp(partly?: 'partly'): () => void;
}

/** So long some places may keep a platform from being heard. */
const partlyMs = 3 * 60_000;

/** What an adapter notes of its connection. */
export function createHearing({ monotonic }: Pick<Clock, 'monotonic'>): Hearing {
  let connected = false;
  /** Until when each counts. */
  const catchingUp = new Set<{ readonly until: number }>();
  return {
    get now() {
      if (!connected) return 'nothing';
      const now = monotonic();
      return [...catchingUp].some(({ until }) => until > now) ? 'catchingUp' : 'everything';
    },
    connected(is) {
      connected = is;
    },
    catchingUp(partly) {
      const reading = { until: partly ? monotonic() + partlyMs : Number.POSITIVE_INFINITY };
      catchingUp.add(reading);
      return () => void catchingUp.delete(reading);
    },
  };
}
