import { actionId } from '../actions.ts';
import type { Messages } from '../messages/index.ts';
import type { MessageRef } from '../model/ids.ts';
import type { Button, CardView, Line } from '../views.ts';
import { excerpt } from './excerpt.ts';
import type { ProofRecord } from './store.ts';

/** Records on one page of a card. */
export const recordsPerPage = 5;

/** The offsets at which the neighbouring pages start; null where there is none. */
export interface Page {
  readonly newer: number | null;
  readonly older: number | null;
}

/**
 * The neighbours of the page at `offset`. `found` is how many rows were read from there: one more than a page means that there is
 * a next one.
 */
export function pageAt(offset: number, found: number): Page {
  return {
    newer: offset > 0 ? Math.max(0, offset - recordsPerPage) : null,
    older: found > recordsPerPage ? offset + recordsPerPage : null,
  };
}

/** A page of proofs: when and for which challenges, what was said (matches in bold), and a link to the message. */
export function recordCard({
  title,
  found,
  words,
  buttons,
  texts,
  linkTo,
}: {
  readonly title: string;
  readonly found: readonly ProofRecord[];
  readonly words: readonly string[];
  readonly buttons: readonly Button[];
  readonly texts: Messages;
  readonly linkTo: (message: MessageRef) => string | null;
}): CardView {
  const fields = found.slice(0, recordsPerPage).map((record) => ({
    label: texts.records.when(record.day, record.titles),
    value: recordLine(record, words, texts, linkTo),
  }));
  return { view: 'card', title, lines: [], fields, picture: null, buttons };
}

function recordLine(
  { text, photos, message }: ProofRecord,
  words: readonly string[],
  { records }: Messages,
  linkTo: (message: MessageRef) => string | null,
): Line {
  const said = excerpt(text, words);
  const url = message === null ? null : linkTo(message);
  return [
    ...(said.length > 0 ? said : [photos > 0 ? records.onlyPhotos : records.onlyFiles]),
    ...(photos > 0 && said.length > 0 ? [` · ${records.photos(photos)}`] : []),
    ...(url === null ? [] : [' · ', { kind: 'link', text: records.see, url } as const]),
  ];
}

/** Buttons to the neighbouring pages; `to` makes the action for a page that starts at an offset. */
export function pageButtons(
  page: Page,
  { records }: Messages,
  to: (offset: number) => Parameters<typeof actionId>[0],
): readonly Button[] {
  const button = (offset: number | null, label: string): Button[] =>
    offset === null ? [] : [{ action: actionId(to(offset)), label, style: 'secondary' }];
  return [...button(page.newer, records.newer), ...button(page.older, records.older)];
}
