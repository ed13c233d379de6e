import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import { addDays, type CivilDay, dayOf, type Instant } from '../../../src/core/model/day.ts';
import { plannedAt } from '../../../src/core/model/wall-time.ts';
import { person } from '../challenge/desk.ts';
import { openTown, type Town } from './town.ts';

const home = 'Asia/Seoul';
/** West and east of home, over the date line too. */
const zones = [
  home,
  'Asia/Tokyo',
  'Europe/London',
  'America/Los_Angeles',
  'Pacific/Apia',
  'Pacific/Pago_Pago',
];
const form = { time: '20:00', weekdays: '1,2,3,4,5,6,7', when: 'always', style: 'light', via: 'direct' };
const minute = 20 * 60;
const second = 1_000;
/** A look comes so long after the minute began. */
const lookedAfter = 20 * second;

const begun = Date.parse('2026-12-01T00:00:00Z');
const lasts = 4 * 24 * 60 * 60 * second;
const days = Array.from({ length: 7 }, (_, n) => addDays('2026-11-30' as CivilDay, n));
/** Every eight in the evening of every zone. */
const evenings = zones.flatMap((zone) =>
  days.flatMap((day) => {
    const at = plannedAt(day, minute, zone);
    return at === null || at <= begun || at > begun + lasts ? [] : [{ zone, day, at }];
  }),
);

interface Move {
  readonly at: Instant;
  readonly zone: string;
}

/** Flights that land right before, within and right after an evening somewhere, or at any other time. */
const flight: fc.Arbitrary<Move> = fc.record({
  zone: fc.constantFrom(...zones),
  at: fc.oneof(
    fc
      .tuple(fc.constantFrom(...evenings), fc.constantFrom(-61, -30, -1, 5, 15, 25, 61))
      .map(([{ at }, seconds]) => at + seconds * second),
    fc.integer({ min: 1, max: lasts / second }).map((seconds) => begun + seconds * second),
  ),
});
const flights = fc
  .uniqueArray(flight, { minLength: 1, maxLength: 6, selector: ({ at }) => at })
  .map((moves) => moves.toSorted((one, other) => one.at - other.at));

const zoneAt = (moves: readonly Move[], at: Instant) => moves.findLast((move) => move.at <= at)?.zone ?? home;

/** Days on which somebody is told: where they are when the minute comes and still when it is looked at, each day once. */
function expected(moves: readonly Move[]): readonly string[] {
  const told = new Set<CivilDay>();
  for (const { zone, day, at } of evenings.toSorted((one, other) => one.at - other.at)) {
    const stays = moves.every((move) => move.at < at || move.at > at + lookedAfter);
    if (zoneAt(moves, at) === zone && stays) told.add(day);
  }
  return [...told];
}

let town: Town;
beforeAll(async () => {
  town = await openTown(begun);
});
afterAll(() => town.close());

test('whoever flies east or west around their minute is nudged by the clocks of where they are, never twice a day', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(flights, { minLength: 12, maxLength: 12 }), async (all) => {
      await town.empty();
      town.set(begun);
      const people = all.map((moves, n) => ({ ref: `flyer${n}`, moves }));
      const id = await town.challenge({ startsOn: '2026-11-01' as CivilDay });
      await town.join(
        id,
        people.map(({ ref }) => ({ ref })),
        '2026-11-01',
      );
      for (const { ref } of people)
        await town.press(person(ref, ref), actionId({ do: 'nudgeSave' }), 'today', form);
      const instance = await town.instance();
      const steps = [
        ...people.flatMap(({ ref, moves }) => moves.map((move) => ({ ...move, ref }))),
        ...[...new Set(evenings.map(({ at }) => at))].map((at) => ({
          at: at + lookedAfter,
          ref: null,
          zone: '',
        })),
      ].toSorted((one, other) => one.at - other.at);
      const before = town.personal.length;
      for (const { at, ref, zone } of steps) {
        town.set(at);
        if (ref !== null) await town.command(person(ref, ref), 'pal', { timezone: zone });
        else {
          await instance.tick();
          await instance.work();
        }
      }
      const sent = town.personal.slice(before);
      let landed = 0;
      for (const { ref } of people) {
        const member = await town.db.member.findFirstOrThrow({ where: { ref } });
        const own = sent.filter((each) => each.member === member.id);
        // Where they were: a second flight of a day is not taken down.
        const moves = (
          await town.db.memberZone.findMany({ where: { memberId: member.id }, orderBy: { from: 'asc' } })
        ).map(({ from, zone }) => ({ at: from.getTime(), zone }));
        landed += moves.length - 1;
        expect(own.map(({ day }) => day)).toEqual(expected(moves));
        for (const { day, at } of own) {
          const zone = zoneAt(moves, at);
          expect(dayOf(at, zone, 0)).toBe(day);
          expect(at).toBe(plannedAt(day as CivilDay, minute, zone)! + lookedAfter);
        }
      }
      expect(sent.length).toBeGreaterThan(0);
      expect(landed).toBeGreaterThan(people.length);
    }),
    { numRuns: 1, endOnFailure: true },
  );
});
