import type { Locale } from '../../../core/model/locale.ts';
import type { NoteView } from '../../../core/views.ts';
import { buttons, fallback, type Rendered, section } from './blocks.ts';

export function renderNote(view: NoteView, locale: Locale): Rendered {
  return {
    text: fallback([view.line], locale),
    blocks: [...section([view.line], locale), ...buttons(view.buttons ?? [])],
  };
}
