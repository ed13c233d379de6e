import { isTied } from '../../../../core/pictures/alt.ts';
import type { SpecOf } from '../../../../core/pictures/spec.ts';
import { amountIn, dateLine, type Ink, main, panel, panelAnimal, personName, titleOf } from '../frame.ts';
import { rect } from '../marks.ts';
import { art, type Box, fittedLine, fittedSize, line, type Node, paragraph } from '../nodes.ts';
import { colour } from '../palette.ts';

/** Who did how much, with shared ranks for equal numbers, and beside it what all have done together. */
export function leaderboardLayout(spec: SpecOf<'leaderboard'>, ink: Ink): readonly Node[] {
  const { kit, words } = ink;
  const inner = { x: panel.x + 26, width: panel.width - 52 };
  const pitch = Math.min(100, 514 / spec.rows.length);
  const most = spec.metric === 'percent' ? 100 : Math.max(1, ...spec.rows.map(({ value }) => value));
  return [
    rect(panel, colour.panel, 36),
    line({ ...inner, y: 50, height: 60 }, words.leaderboard, { size: 46, weight: 800 }, kit),
    ...paragraph(
      { ...inner, y: 110, height: 100 },
      titleOf(spec.challenge),
      { size: 36, colour: colour.soft, between: words.breaks },
      kit,
    ),
    ...(spec.team === null ? [] : team(inner, spec.team, ink)),
    panelAnimal({ character: spec.character, mood: 'cheering' }, spec.team === null ? 300 : 196),
    ...spec.rows.flatMap((row, i) => {
      const box = { x: main.x, y: main.y + i * pitch, width: main.width, height: pitch };
      return boardRow(
        box,
        row,
        { tied: isTied(spec, row.rank), share: row.value / most, metric: spec.metric },
        ink,
      );
    }),
    dateLine(spec, ink),
  ];
}

type Row = SpecOf<'leaderboard'>['rows'][number];

function boardRow(
  box: Box,
  row: Row,
  how: { readonly tied: boolean; readonly share: number; readonly metric: SpecOf<'leaderboard'>['metric'] },
  ink: Ink,
): readonly Node[] {
  const { kit, words } = ink;
  const size = box.height >= 90 ? 46 : box.height >= 64 ? 40 : 36;
  const [rank, name, value] = [116, 290, 164];
  const nameSize = fittedSize(words.person(row.name), name, size, 36, kit, 800);
  const bar = {
    x: box.x + rank + name + 12,
    y: box.y + box.height / 2 - 12,
    width: box.width - rank - name - value - 24,
    height: 24,
  };
  return [
    fittedLine(
      { ...box, width: rank - 12 },
      words.rank(row.rank, how.tied),
      { size, weight: 800, colour: colour.done },
      36,
      kit,
    ),
    line(
      { ...box, x: box.x + rank, width: name },
      personName(row.name, nameSize, name, ink),
      { size: nameSize, weight: 800 },
      kit,
    ),
    progress(bar, how.share),
    fittedLine(
      { ...box, x: box.x + box.width - value, width: value },
      amountIn(value, 36, row.value, how.metric, ink),
      { size, align: 'right' },
      36,
      kit,
    ),
  ];
}

/** A bar filled from the left, with an edge that shows how long it could be. */
export function progress(box: Box, share: number): Node {
  const full = box.width - 4;
  const filled = Math.round(full * Math.min(1, Math.max(0, share)));
  const radius = (box.height - 4) / 2;
  const inner =
    filled === 0
      ? ''
      : `<rect x="2" y="2" width="${Math.max(filled, box.height - 4)}" height="${box.height - 4}" rx="${radius}" fill="${colour.done}"/>`;
  return art(
    box,
    `<rect x="2" y="2" width="${full}" height="${box.height - 4}" rx="${radius}" fill="${colour.track}"/>${inner}<rect x="2" y="2" width="${full}" height="${box.height - 4}" rx="${radius}" fill="none" stroke="${colour.edge}" stroke-width="3"/>`,
  );
}

function team(
  inner: { readonly x: number; readonly width: number },
  { value, goal }: NonNullable<SpecOf<'leaderboard'>['team']>,
  { kit, words }: Ink,
): readonly Node[] {
  return [
    line({ ...inner, y: 222, height: 46 }, words.team, { size: 36, colour: colour.soft }, kit),
    fittedLine(
      { ...inner, y: 266, height: 76 },
      `${words.number(value)} / ${words.number(goal)}`,
      { size: 64, weight: 800 },
      36,
      kit,
    ),
    progress({ ...inner, y: 348, height: 32 }, value / goal),
  ];
}
