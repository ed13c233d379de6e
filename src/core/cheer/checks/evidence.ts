import { flat, plain } from '../text.ts';
import type { Check, CheckContext, Evidence } from './check.ts';

/**
 * A model's cheer needs evidence: every quote occurs in the source the model names for it, and at least one is echoed in the
 * lines. Templates have no evidence (null) and pass.
 */
export const checkEvidence: Check = (lines, context) => {
  const { evidence } = context;
  if (evidence === null) return [];
  if (evidence.length === 0) return [{ code: 'noEvidence', line: null }];
  if (!evidence.every((item) => isFound(item, context))) return [{ code: 'quoteNotFound', line: null }];
  const said = flat(lines.join(' '));
  const heard = evidence.some((item) => stems(item.quote).some((stem) => said.includes(stem)));
  return heard ? [] : [{ code: 'notSpecific', line: null }];
};

function isFound({ source, quote }: Evidence, context: CheckContext): boolean {
  const wanted = flat(quote);
  if (wanted === '') return false;
  return places(source, context).some((place) => flat(place).includes(wanted));
}

function places(source: Evidence['source'], context: CheckContext): readonly string[] {
  switch (source) {
    case 'text':
      return [context.proofText];
    case 'photo':
      return context.photoSeen === null ? [] : [context.photoSeen];
    case 'facts':
      return [...context.facts, context.title];
    case 'memory':
      return context.memories;
  }
}

/** English words that any two lines share. */
const COMMON = new Set('the and for was you not did had but with that this from have my'.split(' '));

/** Syllable pairs of endings and particles, which any two Korean lines share. */
const COMMON_KO = new Set(
  '에서 까지 부터 에게 으로 처럼 하고 하는 하다 했어 했다 했는 었어 었다 았어 았다 어요 아요 해요 네요 세요 습니 니다 입니 있는 있다 있어 없는 없어 지만 는데 면서 이다 이고 이나 그리 그래 이번 너무 정말 조금 오늘'.split(
    ' ',
  ),
);
/** Japanese endings: three hiragana identify a word only where they are none of these. */
const ENDING_JA =
  /ました|ませ|ます|です|でし|して|した|てい|った|って|られ|れた|から|ので|だけ|こと|もの|けど|ても|たの|てき|とか|なが|がら|まで|ところ|きょう/u;

/** Pieces of a quote that identify its words: two letters in Korean and Japanese, the first four (or all three) in Latin script. */
function stems(quote: string): string[] {
  return plain(quote)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => {
      if (/^[\p{Script=Latin}]+$/u.test(word))
        return word.length < 3 || COMMON.has(word) ? [] : [word.slice(0, 4)];
      const letters = [...word];
      return [
        ...lonelyHan(word),
        ...letters.slice(0, -1).flatMap((letter, index) => {
          const two = letter + letters[index + 1];
          if (!/^\p{Script=Hiragana}{2}$/u.test(two)) return COMMON_KO.has(two) ? [] : [two];
          const three = two + (letters[index + 2] ?? '');
          return three.length < 3 || ENDING_JA.test(three) ? [] : [three];
        }),
      ];
    });
}

/** A single kanji between kana is a whole word (弓, 鉢, 犬), unless it is one of the commonest. */
function lonelyHan(word: string): readonly string[] {
  return (
    word.match(
      /(?<!\p{Script=Han})(?![一二三四五六七八九十日今年時分回人何本上下中前後方気心手目見行来出入思言書読食飲間事物私声]|\p{Script=Hangul})\p{Script=Han}(?!\p{Script=Han})/gu,
    ) ?? []
  );
}
