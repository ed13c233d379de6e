import { freshId } from './api.js';
import { h } from './dom.js';

/**
 * @typedef {import('./types.js').Page} Page
 */

/**
 * Asks for confirmation before something that cannot be undone.
 * @param {Page} page
 * @param {{ title: string, text: string, yes: string }} question
 * @returns {Promise<boolean>}
 */
export function confirmDialog(page, { title, text, yes }) {
  return new Promise((resolve) => {
    const textId = `question-${freshId()}`;
    const dialog = h(
      'dialog',
      { class: 'sheet', 'aria-label': title, 'aria-describedby': textId },
      h('h2', {}, title),
      h('p', { id: textId }, text),
      h(
        'div',
        { class: 'sheet-buttons' },
        h(
          'button',
          {
            type: 'button',
            class: 'button secondary',
            autofocus: true,
            onclick: () => dialog.close('no'),
          },
          page.t.cancel,
        ),
        h('button', { type: 'button', class: 'button danger', onclick: () => dialog.close('yes') }, yes),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.appendChild(dialog);
    dialog.showModal();
  });
}
