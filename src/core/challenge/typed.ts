import type { MemberId } from '../model/ids.ts';
import type { FormField, FormView } from '../views.ts';

export type Typed = Readonly<Record<string, string>>;

/** What was typed into a form that was refused, kept for a day: nobody types it twice. */
export interface TypedTx {
  /** Answers the id under which it is found again. */
  keepTyped(member: MemberId, values: Typed): Promise<string>;
  /** Null: of somebody else, or no longer there. */
  findTyped(member: MemberId, id: string): Promise<Typed | null>;
}

/** A form filled in with what was typed, where there is a field for it that can hold it. */
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
