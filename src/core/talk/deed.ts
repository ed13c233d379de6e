import { lettersOf } from '../check-in/evidence.ts';
import { plain } from '../cheer/text.ts';

/** Words of questions, of things not done, and of plans. */
const notDone =
  /[?？]|(?:까요|나요|가요|을까|ㄹ까|ですか|かな)\s*$|(?:^|\s)(?:못|안)(?:\s|[했뛰달걸읽썼갔])|포기|까먹|깜빡|생각|걱정|후회|[야얘]기|않|아직|내일|이따|나중|\d\s*(?:분|시간) ?(?:뒤|후)|[게께]요|[할갈볼올뛸릴울쓸걸을][게께래]|할 ?거|[뛸갈릴을] ?거(?:예|에|야)|하려|려고|쉴(?! ?[새틈])|예정|싶|자요\s*$|\b(?:not|never|didn'?t|haven'?t|couldn'?t|can'?t|will|i'?ll|if|could|might|gonna|tomorrow|later|going to|want to|should|you|well done|done with)\b|明日|あとで|つもり|(?:し|走り|歩き|読み|書き|やり|行き|始め|休み|頑張り|がんばり)ます|たい|ません|なかった|ない/u;

/** An amount of something: "5km", "30 pages". */
const measured =
  /\d\s*(?:km|㎞|킬로|분|시간|쪽|페이지|장|개|세트|보|걸음|회|번|바퀴|잔|권|문제|단어|줄|ページ|キロ|歩|回|分|冊|k\b|m\b|pages?\b|mins?\b|minutes?\b|hours?\b|steps?\b|reps?\b|sets?\b|miles?\b|laps?\b|words?\b)/u;

/** Verbs and nouns of habits, in the past or as a report. */
const done =
  /(?:운동|공부|러닝|런닝|조깅|산책|독서|필사|명상|요가|스트레칭|헬스|홈트|수영|등산|청소|정리|연습|복습|기록|작성|기상|일기|코딩|완료|인증|기|다|도)(?:을|를|도|만|까지)? ?(?:했|함(?!\p{L})|하고 ?왔)|완료|인증|달렸|뛰었|뛰고 ?왔|걸었|읽었|[글기를] ?썼|그렸|외웠|풀었|다녀왔|갔다 ?왔|끝냈|마쳤|채웠|\b(?:ran|walked|jogged|swam|wrote|drew|studied|practi[cs]ed|exercised|worked out|meditated|stretched|trained|finished|completed|done|did (?:it|my|the)|read (?:\d|my|a|some|for|the)|checked in|check-?in)\b|(?:運動|勉強|練習|散歩|ランニング|筋トレ|読書|日記|瞑想|ヨガ|ストレッチ|掃除)を?(?:し(?:まし)?た|やった|できた)|(?:走り|歩き|読み|書き|描き|泳ぎ|終わり|終え|やり)ました|(?:走|終わ|やりき)った|(?:歩|書|描)いた|(?:読|泳)んだ|完了|達成/u;

/** Short reports that mean a deed only in an answer: "아침 6시 기상!". */
const doneInShort =
  /(?:기상|클리어|성공)(?:입니다|이에요|이요|요)?[^\p{L}\p{N}]*$|(?:성공|클리어)(?:했|함)|\bcleared\b|クリア|成功/u;
/** Amounts that mean a deed only in an answer. */
const measuredInShort = /\d\s*(?:리터|リットル|(?:l|ml|kg|p)\b)/u;

/** Ends of sentences: punctuation, emoji, ㅎㅎ (single jamo after normalisation), or a 요 without a full stop. */
const ends =
  /[.!。~]+(?!\d)|(?<=\?)|[\n\r\p{Extended_Pictographic}\u1100-\u11ff]+|(?<=(?<![중필수주])요|죠)\s+/u;
const commas = /[,、](?!\d)/u;

/** From this many letters on a text is more than an answer. */
const atLength = 50;

/**
 * Whether a text reports something done: "5km 뛰었어요". Deliberately narrow: any other text counts as talk and is answered as
 * such. Pure.
 */
export function tellsOfDeed(text: string): boolean {
  const words = unified(text);
  return !notDone.test(words) && (measured.test(words) || done.test(words));
}

/**
 * Whether a reply to our message reports something done. Each sentence is judged by itself, so that a question or plan beside a
 * report does not hide it. A long text, such as a diary, may be a proof whatever its words, so it counts as well. Pure.
 */
export function answersWithDeed(text: string): boolean {
  const sentences = unified(text).split(ends);
  const whole = sentences.filter((each) => !isOpen(each));
  const clauses = sentences
    .filter(isOpen)
    .flatMap((each) => each.split(commas).filter((part) => !isOpen(part)));
  const left = [...whole, ...clauses];
  return (
    left.some((each) => done.test(each) || doneInShort.test(each)) ||
    // Only in whole sentences: an amount before a comma may belong to a plan after it ("5km, 내일 뛸게요").
    whole.some((each) => measured.test(each) || measuredInShort.test(each)) ||
    lettersOf(left.join('')) >= atLength
  );
}

const unified = (text: string): string => plain(text).toLowerCase().trim();

/** Whether a sentence is a question or plan. "생각보다" (than expected) is no thought, "だいたい" (about) no wish. */
const isOpen = (words: string): boolean => notDone.test(words.replaceAll(/생각보다|だいたい/gu, ''));
