import { freshId } from './api.js';
import { sendWith } from './uploads.js';

/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * Sends what was written in one place, one message after the other. Messages that failed go back to the box together, in their order, once
 * nothing is being sent any more.
 * @param {import('./types.js').Page} page
 * @param {string | null} parent
 * @param {(busy: boolean) => void} underWay
 */
export function createOutbox(page, parent, underWay) {
  /** @type {Draft[]} */
  const waiting = [];
  /** @type {Draft[]} */
  let failed = [];

  /** @param {Event} event */
  const askFirst = (event) => event.preventDefault();

  async function empty() {
    underWay(true);
    // Leaving the page now would lose what is being sent.
    addEventListener('beforeunload', askFirst);
    for (let sent = waiting[0]; sent; sent = waiting[0]) {
      const taken = await deliver(sent).catch((error) => {
        reportError(error);
        return false;
      });
      if (!taken) failed.push(sent);
      waiting.shift();
    }
    removeEventListener('beforeunload', askFirst);
    underWay(false);
    giveBack();
  }

  /** Sends one message or command. Returns whether it arrived and was not refused. @param {Draft} sent */
  async function deliver({ id, text: typed, files: chosen }) {
    const text = typed.trim();
    let refused = false;
    const arrived = await page.attempt(async () => {
      await sendWith(page.api, id, chosen, async (files) => {
        if (!text.startsWith('/')) return page.posted(await page.api.post({ id, text, parent, files }));
        const reply = await page.api.command({ id, text, files });
        refused = reply.kind === 'message' && reply.refused;
        page.answer(reply, { parent });
      });
    });
    return arrived && !refused;
  }

  function giveBack() {
    const [first, ...others] = failed;
    if (!first) return;
    page.drafts.giveBack(parent, {
      id: others.length > 0 ? freshId() : first.id,
      text: failed.map(({ text }) => text).join('\n'),
      files: failed.flatMap(({ files }) => files),
    });
    failed = [];
  }

  return {
    /** Queues a draft to be sent. @param {Draft} sent */
    send(sent) {
      if (waiting.push(sent) === 1) void empty();
    },
  };
}
