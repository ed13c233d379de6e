import { freshId } from './api.js';

/**
 * What is written and not sent yet, by place: `channel`, or the root of a thread. It outlives a closed thread, another
 * member or language, and a server that is away; its words outlive a page that is left or loaded again, in the same tab.
 *
 * @typedef {{ id: string, text: string, files: readonly File[] }} Draft  `id`: names it, sent again too
 */

/** @param {string | null} parent */
const placeOf = (parent) => parent ?? 'channel';

const KEY = 'boost-pal.drafts';

export function createDrafts() {
  /** @type {Map<string, Draft>} */
  const kept = new Map(wordsLeft());
  /** @type {Map<string, (draft: Draft) => void>} */
  const takers = new Map();
  return {
    /** @param {string | null} parent */
    get: (parent) => kept.get(placeOf(parent)),
    /** @param {string | null} parent @param {Draft} draft */
    keep(parent, draft) {
      kept.set(placeOf(parent), draft);
      const words = [...kept].filter(([, { text }]) => text !== '').map(([place, { text }]) => [place, text]);
      try {
        sessionStorage.setItem(KEY, JSON.stringify(words));
      } catch {
        // A browser that keeps nothing still takes what is written.
      }
    },
    /** Who takes back what could not be sent from here: the newest box of the place. @param {string | null} parent @param {(draft: Draft) => void} take */
    takenBy: (parent, take) => takers.set(placeOf(parent), take),
    /** @param {string | null} parent @param {Draft} draft */
    giveBack: (parent, draft) => takers.get(placeOf(parent))?.(draft),
  };
}
/** @typedef {ReturnType<typeof createDrafts>} Drafts */

/** What this tab kept of an earlier visit. @returns {[string, Draft][]} */
function wordsLeft() {
  try {
    /** @type {[string, string][]} */
    const words = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return words.map(([place, text]) => [place, { id: freshId(), text, files: [] }]);
  } catch {
    return [];
  }
}
