import type { SaidNumber } from './numbers.ts';

const DIGITS = '〇一二三四五六七八九';
const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 億: 100_000_000 };
const COUNTERS =
  '日|回|分|時間|時|ページ|頁|冊|キロ|歩|枚|杯|週|か月|ヶ月|カ月|年|人|周|曲|個|問|語|本|段|行|点|度|つ|章|話|秒|セット|メートル|匹|名|台|皿|品|駅|円|階|文|通|軒|件|番|拍|小節|フレーズ|単語|パーセント|倍|割|泊|夜|フィート|往復|種類|食|袋|玉|輪|束|位|粒|滴|面|株|鉢|針|目盛り|コマ|ステップ|ポーズ|レッスン|ラウンド|階段';

/** Words that contain a numeral without counting anything: 十分 is "enough", 万年筆 a pen. */
const NO_NUMBERS =
  '十分(?!間)|万年筆|万年|万歩計|三日月|五月雨|十五夜|千代|八百屋|六本木|百人一首|四季|二度寝|二度と|一度|一緒|三角|四角|七夕|八分目|五線|五分咲き|四コマ|一品|一段と|千切り|百科|二人三脚|十人十色|一石二鳥|三脚|四つ葉|八つ当たり|二の足|十字|千本|一日中|万一|四六時中|千秋|百聞';

/** Kanji numbers before a counter, or of two and more digits alone. */
const NUMBER = new RegExp(
  `(?<![\\p{Script=Han}\\d])(?!${NO_NUMBERS})(?:数|何)?(?<number>[${DIGITS}十百千万億]+(?=${COUNTERS})|[${DIGITS}十百千万億]{2,}(?!\\p{Script=Han}))(?<count>(?:日|回|週間|週|[かヶカヵ]月|年)?(?:目|連続|ぶり)|[かヶカヵ]月|年)?(?<measure>時間|分|秒|キロ|メートル)?`,
  'gu',
);
const WEEK = /(?<![\p{Script=Han}\d])(?<whole>一週間|半年|半月)/gu;
const SPANS: Readonly<Record<string, number>> = { 一週間: 7, 半月: 15, 半年: 180 };

const KANA: Readonly<Record<string, number>> = {
  よっつ: 4,
  いつつ: 5,
  むっつ: 6,
  ななつ: 7,
  やっつ: 8,
  ここのつ: 9,
};
const KANA_NUMBER = new RegExp(Object.keys(KANA).join('|'), 'gu');

/** The numbers that a Japanese text writes in words: 五日, 二十分間, いつつ. */
export function japaneseNumbers(text: string): SaidNumber[] {
  if (!/[〇一二三四五六七八九十百千万億半つ]/u.test(text)) return [];
  return [
    ...Array.from(text.matchAll(NUMBER), ({ groups }): SaidNumber => {
      const { number, count, measure } = groups!;
      return {
        value: hanValue(number!),
        claim: count !== undefined ? 'count' : measure ? 'measure' : 'none',
      };
    }),
    ...Array.from(
      text.matchAll(WEEK),
      ({ groups }): SaidNumber => ({
        value: SPANS[groups!.whole!]!,
        claim: groups!.whole === '一週間' ? 'none' : 'count',
      }),
    ),
    ...Array.from(
      text.matchAll(KANA_NUMBER),
      ([word]): SaidNumber => ({ value: KANA[word]!, claim: 'none' }),
    ),
  ];
}

function hanValue(text: string): number {
  let total = 0;
  let part = 0;
  let digit = 0;
  for (const letter of text) {
    const place = PLACES[letter];
    if (place === undefined) digit = digit * 10 + DIGITS.indexOf(letter);
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
