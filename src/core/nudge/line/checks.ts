import type { Check, CheckContext } from '../../cheer/checks/check.ts';
import { checkContact } from '../../cheer/checks/contact.ts';
import { checkLoudness, checkMarkup } from '../../cheer/checks/form.ts';
import { politenessOf } from '../../cheer/checks/index.ts';
import { checkLanguage } from '../../cheer/checks/language.ts';
import { checkNames } from '../../cheer/checks/names.ts';
import { checkNovelty } from '../../cheer/checks/novelty.ts';
import { numbersIn } from '../../cheer/checks/numbers.ts';
import { checkObeyed } from '../../cheer/checks/obeyed.ts';
import { checkQuestion } from '../../cheer/checks/question.ts';
import { checkWording } from '../../cheer/checks/wording.ts';
import { graphemes, LINE_BREAK, plain, withoutInvisible } from '../../cheer/text.ts';
import type { Locale } from '../../model/locale.ts';

/** Shortest and longest line in graphemes, about as long as the templates are. */
export const lineLength: Readonly<Record<Locale, { readonly min: number; readonly max: number }>> = {
  ko: { min: 10, max: 64 },
  en: { min: 16, max: 130 },
  ja: { min: 10, max: 64 },
};

/** What a line is checked against. */
export interface LineContext {
  readonly locale: Locale;
  readonly title: string;
  readonly facts: readonly string[];
  /** The character's sounds. */
  readonly sounds: readonly string[];
  /** The lines the channel got last, newest first. */
  readonly recent: readonly string[];
}

/** The checks for cheers that also apply to a line for a whole channel. */
const asForCheers: readonly Check[] = [
  checkMarkup,
  checkLoudness,
  checkLanguage,
  checkContact,
  checkNames,
  checkQuestion,
  checkWording,
  checkObeyed,
  checkNovelty,
];

/**
 * Why a generated line may not be sent, as codes; empty when it may. Deterministic. Stricter than for cheers because a whole
 * channel reads it: every number must occur in the facts, and nothing may hint at who was missing, hurry, loss or what all or
 * most members did.
 */
export function lineFailures(line: string, context: LineContext): readonly string[] {
  const { locale, facts } = context;
  const cheer: CheckContext = {
    ...context,
    proofText: '',
    photoSeen: null,
    memories: [],
    names: [],
    evidence: null,
  };
  const length = graphemes(line.trim()).length;
  const known = facts.flatMap(numbersIn).map(({ value }) => value);
  const low = plain(line).toLowerCase();
  const failures = [
    ...(LINE_BREAK.test(line) ? ['lineCount'] : []),
    ...(withoutInvisible(line) === line ? [] : ['hiddenCharacter']),
    ...(length < lineLength[locale].min ? ['tooShort'] : []),
    ...(length > lineLength[locale].max ? ['tooLong'] : []),
    ...(numbersIn(line).every(({ value }) => known.includes(value) || (value === 1 && !oneOfThem.test(low)))
      ? []
      : ['ungroundedNumber']),
    ...(unkind[locale].some((pattern) => pattern.test(low)) ? ['unkind'] : []),
    ...[...asForCheers, ...politenessOf(locale)].flatMap((check) =>
      check([line], cheer).map(({ code }) => code),
    ),
  ];
  return [...new Set(failures)];
}

/** Matches a "one" that counts people or days; in "one step" and "day by day" it counts nothing. */
const oneOfThem =
  /(?<!\d)1(?!\d)|한 ?(?:명|사람|분|멤버)|하루 ?(?:만|째|동안|밖)|\bone (?:person|member|of|day)\b|一人|ひとり|一日(?:だけ|目|しか)/u;

/** Words about absence, loss, hurry, duty, and what all or most members did: none of these may be said to a channel. */
const unkind: Readonly<Record<Locale, readonly RegExp[]>> = {
  ko: [
    /아직|안 ?(?:하|한|했|오|온|왔|올린|올렸)|못 ?(?:하|한|했|오|온|왔|올)|않은|않으신|없으신|빠진|빠지|남은 (?:사람|분|멤버)|나머지|미처/u,
    /서둘|빨리|어서|얼른|늦기 전|늦지|마감|끝나기 전|놓치|잃|끊기|끊어|사라|후회|아깝|아쉽|미안|죄송|혼자만|기다리다 지/u,
    /모두가|모두들|다들|전부|대부분|절반|반 이상|누구나 했|여러분만|당신만/u,
    /해야|하셔야|잊지|꼭 |의무|숙제/u,
  ],
  en: [
    /\b(?:haven'?t|hasn'?t|have not|has not|didn'?t|did not|don'?t|not yet|still (?:waiting|missing|need)|missing|missed|miss out|absent|remaining|the rest of you|left behind)\b/u,
    /\b(?:hurry|quick(?:ly)?|rush|before it'?s too late|too late|running out|deadline|last chance|lose|losing|lost|break the|regret|ashamed|shame|guilt|lazy|disappoint\w*|sorry)\b/u,
    /\b(?:everyone|everybody|all of (?:you|us)|most of|half of|nobody|no one|only you)\b/u,
    /\b(?:must|should|have to|need to|don'?t forget|remember to|ought)\b/u,
  ],
  ja: [
    /まだ|していない|してない|来ていない|来てない|できていない|いない人|残りの|抜けて|欠けて|サボ|怠け/u,
    /急い|早く|間に合|締め?切り|逃さ|逃し|失[うわいっ]|途切れ|消えて|後悔|残念|もったいない|ごめん|申し訳/u,
    /全員|みなさんだけ|ほとんど|大半|半分|誰も/u,
    /なければ|ねばな|べき|忘れず|忘れない|必ず|義務/u,
  ],
};
