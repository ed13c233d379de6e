import { characterOf } from '../../../core/characters/index.ts';
import type { Mood } from '../../../core/views.ts';
import { art, type Box, type Node } from './nodes.ts';
import { colour } from './palette.ts';

const outline = `stroke="${colour.ink}" stroke-width="6" stroke-linejoin="round" stroke-linecap="round"`;

const sprout = `<path d="M128 40C128 28 127 20 126 10" fill="none" ${outline}/>
<path d="M126 14C112 16 98 8 96 -8C112 -12 126 -2 126 14Z" fill="${colour.leaf}" ${outline}/>
<path d="M127 16C138 16 154 8 156 -12C140 -16 126 -2 127 16Z" fill="${colour.leaf}" ${outline}/>`;

const flower = (x: number, y: number, size: number, petal: string): string => {
  const petals = [0, 72, 144, 216, 288]
    .map((turn) => {
      const angle = ((turn - 90) * Math.PI) / 180;
      const [px, py] = [x + Math.cos(angle) * size * 0.62, y + Math.sin(angle) * size * 0.62];
      return `<circle cx="${px.toFixed(1)}" cy="${py.toFixed(1)}" r="${size * 0.5}" fill="${petal}" stroke="${colour.ink}" stroke-width="4"/>`;
    })
    .join('');
  return `${petals}<circle cx="${x}" cy="${y}" r="${size * 0.42}" fill="${colour.gold}"/>`;
};
const flowerCrown = [
  `<path d="M72 72C92 46 164 46 184 72" fill="none" stroke="${colour.leafDeep}" stroke-width="9" stroke-linecap="round"/>`,
  flower(72, 70, 15, colour.white),
  flower(184, 70, 15, colour.white),
  flower(98, 54, 17, colour.rose),
  flower(158, 54, 17, colour.rose),
  flower(128, 46, 20, colour.white),
].join('');

const crown = `<path d="M88 58L80 10L106 30L128 -6L150 30L176 10L168 58C150 50 106 50 88 58Z" fill="${colour.gold}" ${outline}/>
<circle cx="80" cy="8" r="7" fill="${colour.gold}" ${outline}/><circle cx="176" cy="8" r="7" fill="${colour.gold}" ${outline}/><circle cx="128" cy="-9" r="8" fill="${colour.rose}" ${outline}/>
<path d="M92 47C112 40 144 40 164 47" fill="none" stroke="${colour.goldDeep}" stroke-width="6" stroke-linecap="round"/>`;

const laurelLeaf = (x: number, y: number, turn: number): string =>
  `<path d="M0 0C10 -12 28 -12 36 0C28 10 10 10 0 0Z" transform="translate(${x} ${y}) rotate(${turn})" fill="${colour.leaf}" stroke="${colour.ink}" stroke-width="4.500" stroke-linejoin="round"/>`;
const laurelBranch = `<path d="M86 240C36 238 0 204 -6 140" fill="none" stroke="${colour.leafDeep}" stroke-width="7" stroke-linecap="round"/>
${laurelLeaf(60, 236, 158)}${laurelLeaf(56, 234, 222)}${laurelLeaf(30, 220, 172)}${laurelLeaf(26, 216, 242)}${laurelLeaf(8, 192, 192)}${laurelLeaf(6, 188, 264)}${laurelLeaf(-4, 162, 210)}${laurelLeaf(-6, 142, 262)}`;
const laurel = `${laurelBranch}<g transform="matrix(-1 0 0 1 256 0)">${laurelBranch}</g>`;

/** How the animal is dressed: plainly, or for a milestone. */
export type Dress = 'plain' | 'sprout' | 'flowers' | 'crown' | 'laurel';

const behind: Readonly<Record<Dress, string>> = { plain: '', sprout: '', flowers: '', crown: '', laurel };
const above: Readonly<Record<Dress, string>> = {
  plain: '',
  sprout,
  flowers: flowerCrown,
  crown,
  laurel: crown,
};

/** How much lower than 담찌's a character's head begins, in units of the drawing. */
const lower: Readonly<Record<string, number>> = { chorong: 8 };

const ground = `<ellipse cx="128" cy="240" rx="98" ry="11" fill="${colour.goldDeep}" fill-opacity=".28"/>`;

/** Which character is shown (core/characters; 담찌 if absent), in which mood and dress. */
export interface Pose {
  readonly character?: string | undefined;
  readonly mood: Mood;
  readonly dress?: Dress | undefined;
}

/** An animal that stands on the bottom of a square box. What it wears or throws may reach beyond the box. */
export function animal(box: Box, { character = '', mood, dress = 'plain' }: Pose): Node {
  const { id, svg } = characterOf(character);
  const figure = svg(mood, dress !== 'plain').replace(/^<svg[^>]*>|<\/svg>$/g, '');
  const spare = dress === 'plain' ? 0 : 48;
  const scale = box.width / 256;
  const wide = {
    x: box.x - spare * scale,
    y: box.y - spare * scale,
    width: box.width + 2 * spare * scale,
    height: box.height + spare * scale,
  };
  return art(
    wide,
    `${ground}${behind[dress]}${figure}<g transform="translate(0 ${lower[id] ?? 0})">${above[dress]}</g>`,
    `${-spare} ${-spare} ${256 + 2 * spare} ${256 + spare}`,
  );
}

/** The mood and dress for a milestone's number: a sprout from 7 on, and others from 30, 100 and 365 on. */
export function dressFor(number: number): { readonly mood: Mood; readonly dress: Dress } {
  if (number >= 365) return { mood: 'proud', dress: 'laurel' };
  if (number >= 100) return { mood: 'cheering', dress: 'crown' };
  if (number >= 30) return { mood: 'proud', dress: 'flowers' };
  return { mood: 'waving', dress: 'sprout' };
}
