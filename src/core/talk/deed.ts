import { lettersOf } from '../check-in/evidence.ts';
import { plain } from '../cheer/text.ts';

/** What is asked, not done, or still to come. */
const notDone =
  /[?？]|(?:까요|나요|가요|을까|ㄹ까|ですか|かな)\s*$|(?:^|\s)(?:못|안)(?:\s|[했뛰달걸읽썼갔])|포기|생각|걱정|후회|[야얘]기|않|아직|내일|이따|나중|\d\s*(?:분|시간) ?(?:뒤|후)|할게|할 ?거|하려|예정|싶|자요\s*$|\b(?:not|never|didn'?t|haven'?t|couldn'?t|can'?t|will|i'?ll|tomorrow|later|going to|want to|should|you|well done|done with)\b|明日|あとで|つもり|たい|ません|なかった|ない/u;

/** So many of something. */
const measured =
  /\d\s*(?:km|㎞|킬로|분|시간|쪽|페이지|장|개|세트|보|걸음|회|번|바퀴|잔|권|문제|단어|줄|ページ|キロ|歩|回|分|冊|k\b|m\b|pages?\b|mins?\b|minutes?\b|hours?\b|steps?\b|reps?\b|sets?\b|miles?\b|laps?\b|words?\b)/u;

/** Done, in words of what people set out to do every day. */
const done =
  /(?:운동|공부|러닝|런닝|조깅|산책|독서|필사|명상|요가|스트레칭|헬스|홈트|수영|등산|청소|정리|연습|복습|기록|작성|기상|일기|코딩|완료|인증|기|다|도)(?:을|를|도|만|까지)? ?(?:했|함(?!\p{L})|하고 ?왔)|완료|인증|달렸|뛰었|뛰고 ?왔|걸었|읽었|[글기를] ?썼|그렸|외웠|풀었|다녀왔|갔다 ?왔|끝냈|마쳤|채웠|\b(?:ran|walked|jogged|swam|wrote|drew|studied|practi[cs]ed|exercised|worked out|meditated|stretched|trained|finished|completed|done|did (?:it|my|the)|read (?:\d|my|a|some|for|the)|checked in|check-?in)\b|(?:運動|勉強|練習|散歩|ランニング|筋トレ|読書|日記|瞑想|ヨガ|ストレッチ|掃除)を?(?:し(?:まし)?た|やった|できた)|(?:走り|歩き|読み|書き|描き|泳ぎ|終わり|終え|やり)ました|(?:走|終わ|やりき)った|(?:歩|書|描)いた|(?:読|泳)んだ|完了|達成/u;

/** Letters from which words are more than an answer. */
const atLength = 50;

/**
 * Whether words look like the telling of something done: "5km 뛰었어요". Narrow, since what it does not know is talk, and answered
 * as such. Pure.
 */
export function tellsOfDeed(text: string): boolean {
  const words = plain(text).toLowerCase().trim();
  return !notDone.test(words) && (measured.test(words) || done.test(words));
}

/**
 * The same of words in answer to ours: at length, as a diary is, they may be a proof whatever they tell, unless of what is not
 * done or still to come. Pure.
 */
export function answersWithDeed(text: string): boolean {
  return (
    tellsOfDeed(text) || (lettersOf(text) >= atLength && !notDone.test(plain(text).toLowerCase().trim()))
  );
}
