import {
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';
import type { FormField, FormView } from '../../../core/views.ts';
import { takingPosts } from '../channels.ts';
import { fitText } from './text.ts';

/** Limits of a form (Discord: components/reference, Modals and Label). */
const TITLE_MAX = 45;
const LABEL_MAX = 45;
const HINT_MAX = 100;
const OPTION_MAX = 100;
const TEXT_MAX = 4000;
const FIELDS_MAX = 5;
const OPTIONS_MAX = 25;
/** Long enough for words like "yesterday", which the core understands too. */
const DATE_MAX = 20;
const snowflake = /^\d{17,20}$/;

/** A form as a Discord modal: at most five fields, each in a label. */
export function renderForm(form: FormView): APIModalInteractionResponseCallbackData {
  return {
    custom_id: form.action,
    title: fitText(form.title, TITLE_MAX),
    components: form.fields.slice(0, FIELDS_MAX).map((field) => ({
      type: ComponentType.Label,
      label: fitText(field.label, LABEL_MAX),
      ...(field.hint === undefined ? {} : { description: fitText(field.hint, HINT_MAX) }),
      component: renderField(field),
    })),
  };
}

function renderField(field: FormField): APIComponentInLabel {
  const base = { custom_id: field.name, required: field.required };
  switch (field.kind) {
    case 'text': {
      const max = Math.min(field.maxLength, TEXT_MAX);
      return {
        ...base,
        type: ComponentType.TextInput,
        style: field.multiline === true ? TextInputStyle.Paragraph : TextInputStyle.Short,
        max_length: max,
        ...(field.value === undefined ? {} : { value: fitValue(field.value, max) }),
      };
    }
    case 'date':
      return {
        ...base,
        type: ComponentType.TextInput,
        style: TextInputStyle.Short,
        placeholder: 'YYYY-MM-DD',
        max_length: DATE_MAX,
        ...(field.value === undefined ? {} : { value: fitValue(field.value, DATE_MAX) }),
      };
    case 'choice':
      return stringSelect(field, field.value === undefined ? [] : [field.value], 1);
    case 'choices':
      return stringSelect(field, field.values, Math.min(field.options.length, OPTIONS_MAX));
    case 'channel':
      return {
        ...base,
        ...picks(field.required),
        type: ComponentType.ChannelSelect,
        channel_types: [...takingPosts],
        ...chosen(field.value, SelectMenuDefaultValueType.Channel),
      };
    case 'member':
      return {
        ...base,
        ...picks(field.required),
        type: ComponentType.UserSelect,
        ...chosen(field.value, SelectMenuDefaultValueType.User),
      };
  }
}

function stringSelect(
  field: FormField & { readonly kind: 'choice' | 'choices' },
  values: readonly string[],
  most: number,
): APIComponentInLabel {
  return {
    type: ComponentType.StringSelect,
    custom_id: field.name,
    required: field.required,
    min_values: field.required ? 1 : 0,
    max_values: most,
    options: field.options.slice(0, OPTIONS_MAX).map(({ value, label }) => ({
      value: value.slice(0, OPTION_MAX),
      label: fitText(label, OPTION_MAX),
      default: values.includes(value),
    })),
  };
}

function picks(required: boolean) {
  return { min_values: required ? 1 : 0, max_values: 1 };
}

/** The preselected value. A ref that is no Discord id is left out, since Discord would refuse the whole form for it. */
function chosen<Type extends SelectMenuDefaultValueType>(ref: string | undefined, type: Type) {
  return ref !== undefined && snowflake.test(ref) ? { default_values: [{ id: ref, type }] } : {};
}

/** The first `max` UTF-16 units of the value, without half of a surrogate pair at the end. */
function fitValue(value: string, max: number): string {
  return value.length <= max
    ? value
    : value
        .slice(0, max)
        .toWellFormed()
        .replace(/\uFFFD$/, '');
}
