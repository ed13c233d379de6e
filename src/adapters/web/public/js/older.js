/**
 * @typedef {import('./types.js').Page} Page
 * @typedef {import('../../wire.ts').WireChannel} WireChannel
 */

/** The most pages of older messages loaded to reach a linked one. */
const FARTHEST = 25;

/**
 * Loads the channel's messages from before the page was opened.
 * @param {Page} page
 * @param {Pick<WireChannel, 'messages' | 'more'>} shown
 * @param {() => { height(): number, keep(height: number): void }} list where it is shown
 */
export function createOlder({ api, messages, attempt, draw }, shown, list) {
  let more = shown.more;
  /** The oldest message loaded so far, which may be one that is not shown. */
  let oldest = shown.messages[0]?.id;

  /** Loads older messages until at least one of them is shown. Returns whether that worked. */
  async function load() {
    const height = list().height();
    const roots = messages.roots().length;
    return attempt(async () => {
      while (more && oldest && messages.roots().length === roots) {
        const answer = await api.older(oldest);
        for (const message of answer.messages) messages.put(message);
        more = answer.more;
        oldest = answer.messages[0]?.id ?? oldest;
      }
      draw();
      list().keep(height);
    });
  }

  return {
    more: () => more,
    load,
    /** Loads older messages until this one is there, up to `FARTHEST` pages. Returns whether loading worked. @param {string} id */
    async upTo(id) {
      for (let pages = 0; pages < FARTHEST && more && !messages.get(id); pages++) {
        if (!(await load())) return false;
      }
      return true;
    },
    /**
     * Loads a card again whose picture's address `src` has expired. Returns whether it has a new address.
     * @param {string | null} id @param {string} src
     */
    async renew(id, src) {
      const root = id === null ? undefined : (messages.get(id)?.parent ?? id);
      if (root === undefined || !/^\d+$/.test(root)) return false;
      // The page of messages before the next number ends with this message.
      const answer = await api.older(String(BigInt(root) + 1n)).catch(() => null);
      const view = answer?.messages.find((message) => message.id === id)?.view;
      if (!answer || view?.shape !== 'card' || !view.picture?.src || view.picture.src === src) return false;
      for (const message of answer.messages) messages.put(message);
      draw();
      return true;
    },
  };
}
