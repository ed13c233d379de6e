import { partsOf, weekFrom } from '../../../../core/pictures/calendar.ts';
import type { SpecOf } from '../../../../core/pictures/spec.ts';
import { dateLine, type Ink, main, panel, panelAnimal, titleOf } from '../frame.ts';
import { rect } from '../marks.ts';
import { art, type Box, line, type Node, paragraph } from '../nodes.ts';
import { colour } from '../palette.ts';

type Week = SpecOf<'weeks'>['weeks'][number];

/** A challenge that is about to begin: its rule, and each day it asks for in the first weeks. */
export function weeksLayout(spec: SpecOf<'weeks'>, ink: Ink): readonly Node[] {
  const { kit, words } = ink;
  const inner = { x: panel.x + 26, width: panel.width - 52 };
  const targets = spec.weeks.some(({ target }) => target !== null);
  const columns = targets ? main.width - 104 : main.width;
  const pitch = Math.min(98, 420 / spec.weeks.length);
  const title = paragraph(
    { ...inner, y: 52, height: 124 },
    titleOf(spec.challenge),
    { size: 46, weight: 800, between: words.breaks },
    kit,
  );
  return [
    rect(panel, colour.panel, 36),
    ...title,
    ...paragraph(
      { ...inner, y: 64 + title.length * 60, height: 190 },
      spec.rule,
      { size: 36, colour: colour.soft, between: words.breaks },
      kit,
    ),
    panelAnimal({ character: spec.character, mood: 'waving' }),
    ...weekFrom(spec.weekStart).map((day, column) =>
      line(
        { x: main.x + (column * columns) / 7, y: main.y, width: columns / 7, height: 46 },
        words.weekday(day),
        { size: 36, colour: colour.soft, align: 'center' },
        kit,
      ),
    ),
    ...spec.weeks.flatMap((week, row) => {
      const y = main.y + 46 + row * pitch;
      const days = week.days.flatMap((day, column) =>
        dayCell(
          { x: main.x + (column * columns) / 7 + 3, y: y + 3, width: columns / 7 - 6, height: pitch - 6 },
          day,
          spec,
          ink,
        ),
      );
      return [...days, ...target({ x: main.x + columns + 4, y, width: 100, height: pitch }, week, ink)];
    }),
    ...bounds(spec, ink),
    dateLine(spec, ink),
  ];
}

/** The flag of the first day is plain; that of the last is chequered. Both are drawn in a square of 40. */
const startFlag = (fill: string): string =>
  `<path d="M8 37V4" stroke="${fill}" stroke-width="5" stroke-linecap="round"/><path d="M10 5H36L29 14L36 23H10Z" fill="${fill}"/>`;
const endFlag = (fill: string): string =>
  `<path d="M8 37V4" stroke="${fill}" stroke-width="5" stroke-linecap="round"/><path d="M10.500 5.500H35V22.500H10.500Z" fill="none" stroke="${fill}" stroke-width="3"/><path d="M10 5H18V11H26V5H35V11H26V17H35V23H26V17H18V23H10V17H18V11H10Z" fill="${fill}"/>`;

function dayCell(
  box: Box,
  { day, due }: Week['days'][number],
  spec: SpecOf<'weeks'>,
  { kit }: Ink,
): readonly Node[] {
  const isStart = day === spec.startsOn;
  const isEnd = day === spec.endsOn;
  const number = String(partsOf(day)[2]);
  if (due === 'none' && !isStart && !isEnd) {
    return [line(box, number, { size: 36, colour: colour.soft, align: 'center' }, kit)];
  }
  const flagged = isStart || isEnd;
  const shape = flagged
    ? rect(box, colour.done, 18)
    : due === 'due'
      ? art(box, ringed(box))
      : rect(box, colour.track, 18);
  const front = flagged ? colour.onDone : colour.ink;
  if (!flagged) {
    return [shape, line(box, number, { size: 38, weight: 800, align: 'center' }, kit)];
  }
  return [
    shape,
    art(
      { x: box.x + box.width / 2 - 14, y: box.y + 8, width: 28, height: 28 },
      isStart ? startFlag(front) : endFlag(front),
      '0 0 40 40',
    ),
    line(
      { ...box, y: box.y + box.height - 48, height: 44 },
      number,
      { size: 38, weight: 800, colour: front, align: 'center' },
      kit,
    ),
  ];
}

const ringed = (box: Box): string =>
  `<rect x="3" y="3" width="${box.width - 6}" height="${box.height - 6}" rx="18" fill="${colour.track}" stroke="${colour.done}" stroke-width="5"/>`;

function target(box: Box, week: Week, { kit, words }: Ink): readonly Node[] {
  if (week.target === null) return [];
  return [line(box, words.weekTarget(week.target), { size: 42, weight: 800, align: 'center' }, kit)];
}

/** The first and the last day in words, with their flags. */
function bounds(spec: SpecOf<'weeks'>, { kit, words }: Ink): readonly Node[] {
  const y = 502;
  const flag = (x: number, shape: string): Node =>
    art({ x, y: y + 4, width: 36, height: 36 }, shape, '0 0 40 40');
  const text = (x: number, said: string): Node =>
    line({ x: x + 44, y, width: 300, height: 44 }, said, { size: 36, weight: 800 }, kit);
  const middle = main.x + main.width / 2;
  return [
    flag(main.x, startFlag(colour.done)),
    text(main.x, words.starts(spec.startsOn)),
    ...(spec.endsOn === null
      ? [text(middle - 44, words.openEnded)]
      : [flag(middle, endFlag(colour.ink)), text(middle, words.ends(spec.endsOn))]),
  ];
}
