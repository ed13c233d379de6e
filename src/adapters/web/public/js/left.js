import { freshId } from './api.js';
import { h } from './dom.js';

/** The counter appears when this few characters are left. */
const SOON = 100;

/**
 * Counts how many characters a message has left, or has too many: pasted text is never cut off silently.
 * @param {import('./types.js').Page} page
 * @param {HTMLTextAreaElement} box
 */
export function createLeft(page, box) {
  const { t } = page;
  const most = page.channel.limits.text;
  // As the description of the box, the counter is read out when the box gets the focus or turns invalid, not at each letter.
  const element = h('span', { class: 'left fine', id: `left-${freshId()}`, hidden: true });
  box.setAttribute('aria-describedby', element.id);
  // Counted as the server does, without surrounding white space.
  const left = () => most - box.value.trim().length;

  return {
    element,
    isOver: () => left() < 0,
    refresh() {
      const now = left();
      element.hidden = now > SOON;
      element.textContent = now < 0 ? t.over(-now) : t.left(now);
      element.classList.toggle('over', now < 0);
      box.setAttribute('aria-invalid', String(now < 0));
    },
    /** Tells the member that the text is too long. */
    tell: () => page.problem('tooLong'),
  };
}
