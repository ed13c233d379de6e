import type { FormField, FormView } from '../../../core/views.ts';
import type { WireField, WireForm } from '../wire.ts';

export const renderForm = (form: FormView): WireForm => ({
  action: form.action,
  title: form.title,
  submit: form.submit,
  fields: form.fields.map(renderField),
});

function renderField(field: FormField): WireField {
  const { name, label, required } = field;
  const plain = { name, label, required, hint: field.hint ?? null, value: field.value ?? '' };
  switch (field.kind) {
    case 'text':
      return {
        ...plain,
        input: { kind: 'text', multiline: field.multiline ?? false, maxLength: field.maxLength },
      };
    case 'choice':
      return { ...plain, input: { kind: 'choice', options: field.options } };
  }
}
