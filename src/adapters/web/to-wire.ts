import { reasonOf } from '../../core/errors.ts';
import type { Locale } from '../../core/model/locale.ts';
import { altOf } from '../../core/pictures/alt.ts';
import { gridOf } from '../../core/pictures/grid.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { View } from '../../core/views.ts';
import { commandName } from './command-line.ts';
import { directOf, memberById, PAL } from './demo.ts';
import type { SignedPictures } from './pictures/links.ts';
import { renderView } from './render/index.ts';
import type { StoredMessage } from './store.ts';
import type { WireMessage, WirePicture, WireView } from './wire.ts';

/** Renders what is sent to the page for one reader; it changes nothing. */
export interface ToWire {
  message(message: StoredMessage, locale: Locale): Promise<WireMessage>;
  /**
   * Renders one message of several. Null if it cannot be rendered; that is a bug of ours, which is logged and must not hide the other
   * messages.
   */
  shown(message: StoredMessage, locale: Locale): Promise<WireMessage | null>;
  /** Renders a view that was just made; the caller has stored its picture. */
  view(view: View, locale: Locale): Promise<WireView>;
}

/** How long the specs of pictures are kept, in ms; older cards are shown as signs and words. */
export const PICTURE_LIFE = 30 * 24 * 60 * 60_000;
const DAY = 24 * 60 * 60_000;

/** Creates the renderer of messages and answers, with an address for each picture that can still be drawn. */
export function createToWire({
  links,
  clock,
  log,
}: {
  readonly links: Pick<SignedPictures, 'pathOf'>;
  readonly clock: Clock;
  readonly log: Log;
}): ToWire {
  async function pictureOf(view: View, madeAt: number): Promise<WirePicture | null> {
    // The page draws faces itself.
    if (view.view !== 'card' || view.picture === null || view.picture.kind === 'face') return null;
    const { picture } = view;
    const kept = clock.now() - madeAt < PICTURE_LIFE - DAY;
    return {
      src: kept ? await links.pathOf(picture) : null,
      alt: altOf(picture),
      grid: gridOf(picture),
    };
  }

  const rendered = async (view: View, locale: Locale, madeAt: number) =>
    renderView(view, (path) => commandName(path, locale), await pictureOf(view, madeAt));

  async function wired(message: StoredMessage, locale: Locale): Promise<WireMessage> {
    const { view } = message;
    // A proof given by command is shown under its member's name, although the message was posted by the hamster.
    const author =
      view?.view === 'proofCard' && memberById(view.member.ref) ? view.member.ref : message.author;
    return {
      id: message.id,
      parent: message.parent,
      author,
      text: message.text,
      view: view && (await rendered(view, locale, message.editedAt ?? message.at)),
      files: message.files.map(({ id, name, size, shown }) => ({ id, name, size, shown })),
      reactions: message.reactions,
      at: message.at,
      editedAt: message.author === PAL ? null : message.editedAt,
      deleted: message.deletedAt !== null,
      onlyYou: message.onlyFor !== null,
      direct: message.onlyFor !== null && message.channel === directOf(message.onlyFor),
      welcome: view?.view === 'welcome',
    };
  }

  return {
    view: (view, locale) => rendered(view, locale, clock.now()),
    message: wired,
    async shown(message, locale) {
      try {
        return await wired(message, locale);
      } catch (error) {
        log.error('web.message_not_shown', { message: message.id, reason: reasonOf(error) });
        return null;
      }
    },
  };
}
