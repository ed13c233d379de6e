import type { Locale } from '../../../core/model/locale.ts';
import { gridOf } from '../../../core/pictures/grid.ts';
import type { NoteView } from '../../../core/views.ts';
import { buttons, context, fallback, type Rendered, section } from './blocks.ts';
import { imageOf, type Shown } from './card.ts';

/** A note. Its face is shown small to the right of the words; where that is not possible, its sign is put before them. */
export function renderNote(
  { line, face, footer, ...view }: NoteView,
  locale: Locale,
  shown: Shown,
): Rendered {
  const image = face === undefined ? null : imageOf(face, shown);
  const said = face === undefined || image !== null ? line : [`${gridOf(face)} `, ...line];
  const words = section([said], locale);
  return {
    text: fallback([said], locale),
    blocks: [
      ...words.map((block) =>
        block.type === 'section' && image !== null ? { ...block, accessory: image } : block,
      ),
      ...(footer === undefined ? [] : context([footer], locale)),
      ...buttons(view.buttons ?? []),
    ],
  };
}
