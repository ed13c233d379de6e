import { closesWith, plain, sentences } from '../text.ts';
import { perLine } from './check.ts';

const KOREAN = /(?:까요|습니까|[하시있없되려]나요)$/u;
/** Korean question words in use; 어디서든 ("anywhere") asks nothing. */
const KOREAN_WORDS =
  /(?:어떠세요|어떠셨어요|어땠어요|어때요)$|어때요[,，]|(?:궁금해요|궁금하네요|궁금합니다|(?:알려|들려|말해|말씀해) ?주(?:세요|실래요|십시오))$|(?:^|\s)(?:뭐가|무엇이|뭘) [^도든나]*[어아세]요$/u;
const ENGLISH =
  /^(?:(?:how|what|why|where|when|who) (?:did|do|does|is|are|was|were|will|would|has|have)|(?:did|do|are|can|could|will|would|have|were) you|tell me|let me know|i wonder (?:what|how|if|which|who|where|why))\b|,? i wonder$/iu;
const JAPANESE =
  /(?:です|ます|ました|ません|でした|でしょう|ましょう)(?:か|かね|かな)$|(?:教えて|聞かせて|話して)ください(?:ね)?$/u;

/** No line asks a question: a member owes the character no answer. */
export const checkQuestion = perLine((line, { locale, sounds }) => {
  if (/[?؟]/u.test(plain(line))) return ['question'];
  return sentences(line, locale, sounds).some((sentence) => asks(sentence)) ? ['question'] : [];
});

function asks(sentence: string): boolean {
  if (KOREAN.test(sentence) || JAPANESE.test(sentence) || ENGLISH.test(sentence)) return true;
  if (KOREAN_WORDS.test(sentence)) return true;
  // 어땠나요 and 보았나요 ask, after a final ㅆ.
  if (/나요$/u.test(sentence) && closesWith(sentence.at(-3), 20)) return true;
  // 괜찮으신가요 and 큰가요 ask: 가요 after a final ㄴ.
  if (/(?<!안)가요$/u.test(sentence) && closesWith(sentence.at(-3), 4)) return true;
  // 할래요 and 볼래요 ask; 그래요 and 노래요 do not.
  return sentence.endsWith('래요') && closesWith(sentence.at(-3), 8);
}
