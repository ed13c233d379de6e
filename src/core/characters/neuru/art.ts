import type { Mood } from '../../views.ts';
import { avatarSvg, COLOUR, EYES, LINE, MOUTH, mirrored, OUTLINE, PROP, svg } from '../parts.ts';

/** 느루, the turtle, as vector art. Its moods differ in eyes, mouth, arms and one prop. */

const skin = '#BFD39A';
const skinLight = '#E3ECC6';
const skinDeep = '#9DB873';
const shell = '#8C7A4F';
const shellLight = '#B9A46E';
const plastron = '#F0DDA8';

const HEAD = 'M128 40C172 40 204 70 206 112C208 152 176 180 128 180C80 180 48 152 50 112C52 70 84 40 128 40Z';

const back = `<path d="M128 112C190 112 238 156 240 206C241 226 230 238 208 238L48 238C26 238 15 226 16 206C18 156 66 112 128 112Z" fill="${shell}" ${OUTLINE}/>
${mirrored(`<path d="M30 186C42 168 54 158 68 152L58 190L34 214C28 208 27 196 30 186Z" fill="${shellLight}"/>`)}`;
const chest = `<path d="M128 166C168 166 190 190 192 238L64 238C66 190 88 166 128 166Z" fill="${plastron}" ${OUTLINE}/>
<path d="M70 212C104 220 152 220 186 212M128 182V238" fill="none" stroke="${shellLight}" stroke-width="5" stroke-linecap="round"/>`;
const head = `<path d="${HEAD}" fill="${skin}"/>
<path d="M128 118C166 118 192 128 196 138C190 166 164 177 128 177C92 177 66 166 60 138C64 128 90 118 128 118Z" fill="${skinLight}"/>
<path d="M104 58C110 54 118 54 122 58C126 62 122 70 114 70C106 70 98 64 104 58ZM140 50C146 48 154 52 153 58C152 64 142 64 138 60C135 56 136 52 140 50ZM152 72C158 70 164 74 162 78C160 82 152 82 150 78C149 75 150 73 152 72Z" fill="${skinDeep}"/>
<path d="${HEAD}" ${LINE}/>`;
const leaf = `<path d="M128 42C127 36 128 30 131 24" fill="none" stroke="${COLOUR.ink}" stroke-width="5" stroke-linecap="round"/>
<path d="M131 27C132 13 148 5 166 9C165 25 148 36 131 27Z" fill="#7FA653" ${OUTLINE}/>`;
const blush = mirrored(`<ellipse cx="68" cy="152" rx="15" ry="9" fill="${COLOUR.blush}" fill-opacity=".8"/>`);
const nostrils = `<path d="M121 142V145M135 142V145" fill="none" stroke="${COLOUR.ink}" stroke-width="5" stroke-linecap="round"/>`;
const feet = mirrored(
  `<path d="M40 238C38 224 52 214 70 215C88 216 98 226 96 238C95 244 41 244 40 238Z" fill="${skin}" ${OUTLINE}/>`,
);

const armDown = `<path d="M64 186C44 192 26 208 30 220C36 232 60 226 76 210" fill="${skin}" ${OUTLINE}/>`;
const armUp = `<path d="M60 204C38 196 16 178 12 154C11 138 32 134 40 150C46 162 58 174 76 182" fill="${skin}" ${OUTLINE}/>`;
const armWaving = `<path d="M196 204C218 196 240 178 244 154C245 138 224 134 216 150C210 162 198 174 180 182" fill="${skin}" ${OUTLINE}/>`;
const armsTogether = mirrored(
  `<path d="M66 196C84 188 112 192 120 204C122 214 112 220 100 218C86 218 74 216 66 212" fill="${skin}" ${OUTLINE}/>`,
);
const medal = `${mirrored(`<path d="M84 176C96 184 108 190 118 200" fill="none" stroke="${COLOUR.cap}" stroke-width="10" stroke-linecap="round"/>`)}
<circle cx="128" cy="210" r="18" fill="${COLOUR.gold}" ${OUTLINE}/>
<path d="M128 199L131.500 206L139 207L133.500 212.500L135 220L128 216.400L121 220L122.500 212.500L117 207L124.500 206Z" fill="${COLOUR.light}"/>`;

const ARMS: Record<Mood, string> = {
  happy: mirrored(armDown),
  waving: armDown + armWaving,
  cheering: mirrored(armUp),
  proud: mirrored(armDown) + medal,
  worried: armsTogether,
  sleepy: mirrored(armDown),
};

function figure(mood: Mood, bare = false): string {
  return [
    back,
    chest,
    feet,
    ARMS[mood],
    head,
    blush,
    nostrils,
    EYES[mood],
    // Without a nose to hang from, the mouth sits higher.
    `<g transform="translate(0 -3)">${MOUTH[mood]}</g>`,
    PROP[mood],
    bare || mood === 'sleepy' ? '' : leaf,
  ].join('');
}

/** 느루 in one mood, 256 by 256, on a transparent ground. `bare`: without the leaf, for something else on its head. */
export function neuruSvg(mood: Mood = 'happy', bare = false): string {
  return svg(figure(mood, bare));
}

/** 느루's face on an opaque square. */
export function neuruAvatarSvg(mood: Mood = 'happy'): string {
  return avatarSvg(figure(mood), '#BFD8E2');
}
