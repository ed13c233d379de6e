import type { Locale } from '../model/locale.ts';
import { type CareKind, careKinds } from './guard.ts';
import type { Lexicon } from './lexicon.ts';
import { lexiconEn } from './lexicon-en.ts';
import { lexiconJa } from './lexicon-ja.ts';
import { lexiconKo } from './lexicon-ko.ts';
import { readings } from './readings.ts';

/** What the words alone tell. */
export interface Signs {
  /** A strong sign: care is given whatever a model says. */
  readonly care: CareKind | null;
  /** The language of the words that tell it; null: there is no strong sign. */
  readonly toldIn: Locale | null;
  /** A subject touched that nobody writes freely about; null beside a strong sign too. */
  readonly doubt: CareKind | null;
  /** Bad news, illness, an accident, a failure: comfort, and no congratulation. */
  readonly hard: boolean;
}

/** People write in more than one language, whatever theirs is set to. */
const lexicons: readonly (readonly [Locale, Lexicon])[] = [
  ['ko', lexiconKo],
  ['en', lexiconEn],
  ['ja', lexiconJa],
];

/** Stands for what was taken out: no letter, so that no word grows together over it. */
const hole = ' ¤ ';

/** Marks that a title stands between, and words that say what was read or watched. */
const titled = /《[^》\n]{1,60}》|〈[^〉\n]{1,60}〉|『[^』\n]{1,60}』|【[^】\n]{1,60}】/gu;
const quoted = /"[^"\n]{1,60}"|“[^”\n]{1,60}”|'[^'\n]{2,60}'|「[^」\n]{1,60}」|<[^>\n]{1,60}>/gu;
const media =
  /책|소설|에세이|완독|읽[었음고는어]|읽기|독서|영화|드라마|노래|웹툰|봤|감상|시청|단어|어원|\b(?:read|reading|book|novel|film|movie|watch(?:ed|ing)?|song|album|poem|episode|word)\b|読[了みんむ書]|小説|映画|観|見た|曲|本を|本の|漫画|ドラマ|アニメ/u;

/** Looks a text over for a crisis or a hard day. Pure; a few tenths of a millisecond. */
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

/** Whether a text is no occasion for counting and congratulating. */
export function isTender(text: string): boolean {
  const { care, hard } = signsOf(text);
  return care !== null || hard;
}

/** Quotation marks alone may hold somebody's own cry; beside a word for reading or watching they hold a title. */
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

/** A member's own danger goes before somebody else's, once what is told of others is taken out. */
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

/** Patterns are global for taking out; looking must not depend on where the last look ended. */
function isIn(pattern: RegExp, text: string): boolean {
  return text.search(pattern) >= 0;
}
