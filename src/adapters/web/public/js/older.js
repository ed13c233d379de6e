/**
 * @typedef {import('./types.js').Page} Page
 * @typedef {import('../../wire.ts').WireChannel} WireChannel
 */

/** How many pages of older messages are loaded to show a linked one. */
const FARTHEST = 25;

/**
 * What the channel holds from before the page was opened.
 * @param {Page} page
 * @param {Pick<WireChannel, 'messages' | 'more'>} shown
 * @param {() => { height(): number, keep(height: number): void }} list where it is shown
 */
export function createOlder({ api, messages, attempt, draw }, shown, list) {
  let more = shown.more;
  /** The oldest message asked for so far; it may be one that is not shown. */
  let oldest = shown.messages[0]?.id;

  /** Loads until something of it is to be seen. Whether it could. */
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
    /** Loads until this message is there, as far as that is reasonable. Whether loading worked. @param {string} id */
    async upTo(id) {
      for (let pages = 0; pages < FARTHEST && more && !messages.get(id); pages++) {
        if (!(await load())) return false;
      }
      return true;
    },
    /**
     * Asks for a card again whose picture can no longer be read at `src`. Whether it has another address now.
     * @param {string | null} id @param {string} src
     */
    async renew(id, src) {
      const root = id === null ? undefined : (messages.get(id)?.parent ?? id);
      if (root === undefined || !/^\d+$/.test(root)) return false;
      // What stands before the next number ends with this one.
      const answer = await api.older(String(BigInt(root) + 1n)).catch(() => null);
      const view = answer?.messages.find((message) => message.id === id)?.view;
      if (!answer || view?.shape !== 'card' || !view.picture?.src || view.picture.src === src) return false;
      for (const message of answer.messages) messages.put(message);
      draw();
      return true;
    },
  };
}
