import type { Locale } from '../../../core/model/locale.ts';
import type { ChallengeListView } from '../../../core/views.ts';
import { buttons, context, fallback, header, type Rendered, section } from './blocks.ts';

/** With two blocks per item and three around them, this many items stay within a message's fifty blocks. */
const MAX_ITEMS = 23;

/** A list of challenges. Those beyond the 23rd are counted in a closing "+n". */
export function renderChallengeList(view: ChallengeListView, locale: Locale): Rendered {
  if (view.items.length === 0) {
    return {
      text: fallback([view.heading, view.empty], locale),
      blocks: [...header(view.heading), ...section([view.empty], locale)],
    };
  }
  const shown = view.items.slice(0, MAX_ITEMS);
  const more = view.items.length - shown.length;
  return {
    text: fallback([view.heading, ...shown.map((item) => item.title)], locale),
    blocks: [
      ...header(view.heading),
      ...shown.flatMap((item) => [
        ...section([[{ kind: 'bold', text: item.title }], item.line], locale),
        ...buttons(item.buttons),
      ]),
      ...(more > 0 ? context([`+${more}`], locale) : []),
    ],
  };
}
