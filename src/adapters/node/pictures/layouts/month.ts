import { isNone } from '../../../../core/pictures/alt.ts';
import { cellsBefore, dayAt, inWeeks } from '../../../../core/pictures/calendar.ts';
import type { SpecOf } from '../../../../core/pictures/spec.ts';
import type { PictureWords } from '../../../../core/pictures/words/index.ts';
import {
  dateLine,
  footer,
  heroNumber,
  type Ink,
  main,
  type PanelText,
  panelName,
  sidePanel,
  titleOf,
} from '../frame.ts';
import { mark, rect, tick, todayFrame } from '../marks.ts';
import { art, type Box, line, type Node, photo, textWidth } from '../nodes.ts';
import { colour } from '../palette.ts';
import { weekdayHeader } from './streak.ts';

type Day = SpecOf<'month'>['days'][number];

/** A month's calendar: every day with its number, its mark, and its photo if there is one. */
export function monthLayout(spec: SpecOf<'month'>, ink: Ink): readonly Node[] {
  const { words } = ink;
  const before = cellsBefore(dayAt(spec.year, spec.month), spec.weekStart);
  const weeks = inWeeks(spec.days, before);
  const pitch = 466 / Math.max(5, weeks.length);
  const title = words.monthOfYear(spec.year, spec.month);
  const titleWidth = Math.ceil(textWidth(title, 36, 800, ink.kit)) + 2;
  const under = spec.challenge === null ? title : titleOf(spec.challenge);
  return [
    ...sidePanel(
      {
        heading: panelName(spec.name, ink),
        under,
        hero: heroIn(spec, words),
        animal: { character: spec.character, mood: moodOf(spec) },
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
    line({ ...footer, width: titleWidth }, title, { size: 36, weight: 800 }, ink.kit),
    dateLine(spec, ink, {
      ...footer,
      x: footer.x + titleWidth + 20,
      width: footer.width - titleWidth - 20,
    }),
  ];
}

function heroIn(spec: SpecOf<'month'>, words: PictureWords): PanelText['hero'] {
  if (isNone(spec)) return { sentence: words.none.month };
  return heroNumber(spec.done, spec.due === null ? words.inAll(spec.done) : words.doneOf(spec.due), words);
}

function moodOf({ done, due }: SpecOf<'month'>): 'proud' | 'happy' {
  return due !== null && due > 0 && done >= due ? 'proud' : 'happy';
}

const radius = 14;

function dayCell(box: Box, day: Day, date: number, { kit }: Ink): readonly Node[] {
  const number = String(date);
  const frame = day.today ? [todayFrame(box, radius)] : [];
  const left = { x: box.x + 4, y: box.y, width: 52, height: box.height };
  const right = { x: box.x + box.width - 39, y: box.y + (box.height - 34) / 2, width: 34, height: 34 };
  if (day.photo !== null && day.mark === 'done') {
    const chip = { x: box.x, y: box.y, width: 54, height: 44 };
    return [
      // This shows through if the photo is gone.
      rect(box, colour.done, radius),
      photo(box, day.photo, radius),
      art(chip, `<path d="M14 0H54V32Q54 44 42 44H0V14Q0 0 14 0Z" fill="${colour.done}"/>`),
      line(chip, number, { size: 36, weight: 800, colour: colour.onDone, align: 'center' }, kit),
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
