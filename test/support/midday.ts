let chosen: string | undefined;

/**
 * A zone in which it was about noon when this was first asked: what is tested about "today" must not depend on the hour the tests run
 * at. It stays the same ever after, since an hour may end between two questions.
 */
export function middayZone(): string {
  chosen ??= noonAt(Date.now());
  return chosen;
}

function noonAt(now: number): string {
  const offset = 12 - new Date(now).getUTCHours();
  // The signs of Etc zones are inverted: Etc/GMT-9 is nine hours ahead.
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}
