import type { KnownBlock } from '@slack/web-api';
import type { Locale } from '../../../core/model/locale.ts';
import type { CheerView, Line } from '../../../core/views.ts';
import { buttons, context, fallback, type Rendered, section } from './blocks.ts';

/** A message's words, and all that stands under them. */
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

/** What stands under the words: small print and buttons. A streamed message has its words already. */
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
