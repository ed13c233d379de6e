import { FRESH, novelty, WORST } from '../src/core/cheer/checks/novelty.ts';
import { numbersIn } from '../src/core/cheer/checks/numbers.ts';
import { closesWith } from '../src/core/cheer/text.ts';
import type { Locale } from '../src/core/model/locale.ts';
import type { Outcome } from './cheer-one.ts';
import type { EvalProof } from './proofs/index.ts';

/** What a cheer is worth, and the points of a hundred each part has. */
export const parts = {
  specificity: 30,
  process: 15,
  progress: 15,
  novelty: 15,
  warmth: 15,
  persona: 10,
} as const;
export type Part = keyof typeof parts;

/** The parts of one cheer, from 0 to 1; null where a part has nothing to say about it. */
export type Marks = Readonly<Record<Part, number | null>>;

type Proof = EvalProof & { readonly locale: Locale };

/** What a judge thinks; null: none was asked. */
export type Judged = { readonly warmth: number; readonly persona: number } | null;

/** Null where nothing was said. */
export function marksOf(
  proof: Proof,
  outcome: Outcome,
  recent: readonly string[],
  judged: Judged,
): Marks | null {
  if (outcome.lines.length === 0) return null;
  const said = outcome.lines.join('\n');
  return {
    specificity: proof.about.length === 0 ? null : hasAny(said, proof.about) ? 1 : 0,
    process: tellsDoing(said, proof.locale) ? 1 : 0,
    progress: progressOf(proof, outcome, said),
    novelty: noveltyOf(said, recent, proof.locale),
    warmth: judged?.warmth ?? null,
    persona: judged?.persona ?? null,
  };
}

/** Points of a hundred; parts nobody marked are left out and the rest counts for all. Null without any marks. */
export function scoreOf(all: readonly Marks[]): {
  readonly total: number | null;
  readonly parts: Readonly<Record<Part, number | null>>;
} {
  const mean = (part: Part) => {
    const marks = all.flatMap((each) => each[part] ?? []);
    return marks.length === 0 ? null : marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
  };
  const means = Object.fromEntries(names.map((part) => [part, mean(part)])) as Record<Part, number | null>;
  const marked = names.filter((part) => means[part] !== null);
  const most = marked.reduce((sum, part) => sum + parts[part], 0);
  const won = marked.reduce((sum, part) => sum + parts[part] * means[part]!, 0);
  return { total: most === 0 ? null : (100 * won) / most, parts: means };
}

const names = Object.keys(parts) as Part[];

/** Something done, as opposed to something somebody is. A soft mark: verbs in the past, honoured ones among them. */
const doing: Readonly<Record<Locale, RegExp>> = {
  ko: /느라|으신|하신|보신|오신|쓰신|[은는던] (?:걸음|손|자리|길|문장|시간|기록|소리|자국|흔적)/u,
  en: /\b(?:\w{2,}(?:ed|ing)|ran|read|wrote|drew|swam|sat|took|made|kept|came|went|did|put|held|got|set|found|left|began|brought|built|cut|fed|wove|sewn|done|written|drawn|kneaded)\b/iu,
  ja: /(?:ました|られ|れた|った[^ぁ-ん]|いた[^ぁ-ん]|んだ[^ぁ-ん]|ながら|ところ|手つき|して|[てで]い(?:ます|まし))/u,
};

function tellsDoing(said: string, locale: Locale): boolean {
  // 넘기셨, 열렸, 냈: a Korean past has ㅆ under its last syllable.
  return (
    doing[locale].test(said) ||
    (locale === 'ko' && Array.from(said).some((one) => !'있겠'.includes(one) && closesWith(one, 20)))
  );
}

const greeting: Readonly<Record<Locale, RegExp>> = {
  ko: /다시|반가|돌아|어서|이어|뵙|뵈니|문 여/u,
  en: /\b(?:again|back|welcome|good to|hello|here you are|next page|re-?open\w*)\b/iu,
  ja: /また|おかえり|戻|ふたたび|もう一度|再び|お会い|うれし/u,
};

/** Only where there is something to speak of: a milestone, a return, or a memory that was handed over. */
function progressOf(proof: Proof, { angle }: Outcome, said: string): number | null {
  if (proof.kind === 'milestone') {
    return numbersIn(said).some(({ value }) => value === proof.day || value === proof.row) ? 1 : 0;
  }
  if (proof.kind === 'comeback') return greeting[proof.locale].test(said) ? 1 : 0;
  if (angle === 'memory' && proof.memories) return sharesStem(said, proof.memories.join(' ')) ? 1 : 0;
  return null;
}

/** 1 from well within the limits of the checks, 0 at them. */
function noveltyOf(said: string, recent: readonly string[], locale: Locale): number {
  const { worst, fresh } = novelty(said, recent.slice(0, 20), locale);
  const far = (WORST - worst) / (WORST - 0.15);
  const new_ = (fresh - FRESH) / (0.75 - FRESH);
  return Math.max(0, Math.min(1, far, new_));
}

function hasAny(said: string, tokens: readonly string[]): boolean {
  const text = flat(said);
  return tokens.some((token) => isHeard(token, said, text) || sameNumber(said, token));
}

/** A word of one Korean syllable is heard only as a word: 비 is not in 비워, 해 not in 해바라기. */
function isHeard(token: string, said: string, text: string): boolean {
  if (!/^[가-힣]$/u.test(token)) return text.includes(flat(token));
  return new RegExp(
    `(?<![가-힣])${token}(?:[가는도로를만은을의이와과에]|까지|부터|에서|처럼|마저|조차|라도)?(?![가-힣])`,
    'u',
  ).test(said);
}

/** '12쪽' is heard in '열두 쪽' too. */
function sameNumber(said: string, token: string): boolean {
  const [number] = numbersIn(token);
  return (
    number !== undefined && number.value > 3 && numbersIn(said).some(({ value }) => value === number.value)
  );
}

function sharesStem(said: string, memory: string): boolean {
  const words = memory.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 2);
  return words.some((word) => flat(said).includes(flat(word.slice(0, /^[a-z]/iu.test(word) ? 4 : 2))));
}

function flat(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
