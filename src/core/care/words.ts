import { localeAbout } from '../model/language.ts';
import { LOCALES, type Locale } from '../model/locale.ts';
import type { CardView, NoteView, PostView } from '../views.ts';
import type { CareKind } from './guard.ts';
import { linesFor, type Reached } from './help-lines.ts';
import { signsOf } from './signs.ts';
import { careTexts } from './texts/index.ts';

/**
 * The language in which a member in danger is told: as for anything they wrote (`localeAbout`), but the words that tell of it decide
 * before the house does. A cry is often too short to be a language's by its letters ("I want to die"). Pure.
 */
export function localeOfCare(
  text: string,
  known: { readonly own: Locale | null; readonly house: Locale },
): Locale {
  return localeAbout(text, { ...known, house: signsOf(text).toldIn ?? known.house });
}

/** The note to a member in danger: fixed words, and the lines that reach them. Pure. */
export function careView(what: CareKind, of: Reached): CardView {
  const texts = careTexts[of.spoken];
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
      return { label: `${line.name[of.spoken]} (${where})`, value: [line.reach] };
    }),
    picture: null,
    buttons: [],
  };
}

/** The language a note was written in, once its cause is forgotten; null: in words of another version. */
export function localeOfNote(note: PostView): Locale | null {
  return LOCALES.find((locale) => note.view === 'card' && note.title === careTexts[locale].title) ?? null;
}

/** What the thread shows where nothing private arrives: no subject, no numbers. */
export function hereView(locale: Locale): NoteView {
  return { view: 'note', line: [careTexts[locale].here] };
}

/** What a manager reads: no name, no words. */
export function managerView(locale: Locale): NoteView {
  return { view: 'note', line: [careTexts[locale].manager] };
}
