import type { CellMark } from '../../../core/pictures/spec.ts';
import { art, type Box, type Node } from './nodes.ts';
import { colour } from './palette.ts';

const round = 'stroke-linecap="round" stroke-linejoin="round"';

/** A tick, in a square of 64. */
export const tick = (stroke: string, width = 7): string =>
  `<path d="M20 33.500L28.500 42L45 24.500" fill="none" stroke="${stroke}" stroke-width="${width}" ${round}/>`;

const ring = (radius: number, stroke: string, width: number, rest = ''): string =>
  `<circle cx="32" cy="32" r="${radius}" fill="none" stroke="${stroke}" stroke-width="${width}" ${rest}/>`;

/** Six arms, in a square of 64. */
export const snowflake = (stroke: string): string => {
  const arm = `<path d="M32 32V14M26 18L32 24L38 18" fill="none" stroke="${stroke}" stroke-width="4" ${round}/>`;
  return [0, 60, 120, 180, 240, 300]
    .map((turn) => `<g transform="rotate(${turn} 32 32)">${arm}</g>`)
    .join('');
};

/**
 * The mark of a day, in a square of 64. Each has its own shape, so that colour only helps: done is a filled disc with a tick, rest a ring,
 * a pause two bars, a freeze a snowflake, a missed day a dot, an open day a dashed ring, a day without a rule a dash, a day to come a small
 * ring.
 */
const shapes: Readonly<Record<CellMark, string>> = {
  done: `<circle cx="32" cy="32" r="28" fill="${colour.done}"/>${tick(colour.onDone)}`,
  rest: ring(24, colour.mark, 5),
  paused: `<path d="M24 22V42M40 22V42" fill="none" stroke="${colour.mark}" stroke-width="8" ${round}/>`,
  frozen: `<circle cx="32" cy="32" r="26.500" fill="${colour.ice}" stroke="${colour.onIce}" stroke-width="3"/>${snowflake(colour.onIce)}`,
  missed: `<circle cx="32" cy="32" r="9.500" fill="${colour.mark}"/>`,
  open: ring(24, colour.done, 5, 'stroke-dasharray="10.600 8.250" stroke-linecap="round"'),
  free: `<path d="M23 32H41" fill="none" stroke="${colour.mark}" stroke-width="5" ${round}/>`,
  future: ring(11, colour.mark, 5),
};

/** The mark of a day, in the largest square that fits into the middle of the box. */
export function mark(box: Box, kind: CellMark): Node {
  const side = Math.min(box.width, box.height);
  const middle = {
    x: box.x + (box.width - side) / 2,
    y: box.y + (box.height - side) / 2,
    width: side,
    height: side,
  };
  return art(middle, shapes[kind], '0 0 64 64');
}

/** The frame around today. */
export function todayFrame(box: Box, radius = 18): Node {
  const inset = 2.5;
  return art(
    box,
    `<rect x="${inset}" y="${inset}" width="${box.width - 2 * inset}" height="${box.height - 2 * inset}" rx="${radius}" fill="none" stroke="${colour.ink}" stroke-width="5"/>`,
  );
}

/** A filled rectangle with rounded corners. */
export function rect(box: Box, fill: string, radius: number, stroke = ''): Node {
  return art(
    box,
    `<rect width="${box.width}" height="${box.height}" rx="${radius}" fill="${fill}" ${stroke}/>`,
  );
}
