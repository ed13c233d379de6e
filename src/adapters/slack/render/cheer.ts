import type { KnownBlock } from '@slack/web-api';
import type { Locale } from '../../../core/model/locale.ts';
import type { CheerView, Line } from '../../../core/views.ts';
import { buttons, context, fallback, type Rendered, section } from './blocks.ts';

/** A whole cheer: its words, and below them the small print and buttons. */
export function renderCheer(view: CheerView, locale: Locale): Rendered {
  const words = section(
    view.lines.map((line) => [line]),
    locale,
  );
  return {
    text: fallback([...view.lines, ...smallPrint(view)], locale),
    blocks: [...words, ...underWords(view, locale)],
  };
}

/** The small print and buttons below a cheer's words. Also ends a streamed message, whose words are there already. */
export function underWords(view: CheerView, locale: Locale): KnownBlock[] {
  return [
    ...smallPrint(view).flatMap((line) => context(line, locale)),
    ...(view.footer === null ? [] : context([view.footer], locale)),
    ...buttons(view.buttons ?? []),
  ];
}

function smallPrint({ credit, memory, speaker }: CheerView): readonly Line[] {
  return [credit, memory, speaker?.line && [speaker.line]].flatMap((line) => (line ? [line] : []));
}
