import { type CivilDay, fromNumber, type Instant, isSkipped, toNumber } from './day.ts';
import { type OffsetSpan, offsetSpans } from './zone.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** No zone was ever further than this from UTC. */
const furthest = 16 * 60 * minuteMs;

/** A minute on a zone's wall clock, and the instant at which what is planned for it is due. */
export interface WallMinute {
  readonly day: CivilDay;
  /** After midnight on the wall clock, 0 to 1439. */
  readonly minute: number;
  readonly at: Instant;
}

/**
 * The instant a wall time stands for in a zone: the first one at which the clock reads it or, where clocks jump over it, the
 * first after the jump. So a repeated hour comes once. Null for a day the zone left out as a whole (Apia, 2011-12-30).
 */
export function plannedAt(day: CivilDay, minute: number, zone: string): Instant | null {
  const wall = toNumber(day) * dayMs + minute * minuteMs;
  return firstAt(wall, offsetSpans(zone, wall), zone);
}

/**
 * Every wall minute of a zone that is due after `from` and not after `to`, in order: the same instants as `plannedAt` says,
 * found the other way round and with one look at the zone.
 */
export function wallMinutes(zone: string, from: Instant, to: Instant): readonly WallMinute[] {
  // Offsets are looked up for whole seconds.
  const wallFrom = Math.floor((from - furthest) / minuteMs) * minuteMs;
  const wallTo = Math.ceil((to + furthest) / minuteMs) * minuteMs;
  const spans = offsetSpans(zone, wallFrom, wallTo).filter(
    (span) => span.from <= to && span.to > from - dayMs,
  );
  const offsets = spans.map(({ offset }) => offset);
  const last = to + Math.max(...offsets);
  const found: WallMinute[] = [];
  // A time that was jumped over is before what the clock reads when it is due, by no more than the jump.
  let wall = Math.floor((from + Math.min(...offsets)) / minuteMs) * minuteMs;
  for (; wall <= last; wall += minuteMs) {
    const at = firstAt(wall, spans, zone);
    if (at === null || at <= from || at > to) continue;
    const number = Math.floor(wall / dayMs);
    found.push({ day: fromNumber(number), minute: (wall - number * dayMs) / minuteMs, at });
  }
  return found;
}

/** The first instant at which the clock reads `wall` or has jumped over it. */
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
