import type { Locale } from '../../model/locale.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import type { CareTexts } from './texts.ts';

/** The texts of care in each language. */
export const careTexts: Readonly<Record<Locale, CareTexts>> = { ko, en, ja };
