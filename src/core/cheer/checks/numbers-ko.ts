import type { SaidNumber } from './numbers.ts';

/** Korean counts days with words of their own. */
const DAYS: Readonly<Record<string, number>> = {
  하루: 1,
  이틀: 2,
  사흘: 3,
  나흘: 4,
  닷새: 5,
  엿새: 6,
  이레: 7,
  일주일: 7,
  여드레: 8,
  아흐레: 9,
  열흘: 10,
  열하루: 11,
  열이틀: 12,
  보름: 15,
  '한 달': 30,
  한달: 30,
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
const PLACES: Readonly<Record<string, number>> = { 십: 10, 백: 100, 천: 1000, 만: 10_000 };

const NATIVE_COUNTERS =
  '번|장|쪽|시간|개|잔|권|곡|바퀴|달|주|명|세트|문제|문단|문장|단어|줄|가지|걸음|끼|그릇|과목|강|챕터|판|시|살|페이지|킬로|정거장|모금|마리|병|컵|조각|차례|날|해|층|동작|편|째';
const SINO_COUNTERS =
  '분|초|쪽|페이지|킬로|미터|일|주|개월|년|회|번|보|걸음|점|퍼센트|원|장|권|과|강|세트|층|등|개|가지|째';

const anyOf = (words: Readonly<Record<string, number>>) => Object.keys(words).join('|');
const START = '(?<![가-힣\\d])';
const COUNT = '(?<count>\\s?(?:번|일|회|주|달|개월|년)?\\s?(?:째|연속)|\\s?(?:달|개월|년))?';

const DAY = new RegExp(`${START}(?<number>${anyOf(DAYS)})${COUNT}`, 'gu');
const NATIVE = new RegExp(
  `${START}(?<tens>${anyOf(TENS)})?(?<ones>${anyOf(ONES)})?(?<=[가-힣])(?=\\s?(?:${NATIVE_COUNTERS}))${COUNT}`,
  'gu',
);
const SINO_NUMBER = new RegExp(
  `${START}(?<number>(?:[${SINO}]?[십백천만])+[${SINO}]?|[${SINO}])(?=\\s?(?:${SINO_COUNTERS}))${COUNT}`,
  'gu',
);

/** 닷새, 다섯 번, 오십 쪽: numbers a Korean text spells out. */
export function koreanNumbers(text: string): SaidNumber[] {
  const found: SaidNumber[] = [];
  for (const { groups } of text.matchAll(DAY)) {
    found.push({ value: DAYS[groups!.number!]!, count: groups!.count !== undefined });
  }
  for (const { groups } of text.matchAll(NATIVE)) {
    const value = (TENS[groups!.tens ?? ''] ?? 0) + (ONES[groups!.ones ?? ''] ?? 0);
    if (value > 0) found.push({ value, count: groups!.count !== undefined });
  }
  for (const { groups } of text.matchAll(SINO_NUMBER)) {
    found.push({ value: sino(groups!.number!), count: groups!.count !== undefined });
  }
  return found;
}

function sino(text: string): number {
  let total = 0;
  let digit = 0;
  for (const letter of text) {
    const place = PLACES[letter];
    if (place === undefined) digit = SINO.indexOf(letter);
    else if (place === 10_000) {
      total = Math.max(total + digit, 1) * place;
      digit = 0;
    } else {
      total += Math.max(digit, 1) * place;
      digit = 0;
    }
  }
  return total + digit;
}
