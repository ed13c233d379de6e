import { cellsBefore, dayAt, inWeeks } from '../../../../core/pictures/calendar.ts';
import type { SpecOf } from '../../../../core/pictures/spec.ts';
import { dateLine, type Ink, main, panelName, sidePanel, titleOf } from '../frame.ts';
import { mark, rect, tick, todayFrame } from '../marks.ts';
import { art, type Box, line, type Node, photo } from '../nodes.ts';
import { colour } from '../palette.ts';
import { weekdayHeader } from './streak.ts';

type Day = SpecOf<'month'>['days'][number];

/** A leaf of the calendar: every day with its number, its mark, and its photo where there is one. */
export function monthLayout(spec: SpecOf<'month'>, ink: Ink): readonly Node[] {
  const { words } = ink;
  const before = cellsBefore(dayAt(spec.year, spec.month), spec.weekStart);
  const weeks = inWeeks(spec.days, before);
  const pitch = 466 / Math.max(5, weeks.length);
  const under = spec.challenge === null ? words.monthOfYear(spec.year, spec.month) : titleOf(spec.challenge);
  return [
    ...sidePanel(
      {
        heading: panelName(spec.name, ink),
        under,
        hero: { number: String(spec.done), label: `/ ${spec.due} ${words.doneOf}` },
        mood: moodOf(spec),
      },
      ink,
    ),
    ...weekdayHeader(spec.weekStart, ink),
    ...weeks.flatMap((week, row) =>
      week.flatMap((day, column) => {
        if (day === null) return [];
        const box = {
          x: main.x + (column * main.width) / 7 + 3,
          y: main.y + 50 + row * pitch + 3,
          width: main.width / 7 - 6,
          height: pitch - 6,
        };
        return dayCell(box, day, row * 7 + column - before + 1, ink);
      }),
    ),
    line(
      { x: main.x, y: 556, width: 330, height: 44 },
      words.monthOfYear(spec.year, spec.month),
      { size: 38, weight: 800 },
      ink.kit,
    ),
    dateLine(spec, ink, { x: main.x + 300, y: 556, width: main.width - 300, height: 44 }),
  ];
}

function moodOf({ done, due }: SpecOf<'month'>): 'proud' | 'happy' {
  return due > 0 && done >= due ? 'proud' : 'happy';
}

const radius = 14;

function dayCell(box: Box, day: Day, date: number, { kit }: Ink): readonly Node[] {
  const number = String(date);
  const frame = day.today ? [todayFrame(box, radius)] : [];
  const left = { x: box.x + 9, y: box.y, width: 44, height: box.height };
  const right = { x: box.x + box.width - 42, y: box.y + (box.height - 36) / 2, width: 36, height: 36 };
  if (day.photo !== null && day.mark === 'done') {
    const chip = { x: box.x, y: box.y + box.height - 44, width: 52, height: 44 };
    return [
      // What is seen should the photo be gone.
      rect(box, colour.done, radius),
      photo(box, day.photo, radius),
      art(chip, `<path d="M0 0H40Q52 0 52 12V44H14Q0 44 0 30Z" fill="${colour.card}"/>`),
      line(chip, number, { size: 36, weight: 800, align: 'center' }, kit),
      art(
        { x: box.x + box.width - 36, y: box.y + 2, width: 34, height: 34 },
        `<circle cx="32" cy="32" r="30" fill="${colour.done}" stroke="${colour.card}" stroke-width="4"/>${tick(colour.onDone, 8)}`,
        '0 0 64 64',
      ),
      ...frame,
    ];
  }
  switch (day.mark) {
    case 'done':
      return [
        rect(box, colour.done, radius),
        line(left, number, { size: 36, weight: 800, colour: colour.onDone, align: 'center' }, kit),
        art(right, tick(colour.onDone, 9), '8 8 48 48'),
        ...frame,
      ];
    case 'frozen':
      return [
        rect(box, colour.ice, radius),
        line(left, number, { size: 36, weight: 800, colour: colour.onIce, align: 'center' }, kit),
        mark(right, 'frozen'),
        ...frame,
      ];
    default:
      return [
        rect(box, day.mark === 'free' ? colour.card : colour.track, radius),
        line(
          left,
          number,
          { size: 36, weight: 500, colour: day.today ? colour.ink : colour.soft, align: 'center' },
          kit,
        ),
        ...(day.mark === 'free' ? [] : [mark(right, day.mark)]),
        ...frame,
      ];
  }
}
