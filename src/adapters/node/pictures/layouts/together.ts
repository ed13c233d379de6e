import { busiestDay } from '../../../../core/pictures/alt.ts';
import { cellsBefore, dayAt, inWeeks } from '../../../../core/pictures/calendar.ts';
import type { SpecOf } from '../../../../core/pictures/spec.ts';
import { dateLine, footer, type Ink, main, panel, panelAnimal, titleOf } from '../frame.ts';
import { rect } from '../marks.ts';
import { art, type Box, fittedLine, line, type Node, paragraph, textWidth } from '../nodes.ts';
import { colour, heat, heatDots } from '../palette.ts';
import { progress } from './leaderboard.ts';
import { weekdayHeader } from './streak.ts';

const inner = { x: panel.x + 26, width: panel.width - 52 } as const;
const radius = 14;

/** How full a day is, from 0 (nobody) to 4 (as many people as on the best day). */
type Step = 0 | 1 | 2 | 3 | 4;
const allSteps: readonly Step[] = [0, 1, 2, 3, 4];

/** A month of all members: each day coloured by how many people took part, the totals, and the progress to the team's goal. */
export function togetherLayout(spec: SpecOf<'together'>, ink: Ink): readonly Node[] {
  const facts = { x: main.x, y: 500, width: main.width, height: 48 };
  const end = spec.team === null ? facts.y - 8 : facts.y - 60;
  return [
    ...side(spec, ink),
    ...weekdayHeader(spec.weekStart, ink),
    ...calendar(spec, end, ink),
    ...(spec.team === null ? [] : team({ ...facts, y: end + 6 }, spec.team, ink)),
    factLine(facts, spec, ink),
    ...foot(spec, ink),
  ];
}

/** The panel: the month, the challenge's name and the total. */
function side(spec: SpecOf<'together'>, { kit, words }: Ink): readonly Node[] {
  const title = paragraph(
    { ...inner, y: 106, height: 94 },
    titleOf(spec.challenge),
    { size: 36, colour: colour.soft, between: words.breaks },
    kit,
  );
  const top = 106 + title.length * 47;
  const isReached = spec.team !== null && spec.team.value >= spec.team.goal;
  return [
    rect(panel, colour.panel, 36),
    fittedLine(
      { ...inner, y: 48, height: 56 },
      words.monthOfYear(spec.year, spec.month),
      { size: 46, weight: 800 },
      36,
      kit,
    ),
    ...title,
    ...hero(spec, top, { kit, words }),
    panelAnimal({ character: spec.character, mood: isReached ? 'proud' : 'cheering' }, 190),
  ];
}

/** The days all did together, or an invitation to begin if there are none. */
function hero(spec: SpecOf<'together'>, top: number, { kit, words }: Ink): readonly Node[] {
  if (spec.total === 0)
    return paragraph(
      { ...inner, y: top + 16, height: 180 },
      words.begin,
      { size: 48, weight: 800, between: 'words' },
      kit,
    );
  const label = { ...inner, y: 346, height: 54 };
  return [
    fittedLine(
      { ...inner, y: top, height: label.y - top },
      words.number(spec.total),
      { size: 168, weight: 800 },
      60,
      kit,
    ),
    fittedLine(label, words.togetherUnit(spec.total), { size: 42, weight: 800 }, 36, kit),
  ];
}

function calendar(spec: SpecOf<'together'>, end: number, ink: Ink): readonly Node[] {
  const before = cellsBefore(dayAt(spec.year, spec.month), spec.weekStart);
  const weeks = inWeeks(spec.days, before);
  const top = main.y + 50;
  const pitch = (end - top) / Math.max(5, weeks.length);
  const most = mostOf(spec);
  return spec.days.flatMap((count, index) => {
    const [row, column] = [Math.floor((index + before) / 7), (index + before) % 7];
    const box = {
      x: main.x + (column * main.width) / 7 + 3,
      y: top + row * pitch + 3,
      width: main.width / 7 - 6,
      height: pitch - 6,
    };
    return dayCell(box, index + 1, count, most, ink);
  });
}

function dayCell(box: Box, date: number, count: number | null, most: number, { kit }: Ink): readonly Node[] {
  const level = stepOf(count ?? 0, most);
  const text = level < 1 ? colour.soft : level < 3 ? colour.ink : colour.card;
  const number = { x: box.x + 4, y: box.y, width: 52, height: box.height };
  const weight = level < 1 ? 500 : 800;
  const side = 30;
  const right = {
    x: box.x + box.width - side - 4,
    y: box.y + (box.height - side) / 2,
    width: side,
    height: side,
  };
  return [
    rect(box, count === null ? colour.card : heat[level]!, radius),
    line(number, String(date), { size: 36, weight, colour: text, align: 'center' }, kit),
    ...(level > 0 ? [art(right, dots(level, side), `0 0 ${side} ${side}`)] : []),
  ];
}

function mostOf({ days }: SpecOf<'together'>): number {
  return Math.max(0, ...days.map((count) => count ?? 0));
}

/** The step of a day's count. If few people take part, each of them is one step. */
function stepOf(count: number, most: number): Step {
  const step = most <= 4 ? count : Math.ceil((4 * count) / most);
  return Math.min(4, step) as Step;
}

const places: Readonly<Record<Exclude<Step, 0>, readonly (readonly [x: number, y: number])[]>> = {
  1: [[0.5, 0.5]],
  2: [
    [0.28, 0.72],
    [0.72, 0.28],
  ],
  3: [
    [0.22, 0.78],
    [0.5, 0.5],
    [0.78, 0.22],
  ],
  4: [
    [0.26, 0.26],
    [0.26, 0.74],
    [0.74, 0.26],
    [0.74, 0.74],
  ],
};

/** Shows a step as dots like those of a die, so that it can be read without colour. */
function dots(level: Step, side: number): string {
  if (level === 0) return '';
  const size = (side * 0.115).toFixed(2);
  return places[level]
    .map(
      ([x, y]) =>
        `<circle cx="${(side * x).toFixed(2)}" cy="${(side * y).toFixed(2)}" r="${size}" fill="${heatDots[level]}"/>`,
    )
    .join('');
}

function team(
  box: Box,
  { value, goal }: NonNullable<SpecOf<'together'>['team']>,
  { kit, words }: Ink,
): readonly Node[] {
  const [label, amount] = [words.team, `${words.number(value)} / ${words.number(goal)}`];
  const left = Math.ceil(textWidth(label, 36, 500, kit)) + 16;
  const right = Math.ceil(textWidth(amount, 38, 800, kit)) + 18;
  return [
    line({ ...box, width: left }, label, { size: 36, colour: colour.soft }, kit),
    progress(
      { x: box.x + left, y: box.y + 10, width: Math.max(60, box.width - left - right), height: 28 },
      value / goal,
    ),
    line(
      { ...box, x: box.x + box.width - right, width: right },
      amount,
      { size: 38, weight: 800, align: 'right' },
      kit,
    ),
  ];
}

/** How many people and proofs there were and, if it fits, the day with the most people. */
function factLine(box: Box, spec: SpecOf<'together'>, { kit, words }: Ink): Node {
  const short = `${words.people(spec.people)}${words.dot}${words.proofs(spec.proofs)}`;
  const best = busiestDay(spec);
  const long = best === null ? short : `${short}${words.dot}${words.busiest} ${words.date(best.day)}`;
  const fits = textWidth(long, 36, 800, kit) <= box.width;
  return fittedLine(box, fits ? long : short, { size: 36, weight: 800 }, 36, kit);
}

/** The legend, from nobody to as many as on the best day, followed by the day and place that the numbers refer to. */
function foot(spec: SpecOf<'together'>, ink: Ink): readonly Node[] {
  const { kit, words } = ink;
  const most = mostOf(spec);
  const side = 26;
  const steps: readonly Step[] = most <= 4 ? allSteps.slice(0, most + 1) : allSteps;
  const shapes = steps
    .map(
      (level, i) =>
        `<g transform="translate(${i * (side + 5)} 0)"><rect width="${side}" height="${side}" rx="7" fill="${heat[level]}"/>${dots(level, side)}</g>`,
    )
    .join('');
  const width = steps.length * (side + 5);
  const [people, number] = [words.people(most), words.number(most)];
  // The number is never clipped; its unit is shown only if it fits.
  const end = textWidth(people, 36, 500, kit) <= 81 ? people : number;
  const text = Math.ceil(textWidth(end, 36, 500, kit)) + 2;
  const used = most === 0 ? 0 : 34 + width + text + 16;
  const date = dateLine(spec, ink, { ...footer, x: footer.x + used, width: footer.width - used });
  if (most === 0) return [date];
  return [
    line({ ...footer, width: 26 }, '0', { size: 36, colour: colour.soft }, kit),
    art({ x: footer.x + 30, y: footer.y + 9, width, height: side }, shapes),
    line({ ...footer, x: footer.x + 34 + width, width: text }, end, { size: 36, colour: colour.soft }, kit),
    date,
  ];
}
