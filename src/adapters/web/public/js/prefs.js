/** What this browser remembers: whom the page is used as, its language, its colours. */

/**
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
 * @param {'member' | 'lang' | 'theme'} key
 * @param {string} value
 */
export function remember(key, value) {
  try {
    localStorage.setItem(`boost-pal.${key}`, value);
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}

export const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);
/** @typedef {typeof THEMES[number]} Theme */

/** @returns {Theme} */
export const theme = () => THEMES.find((known) => known === remembered('theme')) ?? 'auto';

/** @param {Theme} chosen */
export function applyTheme(chosen) {
  if (chosen === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}
