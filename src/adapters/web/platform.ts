import { isOneEmoji } from '../../core/challenge/title.ts';
import { PlatformError } from '../../core/errors.ts';
import type { ChatPlatform, PostTarget, SendAttempt } from '../../core/ports.ts';
import type { PostView } from '../../core/views.ts';
import { directOf, memberById, messageRef, PAL, WORKSPACE } from './demo.ts';
import type { Feed } from './events.ts';
import { type Intake, memberOf, targetOf } from './intake.ts';
import type { SignedPictures } from './pictures/links.ts';
import type { StoredMessage, WebStore } from './store.ts';

export interface PlatformDeps {
  readonly store: WebStore;
  readonly intake: Intake;
  readonly feed: Feed;
  readonly links: Pick<SignedPictures, 'keep'>;
  /** Whether an error means that the database is away, rather than that something is wrong with the query. */
  readonly isOutage: (error: unknown) => boolean;
}

/** The page as a chat platform. Every message here is a row, so every effect is as reliable as the database. */
export function createPlatform({ store, intake, feed, links, isOutage }: PlatformDeps): ChatPlatform {
  const rows: Rows = { store, database: createDatabase(isOutage) };
  const { database } = rows;
  let connected = false;

  async function keepPicture(view: PostView): Promise<void> {
    const picture = view.view === 'card' ? view.picture : null;
    if (picture) await database(() => links.keep(picture));
  }

  return {
    name: 'web',
    caps: { privateNotice: true, formFields: 40, pinsWelcome: true, canMark: isOneEmoji, fileGoes: 'here' },

    async start(inbound) {
      intake.start(inbound);
      connected = true;
    },

    async stop() {
      connected = false;
      feed.close();
      await intake.stop();
    },

    hears: async () => (connected ? 'everything' : 'nothing'),
    // Everybody who opens the page can read the whole channel.
    channelFacts: async () => ({ closed: false, takesPosts: true }),

    async messageFacts(message, by) {
      const found = await database(() => store.message(message));
      const marking = memberById(by);
      if (!found || found.deletedAt !== null || !marking) return null;
      return { target: targetOf(found), member: memberOf(marking), byBot: false };
    },

    async ensureReaction(message, mark) {
      await existing(rows, message);
      await database(() => store.react({ message, mark, by: PAL, on: true }, { inbox: false }));
    },

    async ensureReactionRemoved(message, mark) {
      await database(() => store.react({ message, mark, by: PAL, on: false }, { inbox: false }));
    },

    async ensurePosted(target, view, attempt) {
      const place = await placeOf(rows, target);
      await keepPicture(view);
      attempt.fence();
      const { message } = await post(rows, place, view, attempt);
      return messageRef(message.id);
    },

    async findPosted(_target, _view, key) {
      const found = await database(() => store.byKey(key));
      return found && found.deletedAt === null ? messageRef(found.id) : null;
    },

    async ensureEdited(message, view) {
      const found = await own(rows, message);
      if (JSON.stringify(found.view) === JSON.stringify(view)) return;
      await keepPicture(view);
      const edited = await database(() => store.edit(message, { view }, { inbox: false }));
      if (!edited) throw new PlatformError('gone', 'web message');
    },

    async ensureRemoved(message) {
      const found = await database(() => store.message(message));
      if (!found || found.deletedAt !== null) return;
      if (found.author !== PAL) throw new PlatformError('forbidden', 'not a message of ours');
      await database(() => store.remove(message, { inbox: false }));
    },

    async fetchFile(file, signal) {
      signal.throwIfAborted();
      const bytes = await database(() => store.fileBytes(file));
      if (!bytes) throw new PlatformError('gone', 'web file');
      return { bytes };
    },

    // These links are followed only on the page itself, whose host may change, so they contain none.
    linkTo: (message) => `#m${message}`,
  };
}

interface Rows {
  readonly store: WebStore;
  readonly database: <T>(work: () => Promise<T>) => Promise<T>;
}

interface Place {
  readonly channel: string;
  readonly parent: string | null;
  readonly onlyFor: string | null;
}

async function placeOf(rows: Rows, target: PostTarget): Promise<Place> {
  switch (target.kind) {
    case 'thread': {
      const on = await existing(rows, target.on);
      return { channel: on.channel, parent: on.parent ?? on.id, onlyFor: on.onlyFor };
    }
    case 'channel':
      return { channel: target.channel, parent: null, onlyFor: null };
    case 'private':
      if (!memberById(target.member)) throw new PlatformError('gone', 'web member');
      return { channel: target.channel, parent: null, onlyFor: target.member };
    case 'direct':
      if (!memberById(target.member)) throw new PlatformError('gone', 'web member');
      return { channel: directOf(target.member), parent: null, onlyFor: target.member };
  }
}

const post = ({ store, database }: Rows, place: Place, view: PostView, attempt: SendAttempt) =>
  database(async () => {
    const shown =
      view.view === 'proofCard' ? await Promise.all(view.photos.map((ref) => store.fileInfo(ref))) : [];
    const files = shown.filter((file) => file !== null);
    return store.post(
      { workspace: WORKSPACE, author: PAL, text: '', files, ...place, view, key: attempt.key },
      { inbox: false },
    );
  });

async function existing({ store, database }: Rows, id: string): Promise<StoredMessage> {
  const message = await database(() => store.message(id));
  if (!message || message.deletedAt !== null) throw new PlatformError('gone', 'web message');
  return message;
}

async function own(rows: Rows, id: string): Promise<StoredMessage> {
  const message = await existing(rows, id);
  if (message.author !== PAL) throw new PlatformError('forbidden', 'not a message of ours');
  return message;
}

/**
 * Turns database outages into PlatformError `unavailable`: the database is the page's only remote part, and retrying later is safe (keys
 * are unique). Any other error is a bug of ours and is thrown unchanged.
 */
function createDatabase(isOutage: PlatformDeps['isOutage']): Rows['database'] {
  return async (work) => {
    try {
      return await work();
    } catch (cause) {
      throw isOutage(cause) ? new PlatformError('unavailable', 'database', { cause }) : cause;
    }
  };
}
