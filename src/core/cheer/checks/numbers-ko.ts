import type { SaidNumber } from './numbers.ts';

/** Korean has words of their own for numbers of days. */
const DAYS: Readonly<Record<string, number>> = {
  하루: 1,
  이틀: 2,
  사흘: 3,
  나흘: 4,
  닷새: 5,
  엿새: 6,
  이레: 7,
  일주일: 7,
  '일 주일': 7,
  여드레: 8,
  아흐레: 9,
  열흘: 10,
  열하루: 11,
  열이틀: 12,
  보름: 15,
  '한 달': 30,
  한달: 30,
  반년: 180,
};

const ONES: Readonly<Record<string, number>> = {
  한: 1,
  하나: 1,
  두: 2,
  둘: 2,
  세: 3,
  셋: 3,
  석: 3,
  네: 4,
  넷: 4,
  넉: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
};
const TENS: Readonly<Record<string, number>> = {
  열: 10,
  스물: 20,
  스무: 20,
  서른: 30,
  마흔: 40,
  쉰: 50,
  예순: 60,
  일흔: 70,
  여든: 80,
  아흔: 90,
};
const SINO = '영일이삼사오육칠팔구';
const PLACES: Readonly<Record<string, number>> = { 십: 10, 백: 100, 천: 1000, 만: 10_000, 억: 100_000_000 };

const COUNTERS =
  '번|장|쪽|시간|개|잔|권|곡|바퀴|달|주|명|세트|문제|문단|문장|단어|줄|가지|걸음|끼|그릇|과목|강|챕터|판|시|살|페이지|킬로|정거장|모금|마리|병|컵|조각|차례|날|해|층|동작|편|째|송이|그루|켤레|벌|자루|통|접시|팩|대|군데|곳|사람|분|밤|계단|라운드|포기|다발|상자|블록|마디|소절|행|글자|방울|숟갈|스푼|정류장';
const SINO_COUNTERS =
  '분|초|쪽|페이지|킬로|키로|미터|일|주|개월|년|회|번|보|걸음|점|퍼센트|프로|원|장|권|과|강|세트|층|등|위|개|가지|째|시간|명|자|단어|문제|단계|계단|절|행|인분|도';

/**
 * Words in which a digit and a counter meet by chance: 사과 is an apple, 만년필 a pen. A single digit glued to its counter is
 * a number only where none of these begins.
 */
const NO_NUMBERS =
  '사과|사회|사장|사원|사점|사보|사등|사강|사주|사자|사도|사위|사권|사번|사행|사절|오일|오점|오보|오과|오장|오회|오자|오위|오도|오강|육회|육과|육절|구보|구장|구점|구과|구회|구석|구강|구도|구절|구원|구층|구분|이점|이과|이장|이보|이주|이분|이번|이일|이회|이자|이도|이단|이층|이등|이원|이행|이절|삼촌|칠판|칠보|팔도|팔자|일과|일자|일등|일회|일보|일분|일번|일도|일원|일절|일행|일장|일주(?!일)|일년생|사명|오명|구명|이명|일명|오행|만행|만주|구주|팔주|만년|만개|만점|만회|만보기|만원|만일|만도|만약|만장|만인분|천장|천년|천도|천일|천자|천주|천번|백과|백일장|백일홍|백도|백자|백분|십분|십자|영원|영점|영층|영도|영장|영회|영주|오분대기';

const anyOf = (words: Readonly<Record<string, number>>) => Object.keys(words).join('|');
const START = '(?<![가-힣\\d])';
const COUNT =
  '(?<count>\\s?(?:번|일|회|주|달|개월|년|날)?\\s?(?:째|연속|내내|만에)|\\s?(?:달|개월|년|해 동안))?';

const DAY = new RegExp(
  `${START}(?:몇\\s?|수)?(?<number>${anyOf(DAYS)})(?!(?<=보름)달|(?<=한달)음|(?<=이레)네)${COUNT}`,
  'gu',
);
/** Native numbers: up to four only before a counter, from five on anywhere (다섯이나). */
const NATIVE = new RegExp(
  `${START}(?!한달음|열대|열병|열판|열강|두통)(?:(?<big>(?:${anyOf(TENS)})?(?:다섯|여섯|일곱|여덟|아홉)|(?:스물|스무(?!디)|서른|마흔|예순|일흔|여든|아흔)(?:하나|한|두|둘|세|셋|네|넷)?)|(?<small>(?:열|쉰)?(?:${anyOf(ONES)})|열|쉰(?!\\s?(?:날|해|주|시간)))(?=\\s?(?:${COUNTERS})))${COUNT}`,
  'gu',
);
const SINO_NUMBER = new RegExp(
  `${START}(?!${NO_NUMBERS})(?:수|몇)?(?<number>(?:[${SINO}]?[십백천만억])+[${SINO}]?|[${SINO}])(?=\\s?(?:${SINO_COUNTERS}))(?!(?<=사)\\s(?:주|회|과|장|원|도|자))(?!(?<=이)\\s)${COUNT}`,
  'gu',
);
const TIME = /^\s?(?:시간|분(?![가-힣이])|초|킬로|키로|미터)/u;

/** The numbers that a Korean text writes in words: 닷새, 다섯 번, 오십 쪽. */
export function koreanNumbers(text: string): SaidNumber[] {
  if (!/[가-힣]/u.test(text)) return [];
  const found: SaidNumber[] = [];
  for (const { groups } of text.matchAll(DAY)) {
    const value = DAYS[groups!.number!]!;
    found.push({ value, claim: groups!.count !== undefined || value === 180 ? 'count' : 'none' });
  }
  for (const match of text.matchAll(NATIVE)) {
    const { big, small, count } = match.groups!;
    const value = native((big ?? small)!);
    if (value > 0) found.push({ value, claim: claimOf(count, text, match) });
  }
  for (const match of text.matchAll(SINO_NUMBER)) {
    const { number, count } = match.groups!;
    found.push({ value: sino(number!), claim: claimOf(count, text, match) });
  }
  return found;
}

function claimOf(
  count: string | undefined,
  text: string,
  { index, 0: match }: RegExpExecArray,
): SaidNumber['claim'] {
  if (count !== undefined) return 'count';
  return TIME.test(text.slice(index + match.length)) ? 'measure' : 'none';
}

function native(text: string): number {
  const tens = Object.keys(TENS).find((word) => text.startsWith(word)) ?? '';
  return (TENS[tens] ?? 0) + (ONES[text.slice(tens.length)] ?? 0);
}

function sino(text: string): number {
  let total = 0;
  let part = 0;
  let digit = 0;
  for (const letter of text) {
    const place = PLACES[letter];
    if (place === undefined) digit = SINO.indexOf(letter);
    else if (place >= 10_000) {
      total += Math.max(part + digit, 1) * place;
      part = 0;
      digit = 0;
    } else {
      part += Math.max(digit, 1) * place;
      digit = 0;
    }
  }
  return total + part + digit;
}
