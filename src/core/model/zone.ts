/** A stretch of time with one offset: wall clock = instant + offset, all in milliseconds; `to` is exclusive. */
export type OffsetSpan = { readonly from: number; readonly to: number; readonly offset: number };

const HOUR = 3_600_000;
/** No zone was ever further than this from UTC. */
const FURTHEST = 16 * HOUR;
/** Two changes of a zone are days apart at least, so one look in this time sees each of them alone. */
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
 * What a zone's clocks read. A zone that was known once may vanish from the database of zones: whoever lives there is counted by
 * UTC until they choose another, and keeps nobody else from being counted. What is typed is looked at by `isZone` before.
 */
export function formatIn(
  zone: string,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: isZone(zone) ? zone : 'UTC' });
}

/** The last answer: a board asks thousands of times for one instant. */
let latest = { instant: Number.NaN, zone: '', date: '' };

/** The civil date 'YYYY-MM-DD' in a zone. */
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

/** What a zone's wall clock reads, in whole minutes after midnight. */
export function wallMinute(instant: number, zone: string): number {
  const second = Math.floor(instant / 1000) * 1000;
  const wall = new Date(second + offsetAt(second, zone));
  return wall.getUTCHours() * 60 + wall.getUTCMinutes();
}

/**
 * The offsets of a zone while its wall clock may read a time in [wallFrom, wallTo], in order and without
 * gaps. Wall times are milliseconds as if the zone were UTC.
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

/** The offset of a zone at an instant given in whole seconds. Never cached: zones change their minds. */
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
