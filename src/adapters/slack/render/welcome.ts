import type { Locale } from '../../../core/model/locale.ts';
import type { WelcomeView } from '../../../core/views.ts';
import { buttons, fallback, header, type Rendered, section } from './blocks.ts';

/** The welcome of a challenge: title, lines and buttons. */
export function renderWelcome(view: WelcomeView, locale: Locale): Rendered {
  return {
    text: fallback([view.title, ...view.lines], locale),
    blocks: [...header(view.title), ...section(view.lines, locale), ...buttons(view.buttons)],
  };
}
