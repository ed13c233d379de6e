import { plain } from '../text.ts';
import { type CheckContext, perLine } from './check.ts';
import { givenNames } from './given-names.ts';

/** Korean nouns that take 님 without being a person's name. */
const NOUNS_KO =
  /^(?:선생|부모|어머|아버|할머|할아버|손|형|누|별|해|햇|달|스|하느|하나|고객|교수|사장|팀장|과장|부장|대리|코치|강사|기사|임금|장모|장인|아드|따|도련|의원|관장|원장|점장|작가|주인|집사|회원|독자|이웃|여러분|담찌|러너|멤버|친구|주자|요리사|화가|셰프|선수|고양이|강아지|햄스터|새|나무|꽃|바람|구름|책|주인공|탐험가|간호사|약사|공주|왕자|대표|학우|동료)$/u;
/** Plants: after them 씨 means "seed" and not "Mr." (해바라기 씨). */
const SEEDS = /(?:바라기|호박|수박|사과|매실|포도|참외|자두|살구|복숭아|나팔꽃|상추|토마토|봉숭아|아가)$/u;
/** Japanese nouns that take さん, くん and the like without being a person's name. */
const NOUNS_JA =
  /(?:屋|員|母|父|兄|姉|妹|弟|奥|皆|客|子|神|王|仏|猫|犬|赤|孫|爺|婆|叔父|叔母|伯父|伯母|隊長|店長|先輩|ハムスター|ワン|ニャン|ネコ|イヌ|ウサギ|クマ|ダムチ|太陽|月|星|お日|芋|豆|娘|息子|旦那|主人|店主|選手|職人|先生|店員|団子|パン|花嫁|坊|者|大家|画家|作家|農家|管理人|隣人|職人|商人|運転手|助手|歌手|講師|漁師|庭師|弁護士|保育士|仲間|相棒)$/u;

/** Common given names that are recognised without a title. */
const BARE = new RegExp(
  `(?<![가-힣])(?<ko>${givenNames.ko})(?:이?[가도는랑]|와|이와|한테|에게|이한테)(?![가-힣])|(?<![\\p{Script=Han}\\p{Script=Katakana}ー])(?<ja>${givenNames.ja})(?=[はがもとの]|に(?!なり))|\\b(?<en>${givenNames.en})\\b`,
  'gu',
);

/** A line names only people whom code or the member named: a wrong name hurts more than none. */
export const checkNames = perLine((line, context) => {
  const text = plain(line);
  return namesIn(text).some((name) => !isKnown(name, context)) ? ['unknownName'] : [];
});

function namesIn(text: string): string[] {
  const korean = Array.from(text.matchAll(/([\p{L}\p{N}_]{1,20})님/gu), ([, name]) => name!).filter(
    (name) => !NOUNS_KO.test(name),
  );
  const mister = Array.from(text.matchAll(/([가-힣]{2,3}) 씨(?![가-힣]*앗)/gu), ([, name]) => name!).filter(
    (name) => !SEEDS.test(name),
  );
  const japanese = Array.from(
    text.matchAll(
      /(?<!お|ご)([\p{Script=Han}\p{Script=Katakana}ー]{2,10})(?:さん|くん|君|ちゃん|さま|様(?!子|々|式|相|に))/gu,
    ),
    ([, name]) => name!,
  ).filter((name) => !NOUNS_JA.test(name) && !/模$/u.test(name));
  const english = Array.from(
    text.matchAll(
      /(?<![\p{L}\p{N}])(?:[Hh]ey|[Hh]i|[Hh]ello|[Dd]ear|[Tt]hanks|[Tt]hank you|[Bb]ravo|[Ww]elcome(?: back)?),? (\p{Lu}\p{Ll}+)/gu,
    ),
    ([, name]) => name!,
  );
  const bare = Array.from(text.matchAll(BARE), ({ groups }) => (groups!.ko ?? groups!.ja ?? groups!.en)!);
  return [...korean, ...mister, ...japanese, ...english, ...bare];
}

function isKnown(name: string, { names, proofText, title, memories }: CheckContext): boolean {
  const low = name.toLowerCase();
  return [...names, proofText, title, ...memories].some((place) => plain(place).toLowerCase().includes(low));
}
