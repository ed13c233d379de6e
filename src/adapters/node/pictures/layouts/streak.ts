import { weekFrom } from '../../../../core/pictures/calendar.ts';
import type { SpecOf } from '../../../../core/pictures/spec.ts';
import { amountIn, dateLine, fact, heroOf, type Ink, main, panelName, sidePanel, titleOf } from '../frame.ts';
import { mark, snowflake, tick, todayFrame } from '../marks.ts';
import { art, type Box, line, type Node, textWidth } from '../nodes.ts';
import { colour } from '../palette.ts';

/** A streak card: the animal with the streak, the last weeks, and how today stands. */
export function streakLayout(spec: SpecOf<'streak'>, ink: Ink): readonly Node[] {
  const { words } = ink;
  const third = main.width / 3;
  const facts = { y: 370, width: third - 16, height: 102 };
  // Zeros are left out: they are no result yet.
  const told: readonly ((box: Box) => readonly Node[])[] = [
    ...(spec.longest === 0
      ? []
      : [
          (box: Box) =>
            fact(box, words.longest, amountIn(facts.width, 36, spec.longest, spec.unit, ink), ink),
        ]),
    ...(spec.daysDone === 0
      ? []
      : [(box: Box) => fact(box, words.total, amountIn(facts.width, 36, spec.daysDone, 'day', ink), ink)]),
    (box) => freezes(box, spec.freezes, ink),
  ];
  return [
    ...sidePanel(
      {
        heading: panelName(spec.name, ink),
        under: titleOf(spec.challenge),
        hero: heroOf(spec, words),
        animal: { character: spec.character, mood: spec.mood },
      },
      ink,
    ),
    ...weekdayHeader(spec.weekStart, ink),
    ...spec.weeks.flatMap((week, row) =>
      week.flatMap((cell, column) => {
        const box = cellBox(row, column, spec.weeks.length);
        return cell.today
          ? [mark(shrunk(box, 4), cell.mark), todayFrame(box)]
          : [mark(shrunk(box, 4), cell.mark)];
      }),
    ),
    ...told.flatMap((tell, i) => tell({ ...facts, x: main.x + i * third })),
    // Before the first proof there is nothing to say about how it goes.
    ...(spec.daysDone === 0 ? [] : statePill(spec.state, ink)),
    dateLine(spec, ink),
  ];
}

/** The weekdays above seven columns of the space beside the panel. */
export function weekdayHeader(
  weekStart: SpecOf<'streak'>['weekStart'],
  { kit, words }: Ink,
): readonly Node[] {
  return weekFrom(weekStart).map((day, column) =>
    line(
      { x: main.x + (column * main.width) / 7, y: main.y, width: main.width / 7, height: 46 },
      words.weekday(day),
      { size: 36, colour: colour.soft, align: 'center' },
      kit,
    ),
  );
}

const gridTop = main.y + 50;
const gridHeight = 280;

function cellBox(row: number, column: number, rows: number): Box {
  const pitch = Math.min(76, gridHeight / rows);
  const top = gridTop + (gridHeight - rows * pitch) / 2;
  const size = pitch - 4;
  const width = main.width / 7;
  return {
    x: main.x + column * width + (width - size) / 2,
    y: top + row * pitch + (pitch - size) / 2,
    width: size,
    height: size,
  };
}

/** The box made smaller by this many pixels on each side. */
export function shrunk(box: Box, by: number): Box {
  return { x: box.x + by, y: box.y + by, width: box.width - 2 * by, height: box.height - 2 * by };
}

/** A snowflake for each freeze left and an empty ring for every other place; in figures if there are more than four places. */
function freezes(box: Box, { left, cap }: SpecOf<'streak'>['freezes'], ink: Ink): readonly Node[] {
  if (cap > 4) return fact(box, ink.words.freezes, `${left}/${cap}`, ink);
  const flakes = Array.from({ length: cap }, (_, i) =>
    art(
      { x: box.x + i * 56, y: box.y + 48, width: 50, height: 50 },
      i < left
        ? `<circle cx="32" cy="32" r="29" fill="${colour.ice}" stroke="${colour.onIce}" stroke-width="3.500"/>${snowflake(colour.onIce)}`
        : `<circle cx="32" cy="32" r="28" fill="none" stroke="${colour.edge}" stroke-width="4" stroke-dasharray="8 8"/>`,
      '0 0 64 64',
    ),
  );
  if (cap === 0) return [];
  return [
    line({ ...box, height: 44 }, ink.words.freezes, { size: 36, colour: colour.soft }, ink.kit),
    ...flakes,
  ];
}

const dashes = 'stroke-dasharray="10.600 8.250" stroke-linecap="round"';
const stateIcons: Readonly<Record<SpecOf<'streak'>['state'], string>> = {
  fine: `<circle cx="32" cy="32" r="28" fill="${colour.done}"/>${tick(colour.onDone)}`,
  doneToday: `<circle cx="32" cy="32" r="28" fill="${colour.onDone}"/>${tick(colour.done, 8)}`,
  atRisk: `<circle cx="32" cy="32" r="25" fill="none" stroke="${colour.done}" stroke-width="6" ${dashes}/><path d="M32 19V33L41 39" fill="none" stroke="${colour.done}" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/>`,
  lost: `<path d="M32 56V30" stroke="${colour.leafDeep}" stroke-width="6" stroke-linecap="round"/><path d="M31 34C16 34 8 24 8 10C24 10 32 20 31 34ZM33 34C44 34 56 26 57 12C42 12 33 20 33 34Z" fill="${colour.leafDeep}"/>`,
  ended: `<path d="M16 58V8" stroke="${colour.ink}" stroke-width="7" stroke-linecap="round"/><path d="M19 10H54L46 23L54 36H19Z" fill="${colour.done}"/>`,
  comeback: `<path d="M32 55C10 40 6 28 8 20C11 9 25 8 32 19C39 8 53 9 56 20C58 28 54 40 32 55Z" fill="${colour.done}"/>`,
};

/** How today stands, in words beside an icon. */
function statePill(state: SpecOf<'streak'>['state'], { kit, words }: Ink): readonly Node[] {
  const text = words.state[state];
  const filled = state === 'doneToday';
  const width = Math.min(main.width, Math.ceil(textWidth(text, 38, 800, kit)) + 104);
  const box = { x: main.x, y: 482, width, height: 62 };
  return [
    art(
      box,
      `<rect x="2" y="2" width="${width - 4}" height="58" rx="29" fill="${filled ? colour.done : colour.track}" stroke="${filled ? colour.done : colour.edge}" stroke-width="3"/>`,
    ),
    art({ x: box.x + 16, y: box.y + 10, width: 42, height: 42 }, stateIcons[state], '0 0 64 64'),
    line(
      { x: box.x + 70, y: box.y, width: width - 88, height: 62 },
      text,
      { size: 38, weight: 800, colour: filled ? colour.onDone : colour.ink },
      kit,
    ),
  ];
}
