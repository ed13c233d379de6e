import type { Locale } from '../../../core/model/locale.ts';
import type { ChallengeInfoView } from '../../../core/views.ts';
import { buttons, fallback, fields, header, type Rendered, section } from './blocks.ts';

/** One challenge in detail: title, sentence, fields and buttons. */
export function renderChallengeInfo(view: ChallengeInfoView, locale: Locale): Rendered {
  return {
    text: fallback([view.title, view.sentence], locale),
    blocks: [
      ...header(view.title),
      ...section([[view.sentence]], locale),
      ...fields(view.fields, locale),
      ...buttons(view.buttons),
    ],
  };
}
