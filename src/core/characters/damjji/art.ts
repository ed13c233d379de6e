import type { Mood } from '../../views.ts';

/**
 * 담찌, the cream-coloured hamster, as vector art.
 *
 * Every mood is the same animal: one silhouette, one set of ears, one palette. What changes is the eyes, the
 * mouth, the arms and one prop. No ids, gradients or filters are used, so that several drawings can stand in one
 * document and every renderer draws them alike.
 */

/** Every mood, the everyday face first. */
export const MOODS: readonly Mood[] = ['happy', 'cheering', 'proud', 'worried', 'sleepy', 'waving'];

const COLOUR = {
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

const OUTLINE = `stroke="${COLOUR.ink}" stroke-width="6" stroke-linejoin="round" stroke-linecap="round"`;
const LINE = `fill="none" ${OUTLINE}`;
const THIN = `fill="none" stroke="${COLOUR.ink}" stroke-width="5" stroke-linejoin="round" stroke-linecap="round"`;

/** Mirrors a drawing on the animal's middle line. */
const mirrored = (drawing: string): string =>
  `${drawing}<g transform="matrix(-1 0 0 1 256 0)">${drawing}</g>`;

const ear = `<path d="M50 100C34 86 28 58 44 46C60 34 86 44 96 62Z" fill="${COLOUR.honey}" ${OUTLINE}/>
<path d="M54 86C45 76 43 62 51 56C59 50 73 55 79 65Z" fill="${COLOUR.ear}"/>`;

const SILHOUETTE =
  'M128 46C168 46 196 62 208 92C218 106 230 126 230 146C230 166 216 178 201 183C208 194 212 204 211 214C209 232 188 238 164 238L92 238C68 238 47 232 45 214C44 204 48 194 55 183C40 178 26 166 26 146C26 126 38 106 48 92C60 62 88 46 128 46Z';

const fur = `<path d="${SILHOUETTE}" fill="${COLOUR.cream}"/>
<path d="M128 46C164 46 190 59 203 81C178 76 152 86 139 112C134 122 122 122 117 112C104 86 78 76 53 81C66 59 92 46 128 46Z" fill="${COLOUR.honey}"/>
<path d="M128 122C144 122 150 131 168 134C194 139 200 166 180 176C160 186 96 186 76 176C56 166 62 139 88 134C106 131 112 122 128 122Z" fill="${COLOUR.light}"/>
<path d="M128 196C162 196 180 212 180 236L76 236C76 212 94 196 128 196Z" fill="${COLOUR.light}"/>
<path d="M201 183C184 191 160 194 128 194C96 194 72 191 55 183C53 186 51 189 50 192C72 201 98 203 128 203C158 203 184 201 206 192C205 189 203 186 201 183Z" fill="${COLOUR.shade}"/>`;

const outline = `<path d="${SILHOUETTE}" ${LINE}/>
<path d="M111 52C107 43 111 35 119 31C117 38 121 41 126 43C127 35 134 30 142 32C137 37 139 43 146 47L144 54Z" fill="${COLOUR.honey}"/>
<path d="M112 47C109 40 112 34 119 31C117 38 121 41 126 43C127 35 134 30 142 32C138 36 139 42 145 47" ${LINE}/>`;

const blush = mirrored(`<ellipse cx="58" cy="154" rx="17" ry="11" fill="${COLOUR.blush}"/>`);
const nose = `<path d="M117 139C117 133 139 133 139 139C139 146 131 150 128 150C125 150 117 146 117 139Z" fill="${COLOUR.nose}"/>
<path d="M123 138.500C125 137 128 136.5 130 137" fill="none" stroke="#fff" stroke-opacity=".7" stroke-width="2.5" stroke-linecap="round"/>`;
const feet = mirrored(
  `<path d="M66 238C64 227 75 220 88 220C101 220 112 227 110 238C109 244 67 244 66 238Z" fill="${COLOUR.ear}" ${OUTLINE}/>`,
);

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

const EYES: Record<Mood, string> = {
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

const MOUTH: Record<Mood, string> = {
  happy: smile,
  waving: laugh,
  cheering: laugh,
  proud: grin,
  worried: `<path d="M110 168C115 158 122 158 128 164C134 170 141 169 146 161" ${THIN}/>`,
  sleepy: `<ellipse cx="128" cy="163" rx="6.5" ry="7" fill="${COLOUR.mouth}" stroke="${COLOUR.ink}" stroke-width="5"/>`,
};

const seed = `<g transform="translate(12.8 15) scale(.9)"><path d="M128 181C146 193 154 212 147 224C141 232 115 232 109 224C102 212 110 193 128 181Z" fill="${COLOUR.seed}" ${OUTLINE}/>
<path d="M128 190C132 202 132 214 128 226C124 214 124 202 128 190ZM138.5 196C145 206 145 216 140 222C141 213 141 205 138.5 196ZM117.5 196C111 206 111 216 116 222C115 213 115 205 117.5 196Z" fill="${COLOUR.seedStripe}"/></g>`;
const pawOnSeed = `<path d="M64 202C80 192 106 194 112 203C117 212 108 219 98 218C86 218 76 217 68 212" fill="${COLOUR.cream}" ${OUTLINE}/>`;
const armUp = `<path d="M54 200C34 190 12 168 12 146C12 132 32 128 38 144C42 158 54 170 70 178" fill="${COLOUR.cream}" ${OUTLINE}/>`;
const pawsTogether = mirrored(
  `<path d="M72 206C84 192 108 184 120 188C130 192 128 206 118 210C108 215 92 217 80 216" fill="${COLOUR.cream}" ${OUTLINE}/>`,
);
const pawAtSide = `<path d="M70 199C55 204 48 221 57 227C67 232 78 224 81 211" fill="${COLOUR.cream}" ${OUTLINE}/>`;
const armWaving = `<path d="M202 200C222 188 244 166 244 142C244 128 224 124 218 140C214 154 202 168 186 178" fill="${COLOUR.cream}" ${OUTLINE}/>
<path d="M224 142C224 136 233 135 234 142C235 149 225 149 224 142Z" fill="${COLOUR.ear}"/>`;
const medal = `${mirrored(`<path d="M76 183C88 189 99 192 112 192L134 206L114 224Z" fill="${COLOUR.cap}" ${OUTLINE}/>`)}
<circle cx="128" cy="214" r="18" fill="${COLOUR.gold}" ${OUTLINE}/>
<path d="M128 203L131.5 210L139 211L133.5 216.5L135 224L128 220.4L121 224L122.5 216.5L117 211L124.5 210Z" fill="${COLOUR.light}"/>`;

const ARMS: Record<Mood, string> = {
  happy: seed + mirrored(pawOnSeed),
  waving: pawAtSide + armWaving,
  cheering: mirrored(armUp),
  proud: mirrored(pawAtSide) + medal,
  worried: pawsTogether,
  sleepy: seed + mirrored(pawOnSeed),
};

const sparkle = (x: number, y: number, r: number, fill: string): string =>
  `<path d="M${x} ${y - r}Q${x + r * 0.2} ${y - r * 0.2} ${x + r} ${y}Q${x + r * 0.2} ${y + r * 0.2} ${x} ${y + r}Q${x - r * 0.2} ${y + r * 0.2} ${x - r} ${y}Q${x - r * 0.2} ${y - r * 0.2} ${x} ${y - r}Z" fill="${fill}"/>`;

const confetti = (x: number, y: number, turn: number, fill: string): string =>
  `<rect x="${x - 4}" y="${y - 8}" width="8" height="16" rx="3" transform="rotate(${turn} ${x} ${y})" fill="${fill}"/>`;
const letterZ = (x: number, y: number, size: number): string =>
  `<path d="M${x} ${y}H${x + size}L${x} ${y + size}H${x + size}" fill="none" stroke="${COLOUR.cap}" stroke-width="6" stroke-linejoin="round" stroke-linecap="round"/>`;

const nightcap = `<path d="M60 78C66 34 108 8 152 20C198 32 228 62 230 100C218 86 208 82 196 84C160 62 100 58 60 78Z" fill="${COLOUR.cap}" ${OUTLINE}/>
<path d="M96 36C91 44 88 52 87 60M131 24C128 36 127 46 127 56M166 32C170 42 171 52 170 62M199 56C203 62 206 68 208 74" fill="none" stroke="${COLOUR.capLight}" stroke-width="7" stroke-linecap="round"/>
<path d="M54 82C52 70 60 66 70 64C106 54 156 56 190 70C200 74 206 80 202 90C200 96 194 96 188 94C152 80 108 78 70 90C62 92 56 92 54 82Z" fill="${COLOUR.light}" ${OUTLINE}/>
<circle cx="230" cy="106" r="13" fill="${COLOUR.light}" ${OUTLINE}/>`;

const PROP: Record<Mood, string> = {
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

function figure(mood: Mood): string {
  return [
    // The nightcap hangs over the other ear.
    mood === 'sleepy' ? ear : mirrored(ear),
    fur,
    outline,
    blush,
    nose,
    EYES[mood],
    MOUTH[mood],
    feet,
    ARMS[mood],
    PROP[mood],
  ].join('');
}

/** 담찌 in one mood, 256 by 256, on a transparent ground. */
export function damjjiSvg(mood: Mood = 'happy'): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" width="256" height="256">${figure(mood)}</svg>`;
}

/** The everyday face on an opaque square, for platforms that crop avatars to a circle. */
export function damjjiAvatarSvg(mood: Mood = 'happy'): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" width="256" height="256"><rect width="256" height="256" fill="${COLOUR.gold}"/><g transform="translate(-12 -2) scale(1.094)">${figure(mood)}</g></svg>`;
}
