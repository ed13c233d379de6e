import { calm, h } from './dom.js';
import { messageElement, speakerOf } from './message.js';

/**
 * @typedef {import('../../wire.ts').WireMessage} WireMessage
 * @typedef {import('./types.js').Page} Page
 */

/** Messages of one person less than this apart are grouped under one name, in ms. */
const TOGETHER = 5 * 60_000;

/**
 * A list of messages that stays scrolled to its end while the reader is there, and keeps the focus when a message is drawn again.
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

  /** The element of a message, drawn again only if something it shows has changed. @param {WireMessage} message @param {boolean} compact */
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

  /**
   * Whether a message is grouped with the one before it under one name.
   * @param {WireMessage | undefined} previous @param {WireMessage} message
   */
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
    /** Scrolls to the end; if the message is taller than the view, to its beginning. @param {string} id */
    reveal(id) {
      toEnd();
      const element = drawn.get(id)?.element;
      if (!element || element.offsetHeight <= scroll.clientHeight) return;
      stick = false;
      element.scrollIntoView({ block: 'start' });
    },
    /** Something grew, such as a loaded picture: stay at the end if the reader was there. */
    settle: () => {
      if (stick) toEnd();
    },
    atEnd,
    /** The message's element was changed directly, so it is drawn again next time. @param {string} id */
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
    /** The element of a message in this list. @param {string} id */
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
 * Makes `nodes` the children of `parent`, moving as few as possible.
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
 * Remembers which element in `list` has the focus, by its message and position, and returns a function that restores it.
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
    // The message may have fewer buttons than before, as on the last page of a list.
    const to = inner ?? again;
    if (to instanceof HTMLElement) to.focus({ preventScroll: true });
  };
}
