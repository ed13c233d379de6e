import { daysBetween } from '../../../../core/model/day.ts';
import { isNone } from '../../../../core/pictures/alt.ts';
import { cellsBefore, dayAt, partsOf } from '../../../../core/pictures/calendar.ts';
import type { SpecOf } from '../../../../core/pictures/spec.ts';
import { dateLine, heroNumber, type Ink, main, panelName, sidePanel } from '../frame.ts';
import { art, line, type Node } from '../nodes.ts';
import { colour, heat, heatDots } from '../palette.ts';

const columns = 28;
const pitch = main.width / columns;
const cell = pitch - 3;
const labelHeight = 42;
const halfHeight = labelHeight + 7 * pitch;

/** A year of days in two halves, so that a day is large enough to be seen on a phone. */
export function yearLayout(spec: SpecOf<'year'>, ink: Ink): readonly Node[] {
  const { words } = ink;
  return [
    ...sidePanel(
      {
        heading: panelName(spec.name, ink),
        under: words.year(spec.year),
        hero: isNone(spec) ? { sentence: words.none.year } : heroNumber(spec.total, words.daysOfYear, words),
        animal: { character: spec.character, mood: 'happy' },
      },
      ink,
    ),
    ...half(spec, 1, main.y, ink),
    ...half(spec, 7, main.y + halfHeight + 22, ink),
    ...legend(ink),
    dateLine(spec, ink),
  ];
}

/** Six months from `month` on: their names, and a column for each week. */
function half(spec: SpecOf<'year'>, month: number, top: number, { kit, words }: Ink): readonly Node[] {
  const first = dayAt(spec.year, month);
  const from = daysBetween(dayAt(spec.year, 1), first);
  const until = month === 1 ? daysBetween(dayAt(spec.year, 1), dayAt(spec.year, 7)) : spec.days.length;
  const before = cellsBefore(first, spec.weekStart);
  const columnOf = (index: number): number => Math.floor((index - from + before) / 7);
  const cells = spec.days.slice(from, until).map((count, i) => {
    const x = columnOf(from + i) * pitch;
    const y = ((i + before) % 7) * pitch;
    return `<g transform="translate(${x.toFixed(2)} ${y.toFixed(2)})">${dayShape(count)}</g>`;
  });
  const today = daysBetween(dayAt(spec.year, 1), spec.asOf.day);
  const frame =
    partsOf(spec.asOf.day)[0] === spec.year && today >= from && today < until
      ? `<rect x="${columnOf(today) * pitch - 1.5}" y="${((today - from + before) % 7) * pitch - 1.5}" width="${cell + 3}" height="${cell + 3}" rx="6" fill="none" stroke="${colour.ink}" stroke-width="3.500"/>`
      : '';
  const names = Array.from({ length: 6 }, (_, i) => {
    const column = columnOf(daysBetween(dayAt(spec.year, 1), dayAt(spec.year, month + i)));
    return line(
      { x: main.x + column * pitch, y: top, width: 110, height: labelHeight },
      words.month(month + i),
      { size: 36, colour: colour.soft },
      kit,
    );
  });
  return [
    ...names,
    art(
      { x: main.x - 4, y: top + labelHeight, width: main.width + 8, height: Math.ceil(7 * pitch) + 4 },
      `<g transform="translate(4 2)">${cells.join('')}${frame}</g>`,
    ),
  ];
}

/** A day: the colour of its step, and as many dots, as on a die. */
function dayShape(count: number | null): string {
  if (count === null) return `<circle cx="${cell / 2}" cy="${cell / 2}" r="2.500" fill="${colour.edge}"/>`;
  const level = Math.min(4, count);
  const at = (x: number, y: number): string =>
    `<circle cx="${(cell * x).toFixed(2)}" cy="${(cell * y).toFixed(2)}" r="2.600" fill="${heatDots[level]}"/>`;
  const dots: readonly string[] = [
    '',
    at(0.5, 0.5),
    at(0.28, 0.72) + at(0.72, 0.28),
    at(0.25, 0.75) + at(0.5, 0.5) + at(0.75, 0.25),
    at(0.28, 0.28) + at(0.28, 0.72) + at(0.72, 0.28) + at(0.72, 0.72),
  ];
  return `<rect width="${cell.toFixed(2)}" height="${cell.toFixed(2)}" rx="5" fill="${heat[level]}"/>${dots[level]}`;
}

/** The legend: how many challenges were done on a day, from no dot to four and more. */
function legend({ kit, words }: Ink): readonly Node[] {
  const y = 500;
  const step = 62;
  const steps = heat.flatMap((_, level) => [
    art({ x: main.x + level * step, y: y + 10, width: cell, height: cell }, dayShape(level)),
    line(
      { x: main.x + level * step + cell + 5, y, width: 60, height: 44 },
      level === 4 ? '4+' : String(level),
      { size: 36, colour: colour.soft },
      kit,
    ),
  ]);
  return [
    ...steps,
    line(
      { x: main.x + 5 * step + 34, y, width: main.width - 5 * step - 34, height: 44 },
      words.perDay,
      { size: 36, colour: colour.soft },
      kit,
    ),
  ];
}
