/**
 * The address of an animal's drawing.
 * @param {import('../../wire.ts').WireSpeaker} pal
 * @param {import('../../../../core/views.ts').Mood} mood
 */
export const faceOf = ({ character }, mood) => `/${character}/${mood}.svg`;

/**
 * The drawing described in words.
 * @param {Pick<import('./types.js').Page, 't'>} page
 * @param {import('../../wire.ts').WireSpeaker} pal
 * @param {import('../../../../core/views.ts').Mood} mood
 */
export const altOf = ({ t }, { character, name }, mood) =>
  character === 'damjji' ? t.moods[mood] : t.moodOf(name, mood);
