import type { Locale } from '../../model/locale.ts';
import { graphemes, LINE_BREAK, withoutInvisible } from '../text.ts';
import type { Check, CheckFailure } from './check.ts';

/** Shortest and longest line, in graphemes. */
export const LINE_LENGTH: Readonly<Record<Locale, { readonly min: number; readonly max: number }>> = {
  ko: { min: 6, max: 48 },
  en: { min: 8, max: 95 },
  ja: { min: 6, max: 48 },
};

/** A cheer is exactly two lines without line breaks or invisible characters, neither of them empty, too short or too long. */
export const checkLines: Check = (lines, { locale }) => {
  const failures: CheckFailure[] = [];
  if (lines.length !== 2 || lines.some((line) => LINE_BREAK.test(line))) {
    failures.push({ code: 'lineCount', line: null });
  }
  const { min, max } = LINE_LENGTH[locale];
  lines.forEach((text, line) => {
    const visible = withoutInvisible(text);
    const length = graphemes(visible.trim()).length;
    if (visible !== text && !LINE_BREAK.test(text)) failures.push({ code: 'hiddenCharacter', line });
    if (length === 0) failures.push({ code: 'emptyLine', line });
    else if (length < min) failures.push({ code: 'tooShort', line });
    else if (length > max) failures.push({ code: 'tooLong', line });
  });
  return failures;
};
