/** A member on a leaderboard; of `metrics` the first decides, then the second and so on, more being better. */
export type Contender = { readonly id: string; readonly name: string; readonly metrics: readonly number[] };

/**
 * R16: the rank is one more than the members strictly better, so 1, 2, 2, 4. Rows come by rank, then name without
 * regard to case, then id, so that the order never depends on that of the rows given.
 */
export function ranked<Row extends Contender>(
  rows: readonly Row[],
): readonly (Row & { readonly rank: number })[] {
  const sorted = rows
    .map((row) => ({ row, folded: foldCase(row.name) }))
    .sort(
      (one, other) =>
        compareMetrics(one.row, other.row) ||
        compareText(one.folded, other.folded) ||
        compareText(one.row.id, other.row.id),
    );
  let rank = 0;
  return sorted.map(({ row }, index) => {
    const before = sorted[index - 1];
    if (!before || compareMetrics(before.row, row) !== 0) rank = index + 1;
    return { ...row, rank };
  });
}

function compareMetrics(one: Contender, other: Contender): number {
  const length = Math.max(one.metrics.length, other.metrics.length);
  for (let index = 0; index < length; index++) {
    const difference = (other.metrics[index] ?? 0) - (one.metrics[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Upper case first: it joins what lower case alone keeps apart (ß and SS, σ and ς). */
function foldCase(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase();
}

/** By code unit: the same on every machine, and Hangul in the order of the alphabet. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
