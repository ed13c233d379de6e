import type { Locale } from '../../model/locale.ts';
import type { Check, CheckContext, CheckFailure } from './check.ts';
import { checkCheerful } from './cheerful.ts';
import { checkContact } from './contact.ts';
import { checkEvidence } from './evidence.ts';
import { checkLoudness, checkMarkup } from './form.ts';
import { checkLanguage } from './language.ts';
import { checkLines } from './lines.ts';
import { checkNames } from './names.ts';
import { checkNovelty } from './novelty.ts';
import { checkNumbers } from './numbers.ts';
import { checkObeyed } from './obeyed.ts';
import { checkPolitenessJa } from './politeness-ja.ts';
import { checkPolitenessKo } from './politeness-ko.ts';
import { checkPromptLeak } from './prompt-leak.ts';
import { checkQuestion } from './question.ts';
import { checkRivals } from './rivals.ts';
import { checkWording } from './wording.ts';

export type { CheckCode, CheckContext, CheckFailure, Evidence } from './check.ts';
export { CHECK_CODES } from './check.ts';

/** The checks that both cheers and answers in talk must pass; `politenessOf` adds those of the language. */
export const sharedChecks: readonly Check[] = [
  checkMarkup,
  checkLoudness,
  checkLanguage,
  checkContact,
  checkNumbers,
  checkNames,
  checkQuestion,
  checkWording,
  checkPromptLeak,
  checkObeyed,
  checkCheerful,
  checkNovelty,
];

const cheersAlone: readonly Check[] = [checkLines, checkRivals, checkEvidence];

/** UTF-16 units; no acceptable line of any language comes near it. */
const FAR_TOO_LONG = 500;

/**
 * All reasons why these lines may not be posted; empty when they may. Deterministic: the same lines and context always give the
 * same result.
 */
export function checkCheer(lines: readonly string[], context: CheckContext): readonly CheckFailure[] {
  // A line far too long is refused at once, to spare the other checks a huge text.
  const far = lines.findIndex((line) => line.length > FAR_TOO_LONG);
  if (far !== -1) return [{ code: 'tooLong', line: far }];
  return [...cheersAlone, ...sharedChecks, ...politenessOf(context.locale)].flatMap((check) =>
    check(lines, context),
  );
}

/** The checks of politeness of one language; English has none. */
export function politenessOf(locale: Locale): readonly Check[] {
  switch (locale) {
    case 'ko':
      return [checkPolitenessKo];
    case 'ja':
      return [checkPolitenessJa];
    case 'en':
      return [];
  }
}
