import type { SpecOf } from '../../../../core/pictures/spec.ts';
import { closingLine } from '../../../../core/pictures/words/index.ts';
import {
  amountIn,
  dateLine,
  fact,
  heroNumber,
  type Ink,
  main,
  panelName,
  sidePanel,
  titleOf,
} from '../frame.ts';
import { rect } from '../marks.ts';
import { art, type Box, fittedLine, type Node, paragraph, photo } from '../nodes.ts';
import { colour } from '../palette.ts';

/** The card at a challenge's end: what the member has done, in numbers, their own words and photos. */
export function finishLayout(spec: SpecOf<'finish'>, ink: Ink): readonly Node[] {
  const { kit, words } = ink;
  const wall = spec.photos.length > 0;
  const quoted = spec.quote !== null;
  const [wide, high] = quoted ? [430, 274] : [450, 428];
  const body = main.y + 88;
  const column = wall ? main.width - wide - 24 : main.width / 2;
  const facts: readonly (readonly [string, string])[] = [
    ...(spec.longest === 0
      ? []
      : [[words.longest, amountIn(column - 20, 36, spec.longest, spec.unit, ink)] as const]),
    ...(spec.completionPct === null ? [] : [[words.completion, `${spec.completionPct}%`] as const]),
  ];
  return [
    ...sidePanel(
      {
        heading: panelName(spec.name, ink),
        under: titleOf(spec.challenge),
        hero: heroNumber(spec.daysDone, words.inAll(spec.daysDone), words),
        animal: { character: spec.character, mood: 'proud', dress: 'flowers' },
      },
      ink,
    ),
    art(
      { x: main.x, y: main.y + 6, width: 60, height: 60 },
      `<path d="M16 60V6" stroke="${colour.ink}" stroke-width="7" stroke-linecap="round"/><path d="M19 9H56L48 23L56 37H19Z" fill="${colour.done}"/>`,
      '4 0 60 64',
    ),
    fittedLine(
      { x: main.x + 74, y: main.y, width: main.width - 74, height: 72 },
      closingLine(spec, words),
      { size: 60, weight: 800 },
      44,
      kit,
    ),
    ...facts.flatMap(([label, value], i) => {
      const box = wall
        ? { x: main.x, y: body + i * 124, width: column, height: 102 }
        : { x: main.x + i * column, y: body, width: column - 20, height: 102 };
      return fact(box, label, value, ink);
    }),
    ...photoWall({ x: main.x + main.width - wide, y: body, width: wide, height: high }, spec.photos),
    ...(spec.quote === null
      ? []
      : quote(spec.quote, wall ? body + high + 10 : body + 132, wall ? 144 : 250, ink)),
    dateLine(spec, ink),
  ];
}

function quote(text: string, y: number, height: number, { kit, words }: Ink): readonly Node[] {
  const size = height > 200 ? 48 : 36;
  const lines = paragraph(
    { x: main.x + 34, y: y + 2, width: main.width - 34, height },
    words.quoted(text),
    { size, between: words.breaks },
    kit,
  );
  const tall = lines.length * Math.round(size * 1.3);
  return [rect({ x: main.x, y: y + 6, width: 8, height: tall - 6 }, colour.done, 4), ...lines];
}

/** Up to nine photos; a row that is not full is stretched. */
function photoWall(box: Box, photos: SpecOf<'finish'>['photos']): readonly Node[] {
  const gap = 10;
  const columns = photos.length <= 2 ? 1 : photos.length <= 4 ? 2 : 3;
  const rows = Math.ceil(photos.length / columns);
  const height = (box.height - gap * (rows - 1)) / rows;
  return photos.flatMap((id, i) => {
    const row = Math.floor(i / columns);
    const inRow = Math.min(columns, photos.length - row * columns);
    const width = (box.width - gap * (inRow - 1)) / inRow;
    const place = {
      x: box.x + (i % columns) * (width + gap),
      y: box.y + row * (height + gap),
      width,
      height,
    };
    return [rect(place, colour.track, 18), photo(place, id, 18)];
  });
}
