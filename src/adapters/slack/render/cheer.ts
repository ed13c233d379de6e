import type { Locale } from '../../../core/model/locale.ts';
import type { CheerView, Line } from '../../../core/views.ts';
import { buttons, context, fallback, type Rendered, section } from './blocks.ts';

export function renderCheer(view: CheerView, locale: Locale): Rendered {
  const small: readonly Line[] = [
    view.credit,
    view.memory,
    view.speaker?.line && [view.speaker.line],
  ].flatMap((line) => (line ? [line] : []));
  return {
    text: fallback([...view.lines, ...small], locale),
    blocks: [
      ...section(
        view.lines.map((line) => [line]),
        locale,
      ),
      ...small.flatMap((line) => context(line, locale)),
      ...(view.footer === null ? [] : context([view.footer], locale)),
      ...buttons(view.buttons ?? []),
    ],
  };
}
