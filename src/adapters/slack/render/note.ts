import type { Locale } from '../../../core/model/locale.ts';
import { moodSigns, type NoteView } from '../../../core/views.ts';
import { buttons, context, fallback, type Rendered, section } from './blocks.ts';

export function renderNote({ line, mood, footer, ...view }: NoteView, locale: Locale): Rendered {
  const said = mood === undefined ? line : [`${moodSigns[mood]} `, ...line];
  return {
    text: fallback([said], locale),
    blocks: [
      ...section([said], locale),
      ...(footer === undefined ? [] : context([footer], locale)),
      ...buttons(view.buttons ?? []),
    ],
  };
}
