import { type CivilDay, fromNumber, type Instant, isSkipped, toNumber } from './day.ts';
import { type OffsetSpan, offsetSpans } from './zone.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** No zone's clock was ever further from UTC than this. */
const furthest = 16 * 60 * minuteMs;

/** A minute on a zone's wall clock, and the instant (`at`) at which things planned for it are due. */
export interface WallMinute {
  readonly day: CivilDay;
  /** Minutes after midnight on the wall clock, 0 to 1439. */
  readonly minute: number;
  readonly at: Instant;
}

/**
 * The instant that a wall time stands for in a zone: the first at which the clock reads it or, if the clock jumps over it, the
 * first after the jump. So a repeated hour counts once. Null for a day that the zone skipped entirely (Apia, 2011-12-30).
 */
export function plannedAt(day: CivilDay, minute: number, zone: string): Instant | null {
  const wall = toNumber(day) * dayMs + minute * minuteMs;
  return firstAt(wall, offsetSpans(zone, wall), zone);
}

/**
 * Every wall minute of a zone that is due after `from` and not after `to`, in order. The inverse of `plannedAt`, with the same
 * instants, which looks the zone's offsets up only once.
 */
export function wallMinutes(zone: string, from: Instant, to: Instant): readonly WallMinute[] {
  // Whole minutes, since `offsetSpans` works with whole seconds.
  const wallFrom = Math.floor((from - furthest) / minuteMs) * minuteMs;
  const wallTo = Math.ceil((to + furthest) / minuteMs) * minuteMs;
  const spans = offsetSpans(zone, wallFrom, wallTo).filter(
    (span) => span.from <= to && span.to > from - dayMs,
  );
  const offsets = spans.map(({ offset }) => offset);
  const last = to + Math.max(...offsets);
  const found: WallMinute[] = [];
  // A wall time that was jumped over is due when the clock reads a later time, later by the jump at most: so begin early enough.
  let wall = Math.floor((from + Math.min(...offsets)) / minuteMs) * minuteMs;
  for (; wall <= last; wall += minuteMs) {
    const at = firstAt(wall, spans, zone);
    if (at === null || at <= from || at > to) continue;
    const number = Math.floor(wall / dayMs);
    found.push({ day: fromNumber(number), minute: (wall - number * dayMs) / minuteMs, at });
  }
  return found;
}

/** The first instant at which the clock reads `wall` or has jumped over it; null when the zone skipped the whole day. */
function firstAt(wall: number, spans: readonly OffsetSpan[], zone: string): Instant | null {
  const [first] = spans;
  for (const span of spans) {
    const { from, to, offset } = span;
    if (wall - offset >= to) continue;
    if (wall - offset >= from || span === first) return wall - offset;
    return isSkipped(fromNumber(Math.floor(wall / dayMs)), [{ from: 0, zone }], 0) ? null : from;
  }
  return null;
}
