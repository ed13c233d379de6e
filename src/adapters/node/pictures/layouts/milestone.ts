import type { SpecOf } from '../../../../core/pictures/spec.ts';
import { animal, dressFor } from '../animal.ts';
import { dateLine, type Ink, personName, titleOf } from '../frame.ts';
import { rect } from '../marks.ts';
import { art, card, fittedLine, line, type Node } from '../nodes.ts';
import { colour } from '../palette.ts';

/** One number, very large, and the animal dressed for it. */
export function milestoneLayout(spec: SpecOf<'milestone'>, ink: Ink): readonly Node[] {
  const { kit, words } = ink;
  const left = { x: 72, width: 560 };
  return [
    rect({ x: 28, y: 28, width: card.width - 56, height: card.height - 56 }, colour.panel, 36),
    art({ x: 0, y: 0, ...card }, backdrop),
    line(
      { ...left, y: 58, height: 64 },
      personName(spec.name, 52, left.width, ink),
      { size: 52, weight: 800 },
      kit,
    ),
    fittedLine(
      { ...left, y: 122, height: 270 },
      String(spec.number),
      { size: 300, weight: 800, colour: colour.done },
      160,
      kit,
    ),
    line(
      { ...left, y: 392, height: 72 },
      // Milestones count everything ever done: a missed day never takes one away.
      words.inAll(spec.number, spec.unit),
      { size: 60, weight: 800 },
      kit,
    ),
    line({ ...left, y: 470, height: 50 }, titleOf(spec.challenge), { size: 38, colour: colour.soft }, kit),
    dateLine(spec, ink, { x: left.x, y: 530, width: left.width, height: 44 }, 'left'),
    animal(
      { x: 710, y: 176, width: 380, height: 380 },
      { character: spec.character, ...dressFor(spec.number) },
    ),
  ];
}

const confetto = (x: number, y: number, turn: number, fill: string): string =>
  `<rect x="${x - 8}" y="${y - 16}" width="16" height="32" rx="6" transform="rotate(${turn} ${x} ${y})" fill="${fill}"/>`;
const star = (x: number, y: number, r: number): string =>
  `<path d="M${x} ${y - r}Q${x + r * 0.2} ${y - r * 0.2} ${x + r} ${y}Q${x + r * 0.2} ${y + r * 0.2} ${x} ${y + r}Q${x - r * 0.2} ${y + r * 0.2} ${x - r} ${y}Q${x - r * 0.2} ${y - r * 0.2} ${x} ${y - r}Z" fill="${colour.goldDeep}"/>`;

/** A disc of light behind the animal, and confetti where there is no text. */
const backdrop = [
  `<circle cx="900" cy="360" r="228" fill="${colour.card}"/>`,
  confetto(676, 92, 24, colour.rose),
  confetto(742, 168, -38, colour.sky),
  confetto(1092, 118, -20, colour.goldDeep),
  confetto(1128, 236, 32, colour.rose),
  confetto(672, 268, 62, colour.goldDeep),
  confetto(1008, 74, 48, colour.sky),
  confetto(1138, 372, -52, colour.sky),
  confetto(676, 520, -30, colour.rose),
  confetto(1134, 520, 22, colour.goldDeep),
  star(812, 88, 24),
  star(1062, 190, 16),
  star(1130, 446, 18),
  star(668, 410, 18),
].join('');
