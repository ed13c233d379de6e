import { closesWith, sentences } from '../text.ts';
import { perLine } from './check.ts';

/** Nouns that end in 요 or 용 and so look like polite speech. */
const NOUNS = new Set(
  '고요 주요 수요 개요 소요 긴요 요 비용 내용 사용 이용 허용 인용 적용 활용 작용 고용 미용 무용'.split(' '),
);
/** The same as the last part of a compound. */
const COMPOUND_NOUN = /(?:필요|중요|담요|동요|민요|강요)$/u;

/** Exclamations of one word are neither polite nor rude. */
const INTERJECTIONS = /^(?:네|예|와+|우와+|오+|오호|이야|아하|야호|짝짝짝?|짠|자|아|어|앗|헉|흠)$/u;

/** Endings that only plain speech (반말) has, for sentences before the last. */
const PLAIN_ENDING = new RegExp(
  [
    // -다 but for connectives, particles and the few nouns.
    '(?<!^|바|판|소|보|마|둘 |모두 |셋 )다',
    '[렇좋맞있없하되알느]지|(?<!페|미)이지',
    '(?<!^|동|그|우리)네',
    '(?:했|았|었|였|있|없|뭐)니|냐|구나|[는좋하많렇]군|잖아|[했었았있없]음',
    // 해, 봐, 줘: stems that swallowed their ending.
    '(?<!새|올|이|화|오|피|손|동|서|남|난)해|[봐줘돼놔둬]',
    '(?:나|아|져|녀|려|갔다)와|(?:나|어|아|라|려|이어|다녀)가',
    '(?<!타|샤|파|라|하)워|(?<!배|격|염|고|장)려|(?<!참|기|급|부)여|[져쳐켜펴겨혀녀셔]',
    '(?<!언|단|영|국|용|연|문|상|등|제|인|수|본|외|표|한자)어',
    '(?<!육|자|치|유|리|시)아|[뻐퍼]|바빠|나빠|아파|고파|[불눌흘]러|[몰올골]라|[끝해보꺼]내',
    '(?:하|가|보|먹|쉬|되|오|걷|뛰)자|어?라고?!?$(?<=[해봐어]라)|렴|걸랑',
    '(?:분|시|대)?야(?<!분야|시야|대야)|최고|안녕|아니|왜|그래|어때',
  ]
    .map((ending) => `(?:${ending})$`)
    .join('|'),
  'u',
);

/** Pronouns and answers of plain speech; 당신 is no way to address a member either. */
const PLAIN_WORDS =
  /(?<![가-힣])(?:너|너[는도의를랑]|너희|넌|널|네가|니가|니네|당신[은이의을께도]?|자네|응|친구야|얘들아)(?![가-힣])/u;

/** Plain speech (반말) inside a sentence, before a comma. */
const PLAIN_CLAUSE =
  /(?:고마워|반가워|축하해|대단해|멋져|최고야|힘내|수고했어|구나|거야|잖아)[,、]|^[가-힣]{2,3}[아야][,!]? (?=오늘|노트|정말|참|또)/u;

/**
 * Each Korean line ends in polite speech (해요체 or 합쇼체) and holds no plain-speech sentence before its end.
 */
export const checkPolitenessKo = perLine((line, { sounds }) => {
  const spoken = sentences(line, 'ko', sounds);
  const last = spoken.at(-1);
  if (last === undefined || !isPolite(last)) return ['notPolite'];
  const rude = spoken.some((sentence) => PLAIN_WORDS.test(sentence) || hasPlainClause(sentence));
  return rude || spoken.slice(0, -1).some(isPlain) ? ['notPolite'] : [];
});

function isPolite(sentence: string): boolean {
  const word = sentence.split(/\s+/u).at(-1) ?? '';
  if (NOUNS.has(word) || COMPOUND_NOUN.test(word)) return false;
  if (/[요죠]$|십시오$|[어아해세네예에여져려겨워와봐돼]용$/u.test(word)) return true;
  // 합니다 and 합니까 have ㅂ under the syllable before; 아니다 and 하니까 do not.
  return /니[다까]$/u.test(word) && closesWith(word.at(-3), 17);
}

function isPlain(sentence: string): boolean {
  if (isPolite(sentence) || INTERJECTIONS.test(sentence)) return false;
  // 봤지, 갔네, 했니: after a final ㅆ.
  if (/[지네니냐어음]$/u.test(sentence) && closesWith(sentence.at(-2), 20)) return true;
  // 할게, 갈래, 볼까: after a final ㄹ.
  if (/[게래까]$/u.test(sentence) && closesWith(sentence.at(-2), 8)) return true;
  return PLAIN_ENDING.test(sentence);
}

/** 했어, 왔어 before a comma: no connective of polite speech ends so. */
function hasPlainClause(sentence: string): boolean {
  if (PLAIN_CLAUSE.test(sentence)) return true;
  return Array.from(sentence.matchAll(/([가-힣])어[,、]/gu)).some(([, before]) => closesWith(before, 20));
}
