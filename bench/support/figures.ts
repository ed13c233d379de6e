/** One line of the table: what was measured, and what it should be. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'µs' | 'ms' | 's' | '/s' | 'MB' | '×' | 'requests';
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
}

export interface Bench {
  readonly title: string;
  /** How it is measured, in a sentence or two, for the reader of the table. */
  readonly how: string;
  run(): Promise<readonly Figure[]>;
}

/** Null where nothing is aimed at. */
export function isMet({ value, goal }: Figure): boolean | null {
  if (goal === undefined) return null;
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
}

/** The value below which `share` (0 to 1) of the samples lie, by the nearest rank. */
export function percentile(samples: readonly number[], share: number): number {
  if (samples.length === 0) return Number.NaN;
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!;
}
