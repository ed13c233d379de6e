import type { Mood } from '../../views.ts';
import { avatarSvg, COLOUR, EYES, LINE, MOUTH, mirrored, OUTLINE, PROP, svg } from '../parts.ts';

/**
 * 담찌, the cream-coloured hamster, as vector art.
 *
 * All moods share one silhouette, one set of ears and one palette; they differ in eyes, mouth, arms and one prop.
 */

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

function figure(mood: Mood): string {
  return [
    // When asleep only one ear shows: the nightcap covers the other.
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
  return svg(figure(mood));
}

/** 담찌's face on an opaque square, for platforms that crop avatars to a circle. */
export function damjjiAvatarSvg(mood: Mood = 'happy'): string {
  return avatarSvg(figure(mood), COLOUR.gold);
}
