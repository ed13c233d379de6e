import type { Locale } from '../model/locale.ts';
import type { CardView, NoteView } from '../views.ts';
import type { CareKind } from './guard.ts';
import { linesFor } from './help-lines.ts';
import { careTexts } from './texts/index.ts';

/** The note to a member in danger: fixed words, and the lines that reach them. Pure. */
export function careView(
  what: CareKind,
  of: { readonly locale: Locale; readonly zone: string | null; readonly workspaceZone: string },
): CardView {
  const texts = careTexts[of.locale];
  const lines = linesFor(what, of);
  const told = [
    texts.opening[what],
    lines.length > 0 ? texts.lines : texts.noLines,
    texts.danger,
    texts.mistaken,
  ];
  return {
    view: 'card',
    title: texts.title,
    lines: told.map((line) => [line]),
    fields: lines.map((line) => {
      const where = [texts.country[line.country], ...(line.always ? [texts.always] : [])].join(', ');
      return { label: `${line.name[of.locale]} (${where})`, value: [line.reach] };
    }),
    picture: null,
    buttons: [],
  };
}

/** What the thread shows where nothing private arrives: no subject, no numbers. */
export function hereView(locale: Locale): NoteView {
  return { view: 'note', line: [careTexts[locale].here] };
}

/** What a manager reads: no name, no words. */
export function managerView(locale: Locale): NoteView {
  return { view: 'note', line: [careTexts[locale].manager] };
}
