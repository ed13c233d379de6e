import { Refused } from './api.js';
import { confirmDialog } from './dialogs.js';
import { h } from './dom.js';
import { faceOf } from './face.js';
import { fieldElement } from './field.js';

/**
 * @typedef {import('./types.js').Page} Page
 * @typedef {import('../../wire.ts').WireForm} WireForm
 */

/** With this many fields or more, a form gets a wider sheet and asks before it discards what was typed. */
const LONG = 5;

/**
 * Opens a form in a dialog, which stays open until the server has accepted it. A long form scrolls between its title and its buttons, which
 * stay visible.
 * @param {Page} page
 * @param {WireForm} form
 */
export function formDialog(page, form) {
  const { t } = page;
  const long = form.fields.length >= LONG;
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const submit = h('button', { type: 'submit', class: 'button primary' }, form.submit);
  const fields = h(
    'form',
    { class: 'form', onsubmit: send },
    h(
      'header',
      {},
      h('img', { src: faceOf(page.pals.mine, 'waving'), alt: '', width: 56, height: 56 }),
      h('h2', {}, form.title),
    ),
    h(
      'div',
      { class: 'fields' },
      form.fields.map((field) => fieldElement(page, field)),
    ),
    h(
      'footer',
      {},
      trouble,
      h(
        'div',
        { class: 'sheet-buttons' },
        h('button', { type: 'button', class: 'button secondary', onclick: leave }, t.cancel),
        submit,
      ),
    ),
  );
  const dialog = h('dialog', { class: `sheet asks${long ? ' long' : ''}`, 'aria-label': form.title }, fields);

  /** The values of the form, by field; several choices are joined by commas. @returns {Record<string, string>} */
  function values() {
    const data = new FormData(fields);
    return Object.fromEntries(form.fields.map(({ name }) => [name, data.getAll(name).map(String).join(',')]));
  }

  async function leave() {
    const question = { title: t.leaveFormTitle, text: t.leaveFormText, yes: t.leaveForm };
    const typed = long && JSON.stringify(values()) !== untouched;
    if (!typed || (await confirmDialog(page, question))) dialog.close();
  }

  /** @param {SubmitEvent} event */
  async function send(event) {
    event.preventDefault();
    submit.disabled = true;
    trouble.textContent = '';
    try {
      const reply = await page.api.action(form.action, values());
      if (reply.kind === 'message' && reply.refused && reply.view.shape === 'card') {
        // The lines say why it was refused; what was typed stays in the form.
        trouble.textContent = reply.view.lines.map(plain).join(' ');
        return;
      }
      dialog.close();
      page.answer(reply);
    } catch (error) {
      trouble.textContent = error instanceof Refused ? t.problems[error.problem] : t.formFailed;
    } finally {
      submit.disabled = false;
    }
  }

  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    void leave();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.appendChild(dialog);
  const untouched = JSON.stringify(values());
  // Otherwise the scrolling part would get the focus.
  fields.querySelector('.fields :is(input, select, textarea)')?.setAttribute('autofocus', '');
  dialog.showModal();
}

/** @param {import('../../wire.ts').WireLine} line */
const plain = (line) => line.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
