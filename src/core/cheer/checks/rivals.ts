import type { Locale } from '../../model/locale.ts';
import { plain } from '../text.ts';
import { type CheckContext, perLine } from './check.ts';
import { givenNames } from './given-names.ts';

const SURNAMES_KO = '김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노곽성차주우구민진';
const KIN_KO =
  '형|누나|언니|오빠|동생|엄마|아빠|어머니|아버지|남편|아내|선배|후배|동료|짝꿍|친구|선생님|코치님|팀장님|사장님|아들|딸|라이벌';
/** "than 민수", "than (my) friend": a person before 보다. */
const KO = new RegExp(
  `(?<![가-힣])(?:[${SURNAMES_KO}]?(?:${givenNames.ko})이?|(?:${KIN_KO})(?:님|들)?)보다|[가-힣]{1,4}(?:님| 씨)보다`,
  'u',
);
/** Companions that the member's material names: 태오랑, 태오한테. */
const COMPANION_KO = /(?<![가-힣])(?<name>[가-힣]{2,3}?)(?:이랑|랑|이한테|한테)(?![가-힣])/gu;
/** Nouns that match COMPANION_KO without being a person. */
const NOBODY_KO = /^(?:고양이|강아지|아기|바람|나무|노래|구름|햇살|음악|커피|우산)$/u;

const KIN_JA = '弟|妹|兄|姉|父|母|夫|妻|友だち|友達|同僚|先輩|後輩|先生|上司|息子|娘';
const JA = new RegExp(
  `(?<![\\p{Script=Han}\\p{Script=Katakana}ー])(?:${givenNames.ja}|${KIN_JA})より|(?:さん|くん|君|ちゃん)より`,
  'u',
);

/** In English a capital within a sentence is taken for a name, unless it begins a day or month. */
const EN =
  /\b(?:than|unlike|beat|beats|beating|outran|outdid|ahead of|compared to|compared with) (?!I\b|I['’]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter)\p{Lu}\p{Ll}+/u;
const KIN_EN =
  /\bthan (?:your|the|her|his) (?:brother|sister|mother|mom|mum|father|dad|husband|wife|friends?|neighbou?rs?|colleagues?|coworkers?|teammates?|boss|teacher|coach|partner|son|daughter|flatmate|roommate)\b/u;

/** No comparison with a person named without a title: 민수보다, 健太より, "than Tom" (`wording-*` finds the others). */
export const checkRivals = perLine((line, context) =>
  isHeldAgainst(plain(line), context) ? ['compare'] : [],
);

function isHeldAgainst(text: string, context: CheckContext): boolean {
  const locale: Locale = context.locale;
  switch (locale) {
    case 'ko':
      return (
        text.includes('보다') && (KO.test(text) || companions(context).some((name) => text.includes(name)))
      );
    case 'ja':
      return text.includes('より') && JA.test(text);
    case 'en':
      return EN.test(text) || KIN_EN.test(text);
  }
}

/** Comparisons with the companions that the material names: '태오보다'. */
function companions({ proofText, memories }: CheckContext): readonly string[] {
  return [proofText, ...memories].flatMap((place) =>
    Array.from(plain(place).matchAll(COMPANION_KO), ({ groups }) => groups!.name!)
      .filter((name) => !NOBODY_KO.test(name))
      .map((name) => `${name}보다`),
  );
}
