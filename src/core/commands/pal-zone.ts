import { isZone } from '../model/zone.ts';
import { dateAndTime } from '../record/moment.ts';
import type { Tx } from '../store.ts';
import type { Line } from '../views.ts';
import type { Asked, CommandDeps } from './run.ts';

const oneDay = 24 * 60 * 60_000;

/** What becomes of a typed zone: it is refused, or takes effect once `move` is called. */
export type ZoneChange =
  | { readonly ok: false; readonly line: Line }
  | { readonly ok: true; readonly line: Line; readonly zone: string; readonly move: () => Promise<void> };

/** Prepares a change of the member's own time zone, in force from now on and allowed at most once in 24 hours (R14). */
export async function zoneChange(
  deps: CommandDeps,
  tx: Tx,
  { member, workspace, texts }: Asked,
  typed: string,
): Promise<ZoneChange> {
  const { resting } = texts;
  const zone = zoneNamed(typed);
  if (zone === null) return { ok: false, line: texts.answer.noSuchZone(typed) };
  const now = deps.clock.now();
  const zones = await tx.lockZones(member.id);
  const last = zones.at(-1);
  const current = last?.zone ?? workspace.timezone;
  if (zone === current && last)
    return { ok: true, line: resting.zoneAlready(zone), zone, move: async () => undefined };
  // The first zone a member has is not a change, so it does not start the 24 hours.
  if (last && zones.length > 1 && now - last.from < oneDay) {
    const free = dateAndTime(last.from + oneDay, current, texts);
    return { ok: false, line: resting.zoneTooSoon(zone, free) };
  }
  return {
    ok: true,
    line: resting.zoneSet(zone),
    zone,
    async move() {
      // Until now the workspace's zone applied to the member, and it has to stay so for the past.
      const before = last ? [] : [{ from: 0, zone: workspace.timezone }];
      await tx.addOwnZone(member.id, [...before, { from: now, zone }]);
      await tx.zoneChanged(member.id);
      deps.log.info('member.zone_set', { member: member.id, zone });
    },
  };
}

/** A zone by its name or by its city alone ('seoul', 'New York'), spelled as in the IANA database; null when there is none. */
export function zoneNamed(typed: string): string | null {
  const wanted = typed.normalize('NFKC').replace(/\s+/g, '_').toLowerCase();
  const known = Intl.supportedValuesOf('timeZone');
  const exact = known.find((zone) => zone.toLowerCase() === wanted);
  if (exact) return exact;
  const cities = known.filter((zone) => zone.toLowerCase().split('/').at(-1) === wanted);
  if (cities.length === 1) return cities[0]!;
  return isZone(typed) ? typed : null;
}
