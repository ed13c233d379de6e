import type { Locale } from '../../../core/model/locale.ts';
import type { AnswerView } from '../../../core/views.ts';
import { buttons, fallback, type Rendered, section } from './blocks.ts';

/** An answer as a section of its lines, with its buttons below. */
export function renderAnswer(view: AnswerView, locale: Locale): Rendered {
  return {
    text: fallback(view.lines, locale),
    blocks: [...section(view.lines, locale), ...buttons(view.buttons)],
  };
}
