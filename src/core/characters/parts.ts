import type { Mood } from '../views.ts';

/**
 * Parts of every character's drawing: colours, lines, faces and the props of the moods, on a square of 256 with the eyes at
 * (86, 127) and (170, 127). No ids, gradients or filters are used, so that several drawings fit into one document and every
 * renderer draws them alike.
 */

/** Every mood, the everyday face first. */
export const MOODS: readonly Mood[] = ['happy', 'cheering', 'proud', 'worried', 'sleepy', 'waving'];

/** The colours that all drawings share. */
export const COLOUR = {
  ink: '#3B2A1A',
  cream: '#FFF1D6',
  light: '#FFFBF2',
  shade: '#F6E3BE',
  honey: '#F2D39C',
  ear: '#F7BFA6',
  blush: '#F9AE9A',
  nose: '#E8846F',
  mouth: '#A8433A',
  tongue: '#F48D80',
  seed: '#4A3626',
  seedStripe: '#F6E3BE',
  gold: '#E8B863',
  goldDeep: '#C9822B',
  drop: '#9CCFEA',
  cap: '#7C8FC9',
  capLight: '#A9B7E2',
} as const;

/** SVG attributes of a figure's outline. */
export const OUTLINE = `stroke="${COLOUR.ink}" stroke-width="6" stroke-linejoin="round" stroke-linecap="round"`;
/** SVG attributes of a line as thick as the outline. */
export const LINE = `fill="none" ${OUTLINE}`;
/** SVG attributes of a thinner line. */
export const THIN = `fill="none" stroke="${COLOUR.ink}" stroke-width="5" stroke-linejoin="round" stroke-linecap="round"`;

/** A drawing and its mirror image at the animal's vertical middle line. */
export const mirrored = (drawing: string): string =>
  `${drawing}<g transform="matrix(-1 0 0 1 256 0)">${drawing}</g>`;

const openEye = (grow: number): string =>
  `<ellipse cx="86" cy="127" rx="${13 + grow}" ry="${15.5 + grow}" fill="${COLOUR.ink}"/>`;
const glint = (grow: number): string =>
  [86, 170]
    .map(
      (x) =>
        `<circle cx="${x + 4}" cy="${121 - grow}" r="${5.5 + grow / 2}" fill="#fff"/><circle cx="${x - 4.5}" cy="${134 + grow / 2}" r="${2.5 + grow / 2}" fill="#fff"/>`,
    )
    .join('');
const openEyes = (grow = 0): string => mirrored(openEye(grow)) + glint(grow);

/** Both eyes in each mood. */
export const EYES: Record<Mood, string> = {
  happy: openEyes(),
  waving: openEyes(),
  cheering: mirrored(`<path d="M71 133C77 117 96 117 102 133" ${LINE}/>`),
  proud: mirrored(
    `<path d="M72 124C77 137 96 137 101 124" ${LINE}/><path d="M76 103C82 98 91 98 97 101" ${THIN}/>`,
  ),
  sleepy: mirrored(`<path d="M72 128C77 140 96 140 101 128" ${LINE}/>`),
  worried: `${openEyes(2)}${mirrored(`<path d="M68 106C77 104 86 99 92 92" ${THIN}/>`)}`,
};

const smile = `<path d="M128 150V155M105 154C107 167 125 168 128 155C131 168 149 167 151 154" ${THIN}/>`;
const laugh = `<path d="M103 155C112 159 144 159 153 155C156 176 144 187 128 187C112 187 100 176 103 155Z" fill="${COLOUR.mouth}" ${OUTLINE}/>
<path d="M110 177C116 168 140 168 146 177C141 183 135 184.5 128 184.500C121 184.5 115 183 110 177Z" fill="${COLOUR.tongue}"/>
<path d="M121 158H135V162C135 166 121 166 121 162Z" fill="#fff"/>`;
const grin = `<path d="M104 153C107 170 149 170 152 153M104 153L99 151M152 153L157 151" ${THIN}/>`;

/** The mouth in each mood. */
export const MOUTH: Record<Mood, string> = {
  happy: smile,
  waving: laugh,
  cheering: laugh,
  proud: grin,
  worried: `<path d="M110 168C115 158 122 158 128 164C134 170 141 169 146 161" ${THIN}/>`,
  sleepy: `<ellipse cx="128" cy="163" rx="6.5" ry="7" fill="${COLOUR.mouth}" stroke="${COLOUR.ink}" stroke-width="5"/>`,
};

/** A four-pointed star of radius `r`. */
export const sparkle = (x: number, y: number, r: number, fill: string): string =>
  `<path d="M${x} ${y - r}Q${x + r * 0.2} ${y - r * 0.2} ${x + r} ${y}Q${x + r * 0.2} ${y + r * 0.2} ${x} ${y + r}Q${x - r * 0.2} ${y + r * 0.2} ${x - r} ${y}Q${x - r * 0.2} ${y - r * 0.2} ${x} ${y - r}Z" fill="${fill}"/>`;

/** A piece of confetti, turned by `turn` degrees. */
export const confetti = (x: number, y: number, turn: number, fill: string): string =>
  `<rect x="${x - 4}" y="${y - 8}" width="8" height="16" rx="3" transform="rotate(${turn} ${x} ${y})" fill="${fill}"/>`;
/** A letter Z, for sleeping animals. */
export const letterZ = (x: number, y: number, size: number): string =>
  `<path d="M${x} ${y}H${x + size}L${x} ${y + size}H${x + size}" fill="none" stroke="${COLOUR.cap}" stroke-width="6" stroke-linejoin="round" stroke-linecap="round"/>`;

export const nightcap = `<path d="M60 78C66 34 108 8 152 20C198 32 228 62 230 100C218 86 208 82 196 84C160 62 100 58 60 78Z" fill="${COLOUR.cap}" ${OUTLINE}/>
<path d="M96 36C91 44 88 52 87 60M131 24C128 36 127 46 127 56M166 32C170 42 171 52 170 62M199 56C203 62 206 68 208 74" fill="none" stroke="${COLOUR.capLight}" stroke-width="7" stroke-linecap="round"/>
<path d="M54 82C52 70 60 66 70 64C106 54 156 56 190 70C200 74 206 80 202 90C200 96 194 96 188 94C152 80 108 78 70 90C62 92 56 92 54 82Z" fill="${COLOUR.light}" ${OUTLINE}/>
<circle cx="230" cy="106" r="13" fill="${COLOUR.light}" ${OUTLINE}/>`;

/** The prop of each mood, around the animal. */
export const PROP: Record<Mood, string> = {
  happy: '',
  waving: `<path d="M230 112C240 112 248 118 251 127M238 94C245 96 250 99 253 104" ${THIN}/>`,
  cheering: [
    confetti(22, 96, -24, COLOUR.cap),
    confetti(236, 92, 30, COLOUR.nose),
    confetti(30, 30, 40, COLOUR.nose),
    confetti(228, 30, -35, COLOUR.goldDeep),
    sparkle(14, 62, 12, COLOUR.gold),
    sparkle(240, 60, 13, COLOUR.gold),
    sparkle(104, 16, 10, COLOUR.gold),
    confetti(164, 18, 65, COLOUR.cap),
  ].join(''),
  proud:
    sparkle(232, 104, 20, COLOUR.gold) + sparkle(240, 66, 10, COLOUR.gold) + sparkle(22, 88, 14, COLOUR.gold),
  worried: `<path d="M222 70C231 82 236 89 236 96C236 104 230 109 222 109C214 109 208 104 208 96C208 89 213 82 222 70Z" fill="${COLOUR.drop}" ${OUTLINE}/>
<path d="M218 99C218 94 220 91 222 88" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round"/>`,
  sleepy: nightcap + letterZ(6, 70, 17) + letterZ(19, 40, 11),
};

/** Wraps a figure into an SVG document with a transparent ground. */
export function svg(figure: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" width="256" height="256">${figure}</svg>`;
}

/** Wraps a figure into an SVG document with an opaque square ground, for platforms that crop avatars to a circle. */
export function avatarSvg(figure: string, ground: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" width="256" height="256"><rect width="256" height="256" fill="${ground}"/><g transform="translate(-12 -2) scale(1.094)">${figure}</g></svg>`;
}
