import { h } from './dom.js';
import { pinnedNote } from './parts.js';

/** @typedef {import('../../wire.ts').WireMessage} WireMessage */

/**
 * The pinned welcome above the messages. The server says which message it is, since an older one may not be loaded here.
 * @param {import('./types.js').Page} page
 * @param {WireMessage | null} pinned
 */
export function createPinned(page, pinned) {
  const element = h('div', { class: 'pinned-box' });
  let drawn = '';
  let asked = 0;

  function draw() {
    const state = JSON.stringify(pinned);
    if (state === drawn) return;
    drawn = state;
    element.replaceChildren(...(pinned ? [pinnedNote(page, pinned)] : []));
  }

  return {
    element,
    draw,
    /** A message is new or has changed. @param {WireMessage} message */
    async received(message) {
      if (!message.welcome && message.id !== pinned?.id) return;
      const mine = ++asked;
      const now = await page.api.pinned().catch(() => undefined);
      if (now === undefined || mine !== asked) return;
      pinned = now;
      draw();
    },
  };
}
