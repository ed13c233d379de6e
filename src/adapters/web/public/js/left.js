import { freshId } from './api.js';
import { h } from './dom.js';

/** From so few characters on, how many are left stands beside the box. */
const SOON = 100;

/**
 * How many characters of a message are left, and how many are too many: what was pasted is never cut off behind one's back.
 * @param {import('./types.js').Page} page
 * @param {HTMLTextAreaElement} box
 */
export function createLeft(page, box) {
  const { t } = page;
  const most = page.channel.limits.text;
  // What is told of the box itself is read out when it is reached or turns wrong, not at each letter.
  const element = h('span', { class: 'left fine', id: `left-${freshId()}`, hidden: true });
  box.setAttribute('aria-describedby', element.id);
  // As the server counts: what stands around the words is left out.
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
    /** Says so when there are too many. */
    tell: () => page.problem('tooLong'),
  };
}
