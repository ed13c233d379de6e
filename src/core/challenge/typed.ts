import type { MemberId } from '../model/ids.ts';
import type { FormField, FormView } from '../views.ts';

export type Typed = Readonly<Record<string, string>>;

/** Input of a refused form, kept for a day so that nobody has to type it twice. */
export interface TypedTx {
  /** Stores the input and returns the id under which it is found again. */
  keepTyped(member: MemberId, values: Typed): Promise<string>;
  /** Null when it is somebody else's, or no longer there. */
  findTyped(member: MemberId, id: string): Promise<Typed | null>;
}

/** The form filled with what was typed, where it has a field that can hold it. */
export function withTyped(form: FormView, typed: Typed | null): FormView {
  if (typed === null) return form;
  return { ...form, fields: form.fields.map((field) => filled(field, typed[field.name])) };
}

function filled(field: FormField, typed: string | undefined): FormField {
  if (typed === undefined) return field;
  switch (field.kind) {
    case 'text':
      return { ...field, value: typed.slice(0, field.maxLength) };
    case 'date':
    case 'channel':
    case 'member':
      return { ...field, value: typed };
    case 'choice':
      return field.options.some(({ value }) => value === typed) ? { ...field, value: typed } : field;
    case 'choices': {
      const chosen = typed.split(',');
      return {
        ...field,
        values: field.options.flatMap(({ value }) => (chosen.includes(value) ? [value] : [])),
      };
    }
  }
}
