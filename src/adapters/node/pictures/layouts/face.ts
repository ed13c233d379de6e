import type { SpecOf } from '../../../../core/pictures/spec.ts';
import { animal } from '../animal.ts';
import { rect } from '../marks.ts';
import { type Node, small } from '../nodes.ts';
import { colour } from '../palette.ts';

/** The margin around the animal, for what it throws or waves. */
const spare = 14;

/** An animal on the same ground as on every card, so that its lines are visible on a dark page too. */
export function faceLayout({ character, mood }: SpecOf<'face'>): Node {
  const side = small.width - 2 * spare;
  return {
    type: 'container',
    style: { ...small, position: 'relative' },
    children: [
      rect({ x: 0, y: 0, ...small }, colour.panel, 44),
      animal({ x: spare, y: spare, width: side, height: side }, { character, mood }),
    ],
  };
}
