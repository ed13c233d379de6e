import type { Mood } from '../../views.ts';
import { avatarSvg, COLOUR, EYES, LINE, mirrored, OUTLINE, PROP, svg, THIN } from '../parts.ts';

/** 초롱, the owl, as vector art. Its moods differ in eyes, beak, wings and one prop. */

const plume = '#8E7BA8';
const plumeDeep = '#6F5E8C';
const disc = '#FBF3E4';
const breast = '#E9DFF0';
const beakColour = '#E8B863';

const SILHOUETTE =
  'M128 48C144 48 158 51 170 56C180 44 198 32 216 30C218 50 214 70 206 84C216 102 222 126 222 152C222 204 196 238 128 238C60 238 34 204 34 152C34 126 40 102 50 84C42 70 38 50 40 30C58 32 76 44 86 56C98 51 112 48 128 48Z';

const body = `<path d="${SILHOUETTE}" fill="${plume}"/>
<path d="M128 168C168 168 186 190 186 214C170 230 150 236 128 236C106 236 86 230 70 214C70 190 88 168 128 168Z" fill="${breast}"/>
<path d="M104 196C108 202 114 202 118 196M138 196C142 202 148 202 152 196M121 212C125 218 131 218 135 212M92 214C96 219 100 219 104 214M152 214C156 219 160 219 164 214" fill="none" stroke="${plume}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>`;
const face = `${mirrored(`<path d="M128 104C122 84 104 78 84 82C60 88 46 108 48 132C50 158 72 174 94 172C112 170 124 160 128 148Z" fill="${disc}"/>`)}
<path d="M128 62C122 72 120 84 128 102C136 84 134 72 128 62Z" fill="${plumeDeep}"/>`;
const outline = `<path d="${SILHOUETTE}" ${LINE}/>`;
const tufts = mirrored(
  `<path d="M52 44C58 60 66 66 78 68C68 74 58 74 50 70C47 62 48 52 52 44Z" fill="${plumeDeep}"/>`,
);
const glasses = `${mirrored(`<circle cx="86" cy="127" r="29" fill="none" stroke="${COLOUR.goldDeep}" stroke-width="5"/>`)}
<path d="M114 122C120 116 136 116 142 122" fill="none" stroke="${COLOUR.goldDeep}" stroke-width="5" stroke-linecap="round"/>`;
const blush = mirrored(`<ellipse cx="64" cy="162" rx="12" ry="7" fill="${COLOUR.blush}" fill-opacity=".8"/>`);
const feet = mirrored(
  `<path d="M86 240V232M100 242V232M114 240V232" fill="none" stroke="${COLOUR.goldDeep}" stroke-width="9" stroke-linecap="round"/>`,
);

const closed = `<path d="M114 146C118 139 138 139 142 146C139 158 134 166 128 170C122 166 117 158 114 146Z" fill="${beakColour}" ${OUTLINE}/>
<path d="M118 153C124 156 132 156 138 153" fill="none" stroke="${COLOUR.goldDeep}" stroke-width="4" stroke-linecap="round"/>`;
const open = `<path d="M116 158C118 176 124 182 128 182C132 182 138 176 140 158Z" fill="${COLOUR.mouth}" ${OUTLINE}/>
<path d="M112 146C117 138 139 138 144 146C142 155 136 162 128 164C120 162 114 155 112 146Z" fill="${beakColour}" ${OUTLINE}/>`;
const BEAK: Record<Mood, string> = {
  happy: closed,
  proud: closed,
  worried: closed,
  waving: open,
  cheering: open,
  sleepy: `<g transform="translate(0 3)">${closed}</g>`,
};

const wing = `<path d="M44 136C32 156 30 188 44 208C54 216 66 206 70 190C74 170 64 146 44 136Z" fill="${plumeDeep}" ${OUTLINE}/>`;
const wingUp = `<path d="M46 170C24 160 6 136 8 112C16 106 24 112 26 120C28 108 38 106 42 118C46 128 52 138 62 146C68 160 60 172 46 170Z" fill="${plumeDeep}" ${OUTLINE}/>`;
const wingWaving = `<path d="M210 170C232 160 250 136 248 112C240 106 232 112 230 120C228 108 218 106 214 118C210 128 204 138 194 146C188 160 196 172 210 170Z" fill="${plumeDeep}" ${OUTLINE}/>`;
const book = `<path d="M84 196C100 190 118 192 128 200C138 192 156 190 172 196V228C156 222 138 224 128 232C118 224 100 222 84 228Z" fill="${COLOUR.light}" ${OUTLINE}/>
<path d="M128 200V230M96 206C104 204 112 205 118 208M96 216C104 214 112 215 118 218M160 206C152 204 144 205 138 208M160 216C152 214 144 215 138 218" ${THIN} stroke-opacity=".75"/>`;
const medal = `<path d="M104 184L128 208L152 184" fill="none" stroke="${COLOUR.nose}" stroke-width="10" stroke-linejoin="round"/>
<circle cx="128" cy="212" r="18" fill="${COLOUR.gold}" ${OUTLINE}/>
<path d="M128 201L131.500 208L139 209L133.500 214.500L135 222L128 218.400L121 222L122.500 214.500L117 209L124.500 208Z" fill="${COLOUR.light}"/>`;

const WINGS: Record<Mood, string> = {
  happy: book + mirrored(wing),
  waving: wing + wingWaving,
  cheering: mirrored(wingUp),
  proud: mirrored(wing) + medal,
  worried: mirrored(wing),
  sleepy: mirrored(wing),
};

const aboveWing = `<g transform="translate(2 -26)">${PROP.waving}</g>`;

function figure(mood: Mood): string {
  return [
    feet,
    body,
    tufts,
    outline,
    face,
    blush,
    EYES[mood],
    mood === 'sleepy' ? '' : glasses,
    BEAK[mood],
    WINGS[mood],
    mood === 'waving' ? aboveWing : PROP[mood],
  ].join('');
}

/** 초롱 in one mood, 256 by 256, on a transparent ground. */
export function chorongSvg(mood: Mood = 'happy'): string {
  return svg(figure(mood));
}

/** 초롱's face on an opaque square. */
export function chorongAvatarSvg(mood: Mood = 'happy'): string {
  return avatarSvg(figure(mood), '#F2D9A0');
}
