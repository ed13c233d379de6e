import type { Locale } from '../model/locale.ts';
import { type CareKind, careKinds } from './guard.ts';
import type { Lexicon } from './lexicon.ts';
import { lexiconEn } from './lexicon-en.ts';
import { lexiconJa } from './lexicon-ja.ts';
import { lexiconKo } from './lexicon-ko.ts';
import { readings } from './readings.ts';

/** What rules alone find in a text. */
export interface Signs {
  /** The crisis of a strong sign, which leads to care whatever a model says; null if there is none. */
  readonly care: CareKind | null;
  /** The language of the strong sign's words; null if there is none. */
  readonly toldIn: Locale | null;
  /** The crisis of a weak sign, for which no free text is written; null if there is none, or a strong one. */
  readonly doubt: CareKind | null;
  /** Bad news, illness, an accident, a failure: calls for comfort without congratulation. */
  readonly hard: boolean;
}

/** Every text is searched in all languages: people write in several, whatever their setting. */
const lexicons: readonly (readonly [Locale, Lexicon])[] = [
  ['ko', lexiconKo],
  ['en', lexiconEn],
  ['ja', lexiconJa],
];

/** Replaces what is removed; not empty, so that the words around do not grow together. */
const hole = ' ¤ ';

/** Brackets around titles; quotation marks, which may hold a title; and words about reading and watching. */
const titled = /《[^》\n]{1,60}》|〈[^〉\n]{1,60}〉|『[^』\n]{1,60}』|【[^】\n]{1,60}】/gu;
const quoted = /"[^"\n]{1,60}"|“[^”\n]{1,60}”|'[^'\n]{2,60}'|「[^」\n]{1,60}」|<[^>\n]{1,60}>/gu;
const media =
  /책|소설|에세이|완독|읽[었음고는어]|읽기|독서|영화|드라마|노래|웹툰|봤|감상|시청|단어|어원|\b(?:read|reading|book|novel|film|movie|watch(?:ed|ing)?|song|album|poem|episode|word)\b|読[了みんむ書]|小説|映画|観|見た|曲|本を|本の|漫画|ドラマ|アニメ/u;

/** Searches a text for signs of a crisis or a hard day. Pure; takes a few tenths of a millisecond. */
export function signsOf(text: string): Signs {
  let care: CareKind | null = null;
  let toldIn: Locale | null = null;
  let doubt: CareKind | null = null;
  let hard = false;
  for (const reading of readings(text)) {
    const untitled = withoutTitles(reading);
    for (const [locale, lexicon] of lexicons) {
      if (!isIn(lexicon.script, reading)) continue;
      const own = without(untitled, lexicon.harmless);
      care ??= strongIn(without(own, lexicon.eased), lexicon);
      if (care) toldIn ??= locale;
      doubt ??= weakIn(own, lexicon);
      hard ||= isHard(own, lexicon);
    }
  }
  return { care, toldIn, doubt: care ? null : doubt, hard };
}

/** Whether counting and congratulating would be out of place under a text. */
export function isTender(text: string): boolean {
  const { care, hard } = signsOf(text);
  return care !== null || hard;
}

/** Quotations count as titles only in lines about reading or watching: elsewhere they may be the member's own cry. */
function withoutTitles(text: string): string {
  const bare = text.replace(titled, hole);
  return bare
    .split('\n')
    .map((line) => (media.test(line.replace(quoted, '')) ? line.replace(quoted, hole) : line))
    .join('\n');
}

function without(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce((rest, pattern) => rest.replace(pattern, hole), text);
}

/** The member's own danger takes precedence over somebody else's, and is searched for without what is told of others. */
function strongIn(text: string, { strong }: Lexicon): CareKind | null {
  const others = strong.crisisOfAnother;
  const ofAnother = others.some((pattern) => isIn(pattern, text));
  const own = ofAnother ? without(text, others) : text;
  const found = careKinds.find(
    (kind) => kind !== 'crisisOfAnother' && strong[kind].some((pattern) => isIn(pattern, own)),
  );
  return found ?? (ofAnother ? 'crisisOfAnother' : null);
}

function weakIn(text: string, { weak, about }: Lexicon): CareKind | null {
  const lived = text
    .split(/[.!?。！？\n]+/u)
    .filter((sentence) => !about.some((each) => isIn(each, sentence)));
  const found = careKinds.find((kind) =>
    lived.some((sentence) => weak[kind].some((pattern) => isIn(pattern, sentence))),
  );
  return found ?? null;
}

function isHard(text: string, { hard }: Lexicon): boolean {
  const own = text
    .split(/[.!?。！？\n]+/u)
    .filter((sentence) => !isIn(hard.told, sentence))
    .join('\n');
  const any = (patterns: readonly RegExp[]) => patterns.some((pattern) => isIn(pattern, own));
  return (
    any(hard.grave) ||
    (any(hard.hurt) && !isIn(hard.healed, own)) ||
    (any(hard.setback) && !isIn(hard.turned, own))
  );
}

/** `search`, unlike `test`, ignores `lastIndex`: the patterns are global because they are also used for removing. */
function isIn(pattern: RegExp, text: string): boolean {
  return text.search(pattern) >= 0;
}
