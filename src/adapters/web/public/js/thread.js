import { acceptDrops } from './attach.js';
import { createComposer } from './composer.js';
import { h, icon } from './dom.js';
import { createList } from './list.js';
import { messageElement } from './message.js';

/**
 * A thread: beside the channel on a wide screen, covering it on a narrow one.
 * @param {import('./types.js').Page} page
 * @param {string} root
 * @param {() => void} close
 */
export function createThread(page, root, close) {
  const { t } = page;
  const list = createList(page, {
    label: t.thread,
    inThread: true,
    messages: () => page.messages.replies(root),
    before: () => top,
  });
  const composer = createComposer(page, { placeholder: t.threadComposer, parent: root });
  const top = h('div', { class: 'thread-root' });
  const element = h(
    'aside',
    { class: 'thread', 'aria-label': t.thread, data: { root } },
    h(
      'header',
      { class: 'bar' },
      h('h2', {}, t.thread),
      h(
        'button',
        { type: 'button', class: 'tool', 'aria-label': t.closeThread, title: t.closeThread, onclick: close },
        icon('close'),
      ),
    ),
    list.element,
    composer.form,
    h('div', { class: 'drop-note', 'aria-hidden': 'true' }, t.dropHere),
  );
  element.addEventListener('keydown', (event) => {
    // An Escape that ended a composition of Hangul or kana, an edit or a list of suggestions does not close the thread as well.
    const spent = event.isComposing || event.keyCode === 229 || event.defaultPrevented;
    if (event.key === 'Escape' && !spent && !composer.isBusy()) close();
  });
  acceptDrops(element, composer.add);

  let drawn = '';
  function draw() {
    const message = page.messages.get(root);
    const state = JSON.stringify(message);
    if (message && state !== drawn && !top.querySelector('.editor')) {
      drawn = state;
      top.replaceChildren(messageElement(page, message, { inThread: true }));
    }
    list.draw();
  }
  draw();
  return {
    element,
    draw,
    list,
    composer,
    root,
    /** @param {string} id */
    redraw(id) {
      if (id === root) {
        drawn = '';
        top.replaceChildren();
      } else list.redraw(id);
    },
  };
}
