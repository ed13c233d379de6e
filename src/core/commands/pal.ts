import type { Reply } from '../actions.ts';
import type { InboundCommand } from '../inbound.ts';
import { isZone } from '../model/zone.ts';
import { dateAndTime } from '../record/moment.ts';
import { asking, type CommandDeps, done, problem } from './run.ts';

const oneDay = 24 * 60 * 60_000;

/** `/pal`: the member's own time zone, in force from now on and changed at most once in 24 hours (R14). */
export function pal(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, { member, workspace, texts }) => {
    const { resting } = texts;
    const typed = event.options.timezone?.trim() ?? '';
    if (typed === '') return done(resting.zone(member.zone ?? workspace.timezone, member.zone !== null));
    const zone = zoneNamed(typed);
    if (zone === null) return problem(texts.answer.noSuchZone(typed));
    const now = deps.clock.now();
    const zones = await tx.lockZones(member.id);
    const last = zones.at(-1);
    const current = last?.zone ?? workspace.timezone;
    if (zone === current && last) return done(resting.zoneAlready(zone));
    // The first zone there is was no change.
    if (last && zones.length > 1 && now - last.from < oneDay) {
      return problem(resting.zoneTooSoon(zone, dateAndTime(last.from + oneDay, current, texts)));
    }
    // Until now they lived by the workspace's, which is to hold for what is past.
    const before = last ? [] : [{ from: 0, zone: workspace.timezone }];
    await tx.addOwnZone(member.id, [...before, { from: now, zone }]);
    await tx.zoneChanged(member.id);
    deps.log.info('member.zone_set', { member: member.id, zone });
    return done(resting.zoneSet(zone));
  });
}

/** A zone by its name or by its city alone ('seoul', 'New York'), as the IANA database spells it; null for none. */
export function zoneNamed(typed: string): string | null {
  const wanted = typed.normalize('NFKC').replace(/\s+/g, '_').toLowerCase();
  const known = Intl.supportedValuesOf('timeZone');
  const exact = known.find((zone) => zone.toLowerCase() === wanted);
  if (exact) return exact;
  const cities = known.filter((zone) => zone.toLowerCase().split('/').at(-1) === wanted);
  if (cities.length === 1) return cities[0]!;
  return isZone(typed) ? typed : null;
}
