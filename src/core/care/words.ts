import { localeAbout } from '../model/language.ts';
import { LOCALES, type Locale } from '../model/locale.ts';
import type { CardView, NoteView, PostView } from '../views.ts';
import type { CareKind } from './guard.ts';
import { linesFor, type Reached } from './help-lines.ts';
import { signsOf } from './signs.ts';
import { careTexts } from './texts/index.ts';

/**
 * The language of a note to a member in danger. As for any reply to a text (`localeAbout`), but where that would fall back to the
 * workspace's language, that of the words that gave the strong sign is used: a cry for help is often too short for its language to
 * be recognised by letters ("I want to die"). Pure.
 */
export function localeOfCare(
  text: string,
  known: { readonly own: Locale | null; readonly house: Locale },
): Locale {
  return localeAbout(text, { ...known, house: signsOf(text).toldIn ?? known.house });
}

/** The note to a member in danger: fixed text, and the help lines of their country. Pure. */
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

/** The language of a note, read from its title, for when its cause is erased; null if no language has that title (any more). */
export function localeOfNote(note: PostView): Locale | null {
  return LOCALES.find((locale) => note.view === 'card' && note.title === careTexts[locale].title) ?? null;
}

/** The line in the thread for a member who can be reached neither privately nor directly: no subject, no numbers. */
export function hereView(locale: Locale): NoteView {
  return { view: 'note', line: [careTexts[locale].here] };
}

/** The note to the challenge's host: without the member's name and words. */
export function managerView(locale: Locale): NoteView {
  return { view: 'note', line: [careTexts[locale].manager] };
}
