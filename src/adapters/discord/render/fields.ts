import type { Line } from '../../../core/views.ts';
import { fitEscaped, type RenderContext, renderLine } from './text.ts';

const LABEL_MAX = 100;
const VALUE_MAX = 500;

/** Labels and values, one pair per line, at most `max` characters in total; pairs that do not fit are left out. */
export function renderFields(
  fields: readonly { readonly label: string; readonly value: Line }[],
  context: RenderContext,
  max: number,
): string {
  let text = '';
  for (const field of fields) {
    const line = `**${fitEscaped(field.label, LABEL_MAX)}** ${renderLine(field.value, context, VALUE_MAX)}`;
    if (text.length + line.length + 1 > max) break;
    text += text === '' ? line : `\n${line}`;
  }
  return text;
}
