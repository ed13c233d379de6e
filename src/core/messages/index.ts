import type { Locale } from '../model/locale.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import type { Messages } from './messages.ts';

const all: Record<Locale, Messages> = { ko, en, ja };

/** All sentences in a language. */
export function messagesFor(locale: Locale): Messages {
  return all[locale];
}

export type { Messages } from './messages.ts';
