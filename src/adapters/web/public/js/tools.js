import { h, icon } from './dom.js';
import { openMenu } from './menu.js';

/**
 * @typedef {import('../../wire.ts').WireMessage} WireMessage
 * @typedef {import('./types.js').Page} Page
 */

const MARKS = ['👏', '💪', '🔥', '🎉', '❤️', '😆', '👀', '🐹'];

/**
 * The buttons at a message: react, reply in the thread, edit, and the menu. They move along a message that is scrolled out of sight.
 * @param {Page} page @param {WireMessage} message @param {boolean} own @param {boolean} inThread
 */
export function toolbar(page, message, own, inThread) {
  const { t } = page;
  const tool = (
    /** @type {Parameters<typeof icon>[0]} */ name,
    /** @type {string} */ label,
    /** @type {(event: MouseEvent) => void} */ act,
  ) =>
    h(
      'button',
      {
        type: 'button',
        class: 'tool',
        'aria-label': label,
        title: label,
        data: { tool: name },
        onclick: act,
      },
      icon(name),
    );
  return h(
    'div',
    { class: 'rail' },
    h(
      'div',
      { class: 'tools', role: 'toolbar', 'aria-label': t.more },
      !message.onlyYou && tool('smile', t.react, (event) => pickMark(page, message, event)),
      !inThread && !message.onlyYou && tool('thread', t.reply, () => page.openThread(message.id, true)),
      own && tool('edit', t.edit, () => page.edit(message.id)),
      !message.onlyYou && tool('more', t.more, (event) => moreMenu(page, message, own, event)),
    ),
  );
}

/** @param {Page} page @param {WireMessage} message @param {MouseEvent} event */
function pickMark(page, message, event) {
  openMenu(
    /** @type {HTMLElement} */ (event.currentTarget),
    'marks',
    MARKS.map((mark) => ({
      label: mark,
      act: () => page.attempt(() => page.api.react(message.id, mark, true)),
    })),
  );
}

/** @param {Page} page @param {WireMessage} message @param {boolean} own @param {MouseEvent} event */
function moreMenu(page, message, own, event) {
  const { t } = page;
  openMenu(/** @type {HTMLElement} */ (event.currentTarget), 'list', [
    ...page.channel.menu.map(({ id, label }) => ({
      label,
      act: () => page.attempt(async () => page.answer(await page.api.menu(id, message.id))),
    })),
    ...(own
      ? [
          { label: t.edit, act: () => page.edit(message.id) },
          { label: t.remove, danger: true, act: () => page.remove(message.id) },
        ]
      : []),
  ]);
}

/**
 * Handles the keys of a focused message: arrows move, e edits, Delete deletes, t and Enter open the thread.
 * @param {Page} page @param {WireMessage} message @param {boolean} own @param {KeyboardEvent} event
 */
export function shortcuts(page, message, own, event) {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
  const element = /** @type {HTMLElement} */ (event.currentTarget);
  /** @type {Record<string, (() => void) | false | undefined>} */
  const keys = {
    ArrowUp: () => step(element, -1),
    ArrowDown: () => step(element, 1),
    e: own && (() => page.edit(message.id)),
    Delete: own && (() => page.remove(message.id)),
    t: message.parent === null && !message.onlyYou && (() => page.openThread(message.id, true)),
    Enter: message.parent === null && !message.onlyYou && (() => page.openThread(message.id, true)),
  };
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

/** @param {HTMLElement} element @param {number} by */
function step(element, by) {
  const all = [...(element.closest('[role=log]')?.querySelectorAll('.message') ?? [])];
  const next = all[all.indexOf(element) + by];
  if (next instanceof HTMLElement) next.focus();
}
