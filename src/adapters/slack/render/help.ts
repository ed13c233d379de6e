import type { Locale } from '../../../core/model/locale.ts';
import type { HelpView, Line } from '../../../core/views.ts';
import { fallback, header, type Rendered, section } from './blocks.ts';

/** Commands per section: together far below 3000 characters in every language. */
const PER_SECTION = 12;

/** The help text: a heading, an introduction and the commands, twelve to a section. */
export function renderHelp(view: HelpView, locale: Locale): Rendered {
  const commands = view.commands.map(({ path, text }): Line => [{ kind: 'command', path }, `  ${text}`]);
  const blocks = [...header(view.heading), ...section(view.intro, locale)];
  for (let i = 0; i < commands.length; i += PER_SECTION) {
    blocks.push(...section(commands.slice(i, i + PER_SECTION), locale));
  }
  return { text: fallback([view.heading, ...view.intro], locale), blocks };
}
