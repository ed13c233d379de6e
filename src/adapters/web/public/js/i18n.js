import en from '../i18n/en.js';
import ja from '../i18n/ja.js';
import ko from '../i18n/ko.js';
import { remembered } from './prefs.js';

/** @typedef {import('../i18n/ko.js').Texts} Texts */

/** The texts of each language. @type {Readonly<Record<'ko' | 'en' | 'ja', Texts>>} */
export const LANGUAGES = { ko, en, ja };
/** @typedef {keyof typeof LANGUAGES} Lang */

/** @param {unknown} tag @returns {tag is Lang} */
const isLang = (tag) => typeof tag === 'string' && tag in LANGUAGES;

/**
 * The language chosen in this browser before, else the first of the browser's languages that we have, else Korean.
 * @returns {Lang}
 */
export function pickLanguage() {
  const chosen = remembered('lang');
  if (isLang(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLang) ?? 'ko';
}

/** Formats times and days in one language. @param {Lang} lang */
export function createDates(lang) {
  const clock = new Intl.DateTimeFormat(lang, { hour: 'numeric', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(lang, { month: 'long', day: 'numeric', weekday: 'long' });
  const full = new Intl.DateTimeFormat(lang, { dateStyle: 'full', timeStyle: 'short' });
  /** @param {number} at */
  const midnight = (at) => new Date(at).setHours(0, 0, 0, 0);
  return {
    /** @param {number} at */
    time: (at) => clock.format(at),
    /** @param {number} at */
    full: (at) => full.format(at),
    /** @param {number} at @param {number} other */
    sameDay: (at, other) => midnight(at) === midnight(other),
    /** @param {number} at */
    day(at) {
      const days = Math.round((midnight(Date.now()) - midnight(at)) / 86_400_000);
      if (days === 0) return LANGUAGES[lang].today;
      if (days === 1) return LANGUAGES[lang].yesterday;
      return day.format(at);
    },
  };
}
/** @typedef {ReturnType<typeof createDates>} Dates */
