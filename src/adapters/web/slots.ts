/** A few at a time; the others wait in line, up to `line` of them. */
export interface Slots {
  /** Runs `work` when a place is free. Null when even the line is full. */
  run<T>(work: () => Promise<T>): Promise<T> | null;
}

/** Bounds how much is held in memory at once: those in line have not begun. */
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
