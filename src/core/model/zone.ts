/** A span of time in which a zone has one offset: wall clock = instant + offset, all in milliseconds; `to` is exclusive. */
export type OffsetSpan = { readonly from: number; readonly to: number; readonly offset: number };

const HOUR = 3_600_000;
/** No zone's clock was ever further from UTC than this. */
const FURTHEST = 16 * HOUR;
/** The step in which a zone is searched for changes of offset: they are at least days apart, so one step contains one at most. */
const LOOK = 4 * HOUR;

const dates = new Map<string, Intl.DateTimeFormat>();
const clocks = new Map<string, Intl.DateTimeFormat>();

/** True for a zone of the IANA database, aliases included; false for bare offsets such as '+09:00'. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * A formatter for a zone's wall clock. A stored zone may vanish from the zone database: then UTC is used until the member chooses
 * another, so that one member's zone cannot break anybody else's numbers. Typed zones are checked with `isZone` before.
 */
export function formatIn(
  zone: string,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: isZone(zone) ? zone : 'UTC' });
}

/** The last answer of `wallDate`: a board asks for the same instant thousands of times. */
let latest = { instant: Number.NaN, zone: '', date: '' };

/** The date that a zone's calendar shows at an instant, 'YYYY-MM-DD'. */
export function wallDate(instant: number, zone: string): string {
  if (latest.instant === instant && latest.zone === zone) return latest.date;
  let format = dates.get(zone);
  if (!format) {
    format = formatIn(zone, 'en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });
    dates.set(zone, format);
  }
  latest = { instant, zone, date: format.format(instant) };
  return latest.date;
}

/** The hour, 0 to 23, on a zone's wall clock. */
export function wallHour(instant: number, zone: string): number {
  const second = Math.floor(instant / 1000) * 1000;
  return new Date(second + offsetAt(second, zone)).getUTCHours();
}

/** The time on a zone's wall clock, in whole minutes after midnight. */
export function wallMinute(instant: number, zone: string): number {
  const second = Math.floor(instant / 1000) * 1000;
  const wall = new Date(second + offsetAt(second, zone));
  return wall.getUTCHours() * 60 + wall.getUTCMinutes();
}

/**
 * The offsets of a zone over every instant at which its wall clock may read a time in [wallFrom, wallTo], in order
 * and without gaps. Wall times are milliseconds as if the zone were UTC.
 */
export function offsetSpans(
  zone: string,
  wallFrom: number,
  wallTo = wallFrom,
): readonly [OffsetSpan, ...OffsetSpan[]] {
  const end = wallTo + FURTHEST;
  const spans: OffsetSpan[] = [];
  let from = wallFrom - FURTHEST;
  let offset = offsetAt(from, zone);
  for (let at = from; at < end; at += LOOK) {
    const next = offsetAt(at + LOOK, zone);
    if (next === offset) continue;
    const change = changeBetween(at, at + LOOK, zone, offset);
    spans.push({ from, to: change, offset });
    from = change;
    offset = next;
  }
  const last = { from, to: end, offset };
  return spans[0] ? [spans[0], ...spans.slice(1), last] : [last];
}

/** The first whole second in (before, after] at which the zone no longer has `offset`. */
function changeBetween(before: number, after: number, zone: string, offset: number): number {
  let low = before / 1000;
  let high = after / 1000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1000, zone) === offset) low = middle;
    else high = middle;
  }
  return high * 1000;
}

/** The zone's offset in milliseconds; `instant` must be a whole second. The answer is never cached, as zones change their offsets. */
function offsetAt(instant: number, zone: string): number {
  let format = clocks.get(zone);
  if (!format) {
    format = formatIn(zone, 'en-US', {
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    clocks.set(zone, format);
  }
  const [month, day, year, hour, minute, second] = format.format(instant).split(/\D+/).map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute, second) - instant;
}
