/** A member on a leaderboard. The first of `metrics` decides, then the second and so on; more is better. */
export type Contender = { readonly id: string; readonly name: string; readonly metrics: readonly number[] };

/**
 * R16: a member's rank is one more than the number of members strictly better, so 1, 2, 2, 4. Rows are sorted by rank, then
 * by name ignoring case, then by id, so that the result never depends on the order of the rows given.
 */
export function ranked<Row extends Contender>(rows: readonly Row[]): readonly Ranked<Row>[] {
  return withRanks(rows.map(entryOf).sort(compareEntries));
}

/** The first `count` rows of `ranked`, without sorting the others or folding all their names. */
export function topOf<Row extends Contender>(rows: readonly Row[], count: number): readonly Ranked<Row>[] {
  const best: Entry<Row>[] = [];
  for (const row of rows) {
    const entry = entryOf(row);
    const last = best.at(-1);
    if (best.length >= count && (!last || compareEntries(entry, last) >= 0)) continue;
    const at = best.findIndex((one) => compareEntries(entry, one) < 0);
    best.splice(at < 0 ? best.length : at, 0, entry);
    if (best.length > count) best.pop();
  }
  return withRanks(best);
}

/** R16: the rank that these metrics have among the rows, and whether several rows share it. */
export function rankOf(
  metrics: Contender['metrics'],
  rows: readonly Contender[],
): { readonly rank: number; readonly isTied: boolean } {
  let better = 0;
  let same = 0;
  for (const row of rows) {
    const order = compareMetrics(row.metrics, metrics);
    if (order < 0) better += 1;
    if (order === 0) same += 1;
  }
  return { rank: better + 1, isTied: same > 1 };
}

type Ranked<Row> = Row & { readonly rank: number };

/** A row with its case-folded name, computed only when needed: metrics alone tell most rows apart. */
type Entry<Row> = { readonly row: Row; folded: string | null };

function entryOf<Row extends Contender>(row: Row): Entry<Row> {
  return { row, folded: null };
}

function compareEntries(one: Entry<Contender>, other: Entry<Contender>): number {
  return (
    compareMetrics(one.row.metrics, other.row.metrics) ||
    compareText(foldedName(one), foldedName(other)) ||
    compareText(one.row.id, other.row.id)
  );
}

function foldedName(entry: Entry<Contender>): string {
  entry.folded ??= foldCase(entry.row.name);
  return entry.folded;
}

/** Adds ranks to the best rows, which must be sorted and begin with the very best. */
function withRanks<Row extends Contender>(sorted: readonly Entry<Row>[]): readonly Ranked<Row>[] {
  let rank = 0;
  return sorted.map(({ row }, index) => {
    const before = sorted[index - 1];
    if (!before || compareMetrics(before.row.metrics, row.metrics) !== 0) rank = index + 1;
    return { ...row, rank };
  });
}

function compareMetrics(one: Contender['metrics'], other: Contender['metrics']): number {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index++) {
    const difference = (other[index] ?? 0) - (one[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Folds case. Upper case comes first since it unites what lower case alone keeps apart (ß and SS, σ and ς). */
function foldCase(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase();
}

/** Compares by code unit: the same on every machine, and Hangul in alphabetical order. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
