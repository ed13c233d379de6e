import { calm, h } from './dom.js';
import { messageElement, speakerOf } from './message.js';

/**
 * @typedef {import('../../wire.ts').WireMessage} WireMessage
 * @typedef {import('./types.js').Page} Page
 */

/** Messages of one person closer together than this stand under one name, in ms. */
const TOGETHER = 5 * 60_000;

/**
 * A list of messages that keeps itself at the end while the reader is at the end, and keeps the focus when a
 * message is drawn anew.
 * @param {Page} page
 * @param {{ label: string, inThread: boolean, messages: () => WireMessage[], before?: () => Node | null }} options
 */
export function createList(page, { label, inThread, messages, before }) {
  const list = h('div', { class: 'log', role: 'log', 'aria-label': label, 'aria-live': 'off' });
  const scroll = h(
    'div',
    { class: 'scroll', tabindex: -1, onscroll: () => scroll.classList.toggle('away', !atEnd()) },
    list,
  );
  /** @type {Map<string, { element: HTMLElement, drawn: string }>} */
  const drawn = new Map();
  let stick = true;

  const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  scroll.addEventListener(
    'scroll',
    () => {
      stick = atEnd();
    },
    { passive: true },
  );

  function draw() {
    const focused = focusedIn(list);
    const all = messages();
    /** @type {Node[]} */
    const nodes = [];
    const top = before?.();
    if (top) nodes.push(top);
    for (const [i, message] of all.entries()) {
      const previous = all[i - 1];
      if (!inThread && (!previous || !page.dates.sameDay(previous.at, message.at))) {
        nodes.push(h('h2', { class: 'day' }, h('span', {}, page.dates.day(message.at))));
      }
      nodes.push(elementFor(message, belongsTo(previous, message)));
    }
    reconcile(list, nodes);
    for (const id of drawn.keys()) if (!all.some((message) => message.id === id)) drawn.delete(id);
    focused?.();
    if (stick) toEnd();
  }

  /** @param {WireMessage} message @param {boolean} compact */
  function elementFor(message, compact) {
    const replies = inThread ? [] : page.messages.replies(message.id);
    const state = JSON.stringify([
      message,
      compact,
      replies,
      page.isAwaited(message.id),
      page.editing() === message.id,
    ]);
    const known = drawn.get(message.id);
    if (known?.drawn === state) return known.element;
    if (known && page.editing() === message.id && known.element.querySelector('.editor'))
      return known.element;
    const element = messageElement(page, message, { compact, inThread });
    if (!known && drawn.size > 0) element.classList.add('fresh');
    drawn.set(message.id, { element, drawn: state });
    return element;
  }

  /** @param {WireMessage | undefined} previous @param {WireMessage} message */
  function belongsTo(previous, message) {
    return (
      previous !== undefined &&
      previous.author === message.author &&
      speakerOf(page, previous)?.character === speakerOf(page, message)?.character &&
      message.at - previous.at < TOGETHER &&
      page.dates.sameDay(previous.at, message.at) &&
      previous.onlyYou === message.onlyYou &&
      !previous.deleted &&
      (inThread || page.messages.replies(previous.id).length === 0)
    );
  }

  function toEnd() {
    stick = true;
    scroll.scrollTop = scroll.scrollHeight;
  }

  return {
    element: scroll,
    draw,
    toEnd,
    /** Goes to the end; of a message taller than the view its beginning stays in sight. @param {string} id */
    reveal(id) {
      toEnd();
      const element = drawn.get(id)?.element;
      if (!element || element.offsetHeight <= scroll.clientHeight) return;
      stick = false;
      element.scrollIntoView({ block: 'start' });
    },
    /** Pictures grew: stay at the end if that is where one was. */
    settle: () => {
      if (stick) toEnd();
    },
    atEnd,
    /** Its element was changed by hand: draw it anew next time. @param {string} id */
    redraw(id) {
      const known = drawn.get(id);
      if (known) drawn.set(id, { element: known.element, drawn: '' });
    },
    /** @param {string} id */
    show(id) {
      const element = drawn.get(id)?.element;
      if (!element) return false;
      stick = false;
      element.scrollIntoView({ block: 'center', behavior: calm() ? 'auto' : 'smooth' });
      element.focus({ preventScroll: true });
      return true;
    },
    /** @param {string} id */
    find: (id) => drawn.get(id)?.element,
    /** @param {number} height what was added above */
    keep(height) {
      scroll.scrollTop += scroll.scrollHeight - height;
    },
    height: () => scroll.scrollHeight,
  };
}
/** @typedef {ReturnType<typeof createList>} List */

/**
 * Makes the children of `parent` exactly `nodes`, moving as little as possible.
 * @param {HTMLElement} parent
 * @param {readonly Node[]} nodes
 */
function reconcile(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  let at = parent.firstChild;
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
}

/**
 * Remembers what had the focus inside `list`, by its message and place, and answers how to give it back.
 * @param {HTMLElement} list
 */
function focusedIn(list) {
  const element = document.activeElement;
  const message = element?.closest('.message');
  if (!(element instanceof HTMLElement) || !(message instanceof HTMLElement) || !list.contains(message))
    return null;
  const { id } = message;
  const path =
    element === message ? null : [...message.querySelectorAll('button, a, textarea')].indexOf(element);
  return () => {
    if (document.activeElement === element && element.isConnected) return;
    const again = document.getElementById(id);
    const inner = path === null ? again : again?.querySelectorAll('button, a, textarea')[path];
    // The last page of something has fewer buttons than the one before it.
    const to = inner ?? again;
    if (to instanceof HTMLElement) to.focus({ preventScroll: true });
  };
}
