import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import type { FormField, FormView } from '../../../core/views.ts';
import { fitText } from './text.ts';

/** Discord: components/reference, Modals and Label. */
const TITLE_MAX = 45;
const LABEL_MAX = 45;
const HINT_MAX = 100;
const OPTION_MAX = 100;
const TEXT_MAX = 4000;
const FIELDS_MAX = 5;
const OPTIONS_MAX = 25;

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

function renderField(field: FormField) {
  switch (field.kind) {
    case 'text': {
      const max = Math.min(field.maxLength, TEXT_MAX);
      return {
        type: ComponentType.TextInput as const,
        custom_id: field.name,
        style: field.multiline === true ? TextInputStyle.Paragraph : TextInputStyle.Short,
        required: field.required,
        max_length: max,
        ...(field.value === undefined ? {} : { value: field.value.slice(0, max) }),
      };
    }
    case 'choice':
      return {
        type: ComponentType.StringSelect as const,
        custom_id: field.name,
        required: field.required,
        min_values: field.required ? 1 : 0,
        max_values: 1,
        options: field.options.slice(0, OPTIONS_MAX).map(({ value, label }) => ({
          value: value.slice(0, OPTION_MAX),
          label: fitText(label, OPTION_MAX),
          default: value === field.value,
        })),
      };
  }
}
