import { endsWriting, grow, h } from './dom.js';
import { createLeft } from './left.js';

/**
 * Replaces a message's text by a box in which it can be edited.
 * @param {import('./types.js').Page} page
 * @param {HTMLElement} element
 * @param {import('../../wire.ts').WireMessage} message
 * @param {() => void} done
 */
export function editInPlace(page, element, message, done) {
  const { t } = page;
  const box = h('textarea', { class: 'box', rows: 2, 'aria-label': t.edit }, message.text);
  const left = createLeft(page, box);
  const refresh = () => {
    grow(box);
    left.refresh();
  };
  box.addEventListener('input', refresh);
  const editor = h(
    'form',
    { class: 'editor', onsubmit: save },
    box,
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'submit', class: 'button primary' }, t.save),
      h('button', { type: 'button', class: 'button secondary', onclick: done }, t.cancel),
      h('span', { class: 'fine keys' }, t.editHint),
      left.element,
    ),
  );
  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    if (left.isOver()) return left.tell();
    // The changed message arrives as an event.
    if (await page.attempt(() => page.api.edit(message.id, box.value))) done();
  }
  box.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') done();
    else if (endsWriting(event)) editor.requestSubmit();
    else return;
    event.preventDefault();
  });
  element.querySelector('.words')?.remove();
  element.querySelector('.tools')?.remove();
  const content = element.querySelector('.content');
  content?.insertBefore(editor, content.querySelector('.who')?.nextSibling ?? content.firstChild);
  refresh();
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}
