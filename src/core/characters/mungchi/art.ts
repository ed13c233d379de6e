import type { Mood } from '../../views.ts';
import {
  avatarSvg,
  COLOUR,
  confetti,
  EYES,
  LINE,
  MOUTH,
  mirrored,
  OUTLINE,
  PROP,
  sparkle,
  svg,
  THIN,
} from '../parts.ts';

/** 뭉치, the puppy, as vector art. Its moods differ in eyes, mouth, paws and one prop. */

const fawn = '#E6B47A';
const brown = '#9A6238';
const collar = '#C25B4E';

const SILHOUETTE =
  'M128 40C176 40 208 66 211 106C214 134 204 158 186 171C199 182 207 198 206 214C204 232 186 238 164 238L92 238C70 238 52 232 50 214C49 198 57 182 70 171C52 158 42 134 45 106C48 66 80 40 128 40Z';

const fur = `<path d="${SILHOUETTE}" fill="${fawn}"/>
<path d="M128 42C118 60 116 92 120 120C104 128 84 140 84 158C84 174 106 180 128 180C150 180 172 174 172 158C172 140 152 128 136 120C140 92 138 60 128 42Z" fill="${COLOUR.light}"/>
<path d="M128 196C156 196 172 212 172 236L84 236C84 212 100 196 128 196Z" fill="${COLOUR.light}"/>`;

const earDown = `<path d="M72 54C48 48 24 64 18 96C14 122 20 150 36 154C54 156 62 126 64 104C66 84 72 70 84 60C82 56 78 55 72 54Z" fill="${brown}" ${OUTLINE}/>`;
const earUp = `<path d="M72 56C52 40 26 34 10 48C-2 60 6 84 26 92C44 98 60 90 68 78C74 70 80 64 86 60C82 58 78 58 72 56Z" fill="${brown}" ${OUTLINE}/>`;
const EARS: Record<Mood, string> = {
  happy: mirrored(earDown),
  waving: mirrored(earDown),
  cheering: mirrored(earUp),
  proud: mirrored(earDown),
  worried: mirrored(earDown),
  // Only one ear: the nightcap covers the other.
  sleepy: earDown,
};

const blush = mirrored(`<ellipse cx="66" cy="152" rx="14" ry="9" fill="${COLOUR.blush}"/>`);
const nose = `<path d="M112 138C112 129 144 129 144 138C144 147 134 152 128 152C122 152 112 147 112 138Z" fill="${COLOUR.ink}"/>
<path d="M120 137C123 134.500 128 134 131 135" fill="none" stroke="#fff" stroke-opacity=".7" stroke-width="3" stroke-linecap="round"/>`;
const band = `<path d="M70 178C96 196 160 196 186 178C190 184 192 188 193 192C160 210 96 210 63 192C64 188 66 184 70 178Z" fill="${collar}" ${OUTLINE}/>
<circle cx="128" cy="210" r="11" fill="${COLOUR.gold}" ${OUTLINE}/>`;
const feet = mirrored(
  `<path d="M64 238C62 225 74 217 88 217C102 217 114 225 112 238C111 244 65 244 64 238ZM80 226V236M96 226V236" fill="${COLOUR.light}" ${OUTLINE}/>`,
);
const tail = `<path d="M198 214C216 214 232 202 234 184C235 176 246 178 247 188C248 212 226 232 200 232Z" fill="${fawn}" ${OUTLINE}/>`;
const tailFast = `${tail}<path d="M246 164C251 168 254 173 255 179M226 172C224 168 224 164 225 160" ${THIN}/>`;

const tongueOut = `<path d="M105 154C107 167 125 168 128 155C131 168 149 167 151 154" ${THIN}/>
<path d="M118 163C118 182 122 190 130 190C138 190 141 182 140 163C136 166 131 164 128 158C125 164 121 165 118 163Z" fill="${COLOUR.tongue}" ${OUTLINE}/>
<path d="M129 172V180" fill="none" stroke="${COLOUR.mouth}" stroke-width="4" stroke-linecap="round"/>`;

const pawUp = `<path d="M56 204C36 196 16 178 15 156C15 142 35 138 41 154C45 166 57 176 73 182" fill="${fawn}" ${OUTLINE}/>`;
const pawWaving = `<path d="M200 202C220 192 242 172 243 148C243 134 223 130 217 146C213 160 201 172 185 180" fill="${fawn}" ${OUTLINE}/>`;
const medal = `<path d="M112 204L128 222L144 204" fill="none" stroke="${COLOUR.cap}" stroke-width="9"/>
<circle cx="128" cy="222" r="17" fill="${COLOUR.gold}" ${OUTLINE}/>
<path d="M128 212L131 219L138.500 219.600L132.800 224.500L134.600 232L128 228L121.400 232L123.200 224.500L117.500 219.600L125 219Z" fill="${COLOUR.light}"/>`;
const ball = `<circle cx="206" cy="220" r="20" fill="#A9BE5B" ${OUTLINE}/><path d="M190 210C200 214 206 224 204 238M208 201C212 210 218 216 226 218" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round"/>`;

const PAWS: Record<Mood, string> = {
  happy: ball,
  waving: pawWaving,
  cheering: mirrored(pawUp),
  proud: medal,
  worried: '',
  sleepy: '',
};
/** Props placed differently than in PROP, because the ears are in their way. */
const props: Record<Mood, string> = {
  ...PROP,
  waving: '',
  proud:
    sparkle(238, 58, 15, COLOUR.gold) + sparkle(248, 88, 7, COLOUR.gold) + sparkle(18, 62, 12, COLOUR.gold),
  cheering: [
    confetti(12, 118, -24, COLOUR.cap),
    confetti(246, 118, 30, COLOUR.nose),
    confetti(64, 20, 40, COLOUR.nose),
    confetti(192, 18, -35, COLOUR.goldDeep),
    sparkle(16, 18, 12, COLOUR.gold),
    sparkle(240, 18, 13, COLOUR.gold),
    sparkle(104, 16, 10, COLOUR.gold),
    confetti(152, 16, 65, COLOUR.cap),
  ].join(''),
};
const mouth = (mood: Mood): string => (mood === 'happy' || mood === 'waving' ? tongueOut : MOUTH[mood]);

function figure(mood: Mood): string {
  return [
    mood === 'cheering' || mood === 'waving' ? tailFast : tail,
    fur,
    `<path d="${SILHOUETTE}" ${LINE}/>`,
    EARS[mood],
    blush,
    band,
    mouth(mood),
    nose,
    EYES[mood],
    feet,
    PAWS[mood],
    props[mood],
  ].join('');
}

/** 뭉치 in one mood, 256 by 256, on a transparent ground. */
export function mungchiSvg(mood: Mood = 'happy'): string {
  return svg(figure(mood));
}

/** 뭉치's face on an opaque square. */
export function mungchiAvatarSvg(mood: Mood = 'happy'): string {
  return avatarSvg(figure(mood), '#CFE0B4');
}
