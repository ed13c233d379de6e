/** Runs a few tasks at a time; up to `line` others wait in a queue. */
export interface Slots {
  /** Runs `work` when a slot is free. Null if even the queue is full. */
  run<T>(work: () => Promise<T>): Promise<T> | null;
}

/** Limits how much is in memory at once, since queued tasks have not begun. */
export function createSlots(places: number, line: number): Slots {
  let free = places;
  const waiting: (() => void)[] = [];

  async function take(): Promise<void> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function give(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  return {
    run(work) {
      if (free === 0 && waiting.length >= line) return null;
      return take().then(work).finally(give);
    },
  };
}
