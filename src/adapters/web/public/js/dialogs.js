import { Refused } from './api.js';
import { h } from './dom.js';

/**
 * @typedef {import('./types.js').Page} Page
 * @typedef {import('../../wire.ts').WireForm} WireForm
 * @typedef {import('../../wire.ts').WireField} WireField
 */

/**
 * Asks before something that cannot be taken back.
 * @param {Page} page
 * @param {{ title: string, text: string, yes: string }} question
 * @returns {Promise<boolean>}
 */
export function confirmDialog(page, { title, text, yes }) {
  return new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { class: 'sheet', 'aria-label': title },
      h('h2', {}, title),
      h('p', {}, text),
      h(
        'div',
        { class: 'sheet-buttons' },
        h(
          'button',
          { type: 'button', class: 'button secondary', onclick: () => dialog.close('no') },
          page.t.cancel,
        ),
        h(
          'button',
          { type: 'button', class: 'button danger', autofocus: true, onclick: () => dialog.close('yes') },
          yes,
        ),
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

/**
 * A form of the hamster's. It stays open until the server has taken it.
 * @param {Page} page
 * @param {WireForm} form
 */
export function formDialog(page, form) {
  const { t } = page;
  const trouble = h('p', { class: 'trouble', role: 'alert' });
  const submit = h('button', { type: 'submit', class: 'button primary' }, form.submit);
  const fields = h(
    'form',
    { class: 'form', onsubmit: send },
    h(
      'header',
      {},
      h('img', { src: '/damjji/waving.svg', alt: '', width: 56, height: 56 }),
      h('h2', {}, form.title),
    ),
    form.fields.map((field) => fieldElement(page, field)),
    trouble,
    h(
      'div',
      { class: 'sheet-buttons' },
      h('button', { type: 'button', class: 'button secondary', onclick: () => dialog.close() }, t.cancel),
      submit,
    ),
  );
  const dialog = h('dialog', { class: 'sheet', 'aria-label': form.title }, fields);

  /** @param {SubmitEvent} event */
  async function send(event) {
    event.preventDefault();
    const values = Object.fromEntries(
      [...new FormData(fields)].map(([name, value]) => [name, String(value)]),
    );
    submit.disabled = true;
    trouble.textContent = '';
    try {
      const reply = await page.api.action(form.action, values);
      if (reply.kind === 'message' && reply.view.shape === 'card' && reply.view.mood === 'worried') {
        // Not done, and the lines say why: the words typed stay where they are.
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

  dialog.addEventListener('close', () => dialog.remove());
  document.body.appendChild(dialog);
  dialog.showModal();
  fields.querySelector('input, textarea, select')?.dispatchEvent(new Event('focus'));
}

/** @param {import('../../wire.ts').WireLine} line */
const plain = (line) => line.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');

/** @param {Page} page @param {WireField} field */
function fieldElement(page, field) {
  const id = `field-${field.name}`;
  const hint = field.hint && h('small', { id: `${id}-hint` }, field.hint);
  const shared = {
    id,
    name: field.name,
    required: field.required,
    'aria-describedby': hint ? `${id}-hint` : null,
  };
  return h(
    'div',
    { class: 'field' },
    h(
      'label',
      { for: id },
      field.label,
      field.required && h('span', { class: 'fine' }, ` · ${page.t.required}`),
    ),
    inputElement(field, shared),
    hint,
  );
}

/** @param {WireField} field @param {Record<string, string | boolean | null>} shared */
function inputElement(field, shared) {
  const { input } = field;
  if (input.kind === 'choice') {
    return h(
      'select',
      shared,
      input.options.map(({ value, label }) => h('option', { value, selected: value === field.value }, label)),
    );
  }
  if (input.multiline) return h('textarea', { ...shared, rows: 3, maxlength: input.maxLength }, field.value);
  return h('input', {
    ...shared,
    type: 'text',
    maxlength: input.maxLength,
    value: field.value,
    autocomplete: 'off',
  });
}
