import type { SaidNumber } from './numbers.ts';

const DIGITS = '〇一二三四五六七八九';
const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };
const COUNTERS =
  '日|回|分|時間|時|ページ|頁|冊|キロ|歩|枚|杯|週|か月|ヶ月|カ月|年|人|周|曲|個|問|語|本|段|行|点|度|つ|章|話|秒|セット|メートル';

/** Kanji numbers before a counter. 十分 alone is the word for "enough". */
const NUMBER = new RegExp(
  `(?<![\\p{Script=Han}])(?<number>[${DIGITS}十百千万]+)(?=${COUNTERS})(?!(?<=十)分(?!間))(?<count>(?:日|回|週|[かヶカヵ]月|年|週間)?(?:目|連続)|[かヶカヵ]月|年)?`,
  'gu',
);

/** 五日, 二十分間: numbers a Japanese text spells in kanji. */
export function hanNumbers(text: string): SaidNumber[] {
  return Array.from(text.matchAll(NUMBER), ({ groups }) => ({
    value: hanValue(groups!.number!),
    count: groups!.count !== undefined,
  }));
}

function hanValue(text: string): number {
  let total = 0;
  let digit = 0;
  for (const letter of text) {
    const place = PLACES[letter];
    if (place === undefined) digit = digit * 10 + DIGITS.indexOf(letter);
    else {
      const part = Math.max(digit, 1) * place;
      total = place === 10_000 ? Math.max(total + digit, 1) * place : total + part;
      digit = 0;
    }
  }
  return total + digit;
}
