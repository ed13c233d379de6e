import type { Locale } from '../../../core/model/locale.ts';
import type { ProofCardView } from '../../../core/views.ts';
import { fallback, type Rendered, section } from './blocks.ts';

/** The heading and the text of a proof, each as a section. */
export function renderProofCard(view: ProofCardView, locale: Locale): Rendered {
  return {
    text: fallback([view.heading, view.text], locale),
    blocks: [...section([view.heading], locale), ...section([[view.text]], locale)],
  };
}
