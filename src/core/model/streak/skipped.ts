import {
  addDays,
  type CivilDay,
  dayOf,
  dayUnder,
  type Grace,
  isSkipped,
  toNumber,
  type ZoneHistory,
} from '../day.ts';

const DAY = 86_400_000;
/** The years in which a zone can have crossed the date line: our days begin in 1900, and no rule known for the future crosses it. */
const YEARS = {
  from: toNumber('1900-01-01' as CivilDay),
  to: toNumber('2040-01-01' as CivilDay),
};
/** The step in days with which a zone is searched. Enough, since a zone that crossed the date line stayed there for years. */
const LOOK = 180;

const leftOutBy = new Map<string, readonly CivilDay[]>();

/**
 * The days from `from` on that never existed for the member (R6), in order: exactly those for which `isSkipped` is true,
 * without asking it for every day. Such a day was jumped over, by a zone at the date line or by a move to another zone.
 */
export function skippedDays(zones: ZoneHistory, grace: Grace, from: CivilDay): readonly CivilDay[] {
  const candidates = new Set<CivilDay>();
  const earliest = (toNumber(from) - 2) * DAY;
  zones.forEach((since, index) => {
    for (const day of daysLeftOut(since.zone)) if (day >= from) candidates.add(day);
    if (index === 0 || since.from < earliest) return;
    const before = dayUnder(zones, since.from - 1, grace);
    const after = dayUnder(zones, since.from, grace);
    for (const day of between(before, after)) if (day >= from) candidates.add(day);
  });
  return [...candidates].filter((day) => isSkipped(day, zones, grace)).sort();
}

/** The days that a zone itself skipped (Apia 2011-12-30). Computed once: a zone's past does not change while we run. */
function daysLeftOut(zone: string): readonly CivilDay[] {
  const known = leftOutBy.get(zone);
  if (known) return known;
  const found: CivilDay[] = [];
  for (let start = YEARS.from; start < YEARS.to; start += LOOK) {
    if (aheadOfUtc(start + LOOK, zone) <= aheadOfUtc(start, zone)) continue;
    let low = start;
    let high = start + LOOK;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (aheadOfUtc(middle, zone) > aheadOfUtc(low, zone)) high = middle;
      else low = middle;
    }
    const jumped = between(noonDay(low, zone), noonDay(high, zone));
    found.push(...jumped.filter((day) => isSkipped(day, [{ from: 0, zone }], 0)));
  }
  leftOutBy.set(zone, found);
  return found;
}

/** How many days a zone's date is ahead of UTC's at noon UTC. It grows by at least one where the zone skips a day. */
function aheadOfUtc(number: number, zone: string): number {
  return toNumber(noonDay(number, zone)) - number;
}

function noonDay(number: number, zone: string): CivilDay {
  return dayOf(number * DAY + DAY / 2, zone, 0);
}

function between(before: CivilDay, after: CivilDay): readonly CivilDay[] {
  const days: CivilDay[] = [];
  for (let day = addDays(before, 1); day < after; day = addDays(day, 1)) days.push(day);
  return days;
}
