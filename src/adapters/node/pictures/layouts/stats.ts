import { weekFrom } from '../../../../core/pictures/calendar.ts';
import type { SpecOf } from '../../../../core/pictures/spec.ts';
import { dateLine, heroNumber, type Ink, main, panelName, sidePanel, titleOf } from '../frame.ts';
import { art, type Box, line, type Node, textWidth } from '../nodes.ts';
import { colour } from '../palette.ts';
import { progress } from './leaderboard.ts';

/** When a member checks in: by weekday, by hour, and this month compared with the last. */
export function statsLayout(spec: SpecOf<'stats'>, ink: Ink): readonly Node[] {
  const { kit, words } = ink;
  const half = main.width / 2 - 16;
  const charts = { y: main.y, width: half, height: 284 };
  const months = Math.max(1, spec.thisMonth, spec.lastMonth);
  const room = Math.ceil(textWidth(words.number(months), 38, 800, kit)) + 24;
  const labels = [words.thisMonth, words.lastMonth].map((label) => textWidth(label, 36, 500, kit));
  const columns = { label: Math.ceil(Math.max(...labels)) + 20, number: room };
  return [
    ...sidePanel(
      {
        heading: panelName(spec.name, ink),
        under: words.stats,
        hero: heroNumber(spec.daysDone, words.inAll(spec.daysDone), words),
        animal: { character: spec.character, mood: 'happy' },
      },
      ink,
    ),
    ...chart(
      { ...charts, x: main.x },
      words.byWeekday,
      spec.weekdays,
      (i) => words.weekday(weekFrom(1)[i]!).slice(0, 1),
      ink,
    ),
    ...chart(
      { ...charts, x: main.x + half + 32 },
      words.byHour,
      spec.hours,
      (hour) => (hour % 6 === 0 ? String(hour) : ''),
      ink,
    ),
    ...compared(main.y + 300, words.thisMonth, spec.thisMonth, months, columns, ink),
    ...compared(main.y + 352, words.lastMonth, spec.lastMonth, months, columns, ink),
    ...(spec.mostKept === null
      ? []
      : [
          line(
            { x: main.x, y: main.y + 418, width: main.width, height: 44 },
            words.mostKept,
            { size: 36, colour: colour.soft },
            kit,
          ),
          line(
            { x: main.x, y: main.y + 462, width: main.width, height: 54 },
            titleOf(spec.mostKept),
            { size: 44, weight: 800 },
            kit,
          ),
        ]),
    dateLine(spec, ink),
  ];
}

/** Vertical bars above their labels; the highest one carries its number. */
function chart(
  box: Box,
  title: string,
  values: readonly number[],
  labelOf: (index: number) => string,
  { kit, words }: Ink,
): readonly Node[] {
  const most = Math.max(...values);
  const top = values.indexOf(most);
  const pitch = box.width / values.length;
  const width = pitch * (values.length > 10 ? 0.7 : 0.62);
  const bars = { x: box.x, y: box.y + 92, width: box.width, height: 144 };
  const shapes = values.map((value, i) => {
    const height = most === 0 ? 0 : Math.round(((bars.height - 8) * value) / most);
    const x = (i * pitch + (pitch - width) / 2).toFixed(2);
    const radius = Math.min(10, width / 2, height / 2);
    const bar = `<rect x="${x}" y="${bars.height - 4 - height}" width="${width.toFixed(2)}" height="${height}" rx="${radius}" fill="${value === most ? colour.done : colour.goldDeep}"/>`;
    return height === 0 ? '' : bar;
  });
  const above = Math.ceil(textWidth(words.number(most), 36, 800, kit)) + 2;
  const middle = box.x + (top + 0.5) * pitch;
  const labelWidth = Math.max(pitch, 56);
  return [
    line({ ...box, height: 44 }, title, { size: 36, colour: colour.soft }, kit),
    art(
      bars,
      `${shapes.join('')}<path d="M0 ${bars.height - 2}H${bars.width}" stroke="${colour.edge}" stroke-width="4"/>`,
    ),
    ...(most === 0
      ? []
      : [
          line(
            {
              x: Math.min(box.x + box.width - above, Math.max(box.x, middle - above / 2)),
              y: box.y + 48,
              width: above,
              height: 46,
            },
            words.number(most),
            { size: 36, weight: 800, align: 'center' },
            kit,
          ),
        ]),
    ...values.flatMap((value, i) => {
      const label = labelOf(i);
      if (label === '') return [];
      const x = box.x + (i + 0.5) * pitch - labelWidth / 2;
      return [
        line(
          { x: Math.max(box.x - 8, x), y: box.y + 240, width: labelWidth, height: 44 },
          label,
          { size: 36, align: 'center', weight: value === most && most > 0 ? 800 : 500 },
          kit,
        ),
      ];
    }),
  ];
}

function compared(
  y: number,
  label: string,
  value: number,
  most: number,
  /** Widths of the texts left and right of the bar. */
  columns: { readonly label: number; readonly number: number },
  { kit, words }: Ink,
): readonly Node[] {
  return [
    line({ x: main.x, y, width: columns.label, height: 48 }, label, { size: 36, colour: colour.soft }, kit),
    progress(
      {
        x: main.x + columns.label,
        y: y + 10,
        width: main.width - columns.label - columns.number,
        height: 28,
      },
      value / most,
    ),
    line(
      { x: main.x + main.width - columns.number, y, width: columns.number, height: 48 },
      words.number(value),
      { size: 38, weight: 800, align: 'right' },
      kit,
    ),
  ];
}
