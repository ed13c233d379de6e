import type { Locale } from '../../core/model/locale.ts';
import { commandName } from './command-line.ts';
import { memberById, PAL } from './demo.ts';
import { renderView } from './render/index.ts';
import type { StoredMessage } from './store.ts';
import type { WireMessage } from './wire.ts';

/** A stored message as one reader sees it. */
export function toWire(message: StoredMessage, locale: Locale): WireMessage {
  const { view } = message;
  // A proof given by command stands in its member's name; whose delivery it is stays the hamster's.
  const author = view?.view === 'proofCard' && memberById(view.member.ref) ? view.member.ref : message.author;
  return {
    id: message.id,
    parent: message.parent,
    author,
    text: message.text,
    view: view && renderView(view, (path) => commandName(path, locale)),
    files: message.files.map(({ id, name, size, shown }) => ({ id, name, size, shown })),
    reactions: message.reactions,
    at: message.at,
    editedAt: message.author === PAL ? null : message.editedAt,
    deleted: message.deletedAt !== null,
    onlyYou: message.onlyFor !== null,
    welcome: view?.view === 'welcome',
  };
}
