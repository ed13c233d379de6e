import type { Locale } from '../../../core/model/locale.ts';
import type { SettingsView } from '../../../core/views.ts';
import { context, fallback, fields, header, type Rendered } from './blocks.ts';

/** Settings: a heading, the fields, and a hint in small print. */
export function renderSettings(view: SettingsView, locale: Locale): Rendered {
  return {
    text: fallback([view.heading, view.hint], locale),
    blocks: [...header(view.heading), ...fields(view.fields, locale), ...context(view.hint, locale)],
  };
}
