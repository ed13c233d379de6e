/**
 * How far a platform hears on this instance: nothing (not connected, or another instance listens), what comes now while what
 * was missed is still being taken in, or everything.
 */
export type Hears = 'nothing' | 'catchingUp' | 'everything';

export interface Hearing {
  readonly now: Hears;
  connected(is: boolean): void;
  /** What was missed is being taken in, until the function it returns is called. */
  catchingUp(): () => void;
}

/** What an adapter notes of its connection. */
export function createHearing(): Hearing {
  let connected = false;
  let catchingUp = 0;
  return {
    get now() {
      if (!connected) return 'nothing';
      return catchingUp > 0 ? 'catchingUp' : 'everything';
    },
    connected(is) {
      connected = is;
    },
    catchingUp() {
      catchingUp++;
      let over = false;
      return () => {
        if (!over) catchingUp--;
        over = true;
      };
    },
  };
}
