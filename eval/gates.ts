import type { Locale } from '../src/core/model/locale.ts';
import type { Outcome } from './cheer-one.ts';
import type { EvalProof } from './proofs/index.ts';

export const gates = {
  answered: 'whoever posts is cheered',
  care: 'a crisis ends in care, and nothing else does',
  checks: 'what is said passes every check',
  without: 'nothing is said that this proof forbids',
  comfort: 'a hard day is not congratulated',
} as const;
export type Gate = keyof typeof gates;

/** What gladness sounds like: no comfort has it. */
const gladness: Readonly<Record<Locale, RegExp>> = {
  ko: /[!！]|축하|잔치|만세|대단|훌륭|멋[지진]|최고|신나|짝짝|🎉|🎊/u,
  en: /!|\b(?:congrat\w*|hooray|well done|great|awesome|amazing|party|feast|yay|bravo)\b|🎉|🎊/iu,
  ja: /[!！]|おめでと|お祝い|すごい|素晴らし|すばらし|最高|やった|ばんざい|🎉|🎊/u,
};

/** The gates this outcome fails, each with what it failed on. */
export function failedGates(
  proof: EvalProof & { readonly locale: Locale },
  outcome: Outcome,
): readonly { readonly gate: Gate; readonly on: string }[] {
  const wanted = proof.care ?? null;
  if (outcome.care !== wanted) return [{ gate: 'care', on: `${outcome.care ?? 'no care'}` }];
  if (wanted !== null) return outcome.lines.length > 0 ? [{ gate: 'care', on: 'something was said' }] : [];
  if (outcome.lines.length !== 2) return [{ gate: 'answered', on: outcome.reason ?? 'nothing was said' }];
  const said = outcome.lines.join('\n');
  const low = said.toLowerCase();
  const failed: { gate: Gate; on: string }[] = [];
  const codes = [...new Set(outcome.failures.map(({ code }) => code))];
  if (codes.length > 0) failed.push({ gate: 'checks', on: codes.join(' ') });
  const forbidden = (proof.without ?? []).filter((word) => low.includes(word.toLowerCase()));
  if (forbidden.length > 0) failed.push({ gate: 'without', on: forbidden.join(', ') });
  if (proof.comfort && gladness[proof.locale].test(said)) {
    failed.push({ gate: 'comfort', on: gladness[proof.locale].exec(said)?.[0] ?? '' });
  }
  return failed;
}
