/** A zone in which it is about noon now: what is tested about "today" must not depend on the hour the tests run at. */
export function middayZone(now = Date.now()): string {
  const offset = 12 - new Date(now).getUTCHours();
  // The signs of Etc zones are inverted: Etc/GMT-9 is nine hours ahead.
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}
