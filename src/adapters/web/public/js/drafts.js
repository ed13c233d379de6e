/**
 * What is written and not sent yet, by place: `channel`, or the root of a thread. It outlives a closed thread, another
 * member or language, and a server that is away.
 *
 * @typedef {{ id: string, text: string, files: readonly File[] }} Draft  `id`: names it, sent again too
 */

/** @param {string | null} parent */
const placeOf = (parent) => parent ?? 'channel';

export function createDrafts() {
  /** @type {Map<string, Draft>} */
  const kept = new Map();
  /** @type {Map<string, (draft: Draft) => void>} */
  const takers = new Map();
  return {
    /** @param {string | null} parent */
    get: (parent) => kept.get(placeOf(parent)),
    /** @param {string | null} parent @param {Draft} draft */
    keep: (parent, draft) => kept.set(placeOf(parent), draft),
    /** Who takes back what could not be sent from here: the newest box of the place. @param {string | null} parent @param {(draft: Draft) => void} take */
    takenBy: (parent, take) => takers.set(placeOf(parent), take),
    /** @param {string | null} parent @param {Draft} draft */
    giveBack: (parent, draft) => takers.get(placeOf(parent))?.(draft),
  };
}
/** @typedef {ReturnType<typeof createDrafts>} Drafts */
