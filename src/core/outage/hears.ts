import type { Clock } from '../ports.ts';

/**
 * How much of a platform this instance hears: nothing (not connected, or another instance listens), only what comes now while
 * what was missed is still being taken in, or everything.
 */
export type Hears = 'nothing' | 'catchingUp' | 'everything';

/** What an adapter notes of its connection, and what follows from it. */
export interface Hearing {
  readonly now: Hears;
  connected(is: boolean): void;
  /**
   * Notes that what was missed is being taken in, until the returned function is called. `partly`: only in some places, while
   * everything else is heard; after three minutes this no longer counts against the platform, though it goes on.
   */
  catchingUp(partly?: 'partly'): () => void;
}

/** For at most this long, catching up in some places keeps a platform from counting as heard. */
const partlyMs = 3 * 60_000;

/** Keeps what an adapter notes about its connection. */
export function createHearing({ monotonic }: Pick<Clock, 'monotonic'>): Hearing {
  let connected = false;
  /** The readings under way, each with the time until which it counts. */
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
