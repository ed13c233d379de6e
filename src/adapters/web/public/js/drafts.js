import { freshId } from './api.js';

/**
 * What is written and not sent yet, by place: `channel`, or the root of a thread. Drafts survive closing a thread, switching member
 * or language, and a server that is away. Their words also survive leaving or reloading the page, in the same tab.
 *
 * @typedef {{ id: string, text: string, files: readonly File[] }} Draft  `id` identifies it, also when it is sent again
 */

/** @param {string | null} parent */
const placeOf = (parent) => parent ?? 'channel';

const KEY = 'boost-pal.drafts';

/** The drafts of all places, kept while the tab is open; their words are kept in the session's storage too. */
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
        // In a browser that stores nothing, drafts are still kept in memory.
      }
    },
    /**
     * Sets who takes back what could not be sent from this place: its newest box.
     * @param {string | null} parent @param {(draft: Draft) => void} take
     */
    takenBy: (parent, take) => takers.set(placeOf(parent), take),
    /** @param {string | null} parent @param {Draft} draft */
    giveBack: (parent, draft) => takers.get(placeOf(parent))?.(draft),
  };
}
/** @typedef {ReturnType<typeof createDrafts>} Drafts */

/** The drafts that this tab stored during an earlier visit. @returns {[string, Draft][]} */
function wordsLeft() {
  try {
    /** @type {[string, string][]} */
    const words = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return words.map(([place, text]) => [place, { id: freshId(), text, files: [] }]);
  } catch {
    return [];
  }
}
