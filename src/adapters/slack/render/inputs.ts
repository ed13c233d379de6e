import type { InputBlock, PlainTextOption } from '@slack/web-api';
import { parseDay } from '../../../core/model/day.ts';
import type { FormField } from '../../../core/views.ts';
import { plainText } from './blocks.ts';
import { clip } from './inline.ts';

type Element = InputBlock['element'];
type FieldOf<Kind extends FormField['kind']> = FormField & { kind: Kind };

/** Slack's limits: the length of a plain_text_input, the options of a select, and the options of checkboxes. */
const INPUT_MAX = 3000;
const OPTIONS_MAX = 100;
const CHECKBOXES_MAX = 10;
/** The longest text of a day where it is typed, not picked. */
const DAY_MAX = 40;

/** The Slack element of a form's field. `fieldValue` (interaction-schemas.ts) reads its value from the submitted form. */
export function inputElement(field: FormField): Element {
  switch (field.kind) {
    case 'text':
      return text(field.name, field.value, field.maxLength, field.multiline === true);
    case 'choice':
      return select(field);
    case 'choices':
      return several(field);
    case 'date':
      return date(field);
    case 'channel':
      return {
        type: 'conversations_select',
        action_id: field.name,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(isRef(field.value, 'CG') ? { initial_conversation: field.value } : {}),
      };
    case 'member':
      return {
        type: 'users_select',
        action_id: field.name,
        ...(isRef(field.value, 'UW') ? { initial_user: field.value } : {}),
      };
  }
}

function text(name: string, value: string | undefined, maxLength: number, multiline: boolean): Element {
  const max = Math.min(maxLength, INPUT_MAX);
  return {
    type: 'plain_text_input',
    action_id: name,
    multiline,
    max_length: max,
    ...(value === undefined || value === '' ? {} : { initial_value: clip(value, max) }),
  };
}

const optionsOf = (field: FieldOf<'choice' | 'choices'>): PlainTextOption[] =>
  field.options.slice(0, OPTIONS_MAX).map(({ value, label }) => ({ text: plainText(label, 75), value }));

function select(field: FieldOf<'choice'>): Element {
  const options = optionsOf(field);
  const initial = options.find((o) => o.value === field.value);
  return {
    type: 'static_select',
    action_id: field.name,
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

/** Checkboxes, which show all options at a glance, as long as Slack allows that many; otherwise a select. */
function several(field: FieldOf<'choices'>): Element {
  const options = optionsOf(field);
  const chosen = options.filter(({ value }) => value !== undefined && field.values.includes(value));
  return {
    type: options.length <= CHECKBOXES_MAX ? 'checkboxes' : 'multi_static_select',
    action_id: field.name,
    options,
    ...(chosen.length === 0 ? {} : { initial_options: chosen }),
  };
}

/** A date picker. A value that is no date, because somebody typed it, gets a text input instead so that it can be corrected. */
function date(field: FieldOf<'date'>): Element {
  const { name, value } = field;
  const day = parseDay(value ?? '');
  if (value !== undefined && value !== '' && day === null) return text(name, value, DAY_MAX, false);
  return { type: 'datepicker', action_id: name, ...(day === null ? {} : { initial_date: day }) };
}

function isRef(value: string | undefined, first: string): value is string {
  return value !== undefined && first.includes(value.charAt(0)) && /^[A-Z0-9]{2,}$/.test(value);
}
