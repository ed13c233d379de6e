/**
 * What is said at the end of a test against whoever was not to do it: unknown routes, refused bodies, pings nobody asked for, errors in
 * the log. Throws it, but for what holds one of the words of `provoked`, which the test brings about on purpose.
 */
export function complain(who: string, complaints: readonly unknown[], provoked: readonly string[]): void {
  const left = complaints
    .map((each) => (each instanceof Error ? String(each.stack) : wordsOf(each)))
    .filter((words) => !provoked.some((some) => words.includes(some)));
  if (left.length > 0) throw new Error(`${who} complains:\n${left.join('\n')}`);
}

const wordsOf = (complaint: unknown): string =>
  typeof complaint === 'string' ? complaint : JSON.stringify(complaint);
