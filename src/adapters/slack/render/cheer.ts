import type { Locale } from '../../../core/model/locale.ts';
import type { CheerView } from '../../../core/views.ts';
import { buttons, context, fallback, type Rendered, section } from './blocks.ts';

export function renderCheer(view: CheerView, locale: Locale): Rendered {
  const { credit, memory, speaker } = view;
  return {
    text: fallback([...view.lines, ...(credit ? [credit] : []), ...(memory ? [memory] : [])], locale),
    blocks: [
      ...section(
        view.lines.map((line) => [line]),
        locale,
      ),
      ...(credit ? context(credit, locale) : []),
      ...(memory ? context(memory, locale) : []),
      ...(speaker?.line ? context([speaker.line], locale) : []),
      ...(view.footer === null ? [] : context([view.footer], locale)),
      ...buttons(view.buttons ?? []),
    ],
  };
}
