import { sentences } from '../text.ts';
import { perLine } from './check.ts';

const POLITE_ENDING =
  /(?:です|ます|でした|ました|ません|でしょう|ましょう|ください|なさい)(?:から)?(?:よね|ね|よ|な)?[ーぇえ]*$/u;

/** Greetings and exclamations, which are not rude though they have no polite ending. */
const GREETINGS =
  /^(?:わあ*|わー+|おお+|おー+|やった|すごい|はい|ええ|さあ|おかえり|おめでとう|ありがとう|お疲れさま|おつかれさま)$/u;

/** Endings of plain speech, for sentences before the last. */
const PLAIN_ENDING =
  /(?:だ|(?<!う|か|あし|ふ|ま|きのうの)た|んだ|てる|いる|える|する|なる|すごい|えらい|いい|嬉しい|うれしい|しよう|こう|がんばれ|頑張れ)(?:よね|ね|よ|な|ぞ|ぜ)?[ーぇえ]*$/u;

/** Each Japanese line ends in 敬体 (です・ます) and holds no plain-form sentence before its end. */
export const checkPolitenessJa = perLine((line, { sounds }) => {
  const spoken = sentences(line, 'ja', sounds);
  const last = spoken.at(-1);
  // 「おかえりなさい」greets politely in the middle of a line; at its end only です・ます does.
  if (last === undefined || !POLITE_ENDING.test(last) || /なさい$/u.test(last)) return ['notPolite'];
  return spoken.slice(0, -1).some(isPlain) ? ['notPolite'] : [];
});

function isPlain(sentence: string): boolean {
  return !POLITE_ENDING.test(sentence) && !GREETINGS.test(sentence) && PLAIN_ENDING.test(sentence);
}
