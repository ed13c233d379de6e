/** What this browser remembers: the member the visitor acts as, the language, the theme. */

/**
 * What this browser remembers under a key; null if nothing, or if it stores nothing.
 * @param {'member' | 'lang' | 'theme'} key
 * @returns {string | null}
 */
export function remembered(key) {
  try {
    return localStorage.getItem(`boost-pal.${key}`);
  } catch {
    return null;
  }
}

/**
 * Has this browser remember a value.
 * @param {'member' | 'lang' | 'theme'} key
 * @param {string} value
 */
export function remember(key, value) {
  try {
    localStorage.setItem(`boost-pal.${key}`, value);
  } catch {
    // In a browser that stores nothing, the page still works.
  }
}

/** The themes to choose from; `auto` follows the device. */
export const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);
/** @typedef {typeof THEMES[number]} Theme */

/** The theme chosen in this browser; `auto` if none was. @returns {Theme} */
export const theme = () => THEMES.find((known) => known === remembered('theme')) ?? 'auto';

/** Applies a theme to the page. @param {Theme} chosen */
export function applyTheme(chosen) {
  if (chosen === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}
