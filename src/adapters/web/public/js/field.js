import { h } from './dom.js';

/**
 * @typedef {import('./types.js').Page} Page
 * @typedef {import('../../wire.ts').WireField} WireField
 * @typedef {Extract<WireField['input'], { kind: 'choices' }>} Choices
 */

/** Fields for texts longer than this take the whole width. */
const SHORT = 60;

/**
 * One field of a form with its label and hint. Short fields may be side by side.
 * @param {Page} page
 * @param {WireField} field
 */
export function fieldElement(page, field) {
  const id = `field-${field.name}`;
  const hint = field.hint && h('small', { id: `${id}-hint` }, field.hint);
  const described = hint ? `${id}-hint` : null;
  const { input } = field;
  const must = hasToBeFilled(field) && h('span', { class: 'fine' }, ` · ${page.t.required}`);
  if (input.kind === 'choices') {
    return h(
      'fieldset',
      { class: 'field wide', 'aria-describedby': described },
      h('legend', {}, field.label, must),
      choiceBoxes(page, field, input),
      hint,
    );
  }
  const wide = input.kind === 'text' && (input.multiline || input.maxLength > SHORT);
  return h(
    'div',
    { class: wide ? 'field wide' : 'field' },
    h('label', { for: id }, field.label, must),
    inputElement(page, field, {
      id,
      name: field.name,
      required: field.required,
      'aria-describedby': described,
    }),
    hint,
  );
}

/** Whether a field is to be marked as required: a choice that is already made cannot be left empty. @param {WireField} field */
const hasToBeFilled = ({ required, input, value }) =>
  required && !(input.kind === 'choice' && input.options.some((option) => option.value === value));

/**
 * Checkboxes. If the field is required and none is ticked, the first box is invalid and says so.
 * @param {Page} page
 * @param {WireField} field
 * @param {Choices} input
 */
function choiceBoxes(page, field, input) {
  const boxes = input.options.map(({ value }) =>
    h('input', {
      type: 'checkbox',
      name: field.name,
      value,
      checked: input.chosen.includes(value),
      onchange: check,
    }),
  );
  function check() {
    const none = field.required && !boxes.some((box) => box.checked);
    boxes[0]?.setCustomValidity(none ? page.t.chooseSome : '');
  }
  check();
  return h(
    'div',
    { class: 'boxes' },
    input.options.map(({ label }, i) => h('label', { class: 'box-choice' }, boxes[i], h('span', {}, label))),
  );
}

/**
 * @param {Page} page
 * @param {WireField} field
 * @param {Record<string, string | boolean | null>} shared
 */
function inputElement(page, field, shared) {
  const { input, value } = field;
  switch (input.kind) {
    case 'choice': {
      // We never choose for the member: an optional choice may stay empty, a required one has to be made.
      const open = !field.required || !input.options.some((option) => option.value === value);
      return h(
        'select',
        shared,
        open && h('option', { value: '' }, field.required ? page.t.choose : page.t.noChoice),
        input.options.map((option) =>
          h('option', { value: option.value, selected: option.value === value }, option.label),
        ),
      );
    }
    case 'date':
      return h('input', { ...shared, type: 'date', value });
    case 'text':
      return input.multiline
        ? h('textarea', { ...shared, rows: 3, maxlength: input.maxLength }, value)
        : h('input', { ...shared, type: 'text', maxlength: input.maxLength, value, autocomplete: 'off' });
    case 'choices':
      return null;
  }
}
