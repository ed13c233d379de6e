import type { Locale } from '../../../core/model/locale.ts';
import type { FormField, FormView } from '../../../core/views.ts';
import { CHANNEL, CHANNEL_NAMES, MEMBERS } from '../demo.ts';
import type { WireField, WireForm } from '../wire.ts';

/** Renders a form. Channels and members become choices, since the page has few of them. */
export const renderForm = (form: FormView, locale: Locale): WireForm => ({
  action: form.action,
  title: form.title,
  submit: form.submit,
  fields: form.fields.map((field) => renderField(field, locale)),
});

function renderField(field: FormField, locale: Locale): WireField {
  const { name, label, required } = field;
  const shared = { name, label, required, hint: field.hint ?? null };
  const plain = { ...shared, value: 'value' in field ? (field.value ?? '') : '' };
  switch (field.kind) {
    case 'text':
      return {
        ...plain,
        input: { kind: 'text', multiline: field.multiline ?? false, maxLength: field.maxLength },
      };
    case 'choice':
      return { ...plain, input: { kind: 'choice', options: field.options } };
    case 'choices':
      return {
        ...shared,
        value: '',
        input: { kind: 'choices', options: field.options, chosen: field.values },
      };
    case 'date':
      return { ...plain, input: { kind: 'date' } };
    case 'channel': {
      const options = [{ value: CHANNEL, label: `#${CHANNEL_NAMES[locale]}` }];
      return { ...plain, input: { kind: 'choice', options } };
    }
    case 'member': {
      const options = MEMBERS.map((member) => ({ value: member.id, label: member.name }));
      return { ...plain, input: { kind: 'choice', options } };
    }
  }
}
