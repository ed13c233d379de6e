import { Hono } from 'hono';
import { z } from 'zod';
import type { Locale } from '../../../core/model/locale.ts';
import { CHANNEL, PAL, WORKSPACE } from '../demo.ts';
import type { Intake } from '../intake.ts';
import { MAX_PHOTOS, MAX_TEXT } from '../limits.ts';
import { RequestProblem } from '../problem.ts';
import { jsonBody, localeOf, memberOf } from '../request.ts';
import type { InboxItem, StoredFile, StoredMessage, WebStore } from '../store.ts';
import type { ToWire } from '../to-wire.ts';
import type { WireMember } from '../wire.ts';

export interface MessageDeps {
  readonly store: WebStore;
  readonly intake: Intake;
  readonly toWire: ToWire;
  readonly defaultLocale: Locale;
}

const id = z.string().regex(/^[0-9]{1,18}$/);
const newMessage = z.object({
  /** Made by the page for each message: sent again after a lost answer, it is posted once. */
  id: z.uuid().optional(),
  text: z.string(),
  parent: id.nullable().default(null),
  files: z.array(z.string().max(60)).default([]),
});
const change = z.object({ text: z.string() });
const reaction = z.object({ mark: z.string().min(1).max(16), on: z.boolean() });

/** Writing: what a member posts, edits, deletes and marks. Stored first, then handed to the core. */
export function messageRoutes({ store, intake, toWire, defaultLocale }: MessageDeps): Hono {
  const hand = async (row: string | null, item: InboxItem) => {
    if (row !== null) await intake.take({ row, item });
  };

  async function ownMessage(messageId: string, me: WireMember): Promise<StoredMessage> {
    const message = id.safeParse(messageId).success ? await store.message(messageId) : null;
    if (!message || message.deletedAt !== null || !isFor(message, me)) throw new RequestProblem('notFound');
    if (message.author !== me.id) throw new RequestProblem('notYours');
    return message;
  }

  async function rootOf(parent: string | null, me: WireMember): Promise<string | null> {
    if (parent === null) return null;
    const root = await store.message(parent);
    if (!root || root.channel !== CHANNEL || !isFor(root, me)) throw new RequestProblem('notFound');
    return root.parent ?? root.id;
  }

  return new Hono()
    .post('/messages', async (c) => {
      const me = memberOf(c);
      const body = await jsonBody(c, newMessage);
      const text = checkText(body.text);
      if (text === '' && body.files.length === 0) throw new RequestProblem('empty');
      const files = await ownFiles(store, body.files);
      const { message, row } = await store.post(
        {
          workspace: WORKSPACE,
          channel: CHANNEL,
          parent: await rootOf(body.parent, me),
          author: me.id,
          text,
          view: null,
          files,
          onlyFor: null,
          key: body.id === undefined ? null : `post:${me.id}:${body.id}`,
        },
        { inbox: true },
      );
      await hand(row, { kind: 'message', id: message.id });
      return c.json(await toWire.message(message, localeOf(c, defaultLocale)), 201);
    })
    .patch('/messages/:id', async (c) => {
      const me = memberOf(c);
      const message = await ownMessage(c.req.param('id'), me);
      const text = checkText((await jsonBody(c, change)).text);
      if (text === '' && message.files.length === 0) throw new RequestProblem('empty');
      if (text === message.text) return c.json(await toWire.message(message, localeOf(c, defaultLocale)));
      const edited = await store.edit(message.id, { text }, { inbox: true });
      if (!edited) throw new RequestProblem('notFound');
      await hand(edited.row, { kind: 'edited', id: message.id });
      return c.json(await toWire.message(edited.message, localeOf(c, defaultLocale)));
    })
    .delete('/messages/:id', async (c) => {
      const message = await ownMessage(c.req.param('id'), memberOf(c));
      const removed = await store.remove(message.id, { inbox: true });
      if (!removed) throw new RequestProblem('notFound');
      const now = await store.message(message.id);
      const at = now?.deletedAt ?? message.at;
      await hand(removed.row, { kind: 'deleted', id: message.id, channel: message.channel, at });
      return c.body(null, 204);
    })
    .put('/messages/:id/reaction', async (c) => {
      const me = memberOf(c);
      const message = await store.message(c.req.param('id'));
      if (!message || message.deletedAt !== null || !isFor(message, me)) throw new RequestProblem('notFound');
      const { mark, on } = await jsonBody(c, reaction);
      if (!isEmoji(mark)) throw new RequestProblem('invalid', 'mark');
      const matters = on && message.channel === CHANNEL && message.author !== PAL;
      const marked = await store.react({ message: message.id, mark, by: me.id, on }, { inbox: matters });
      if (marked) await intake.take(marked);
      return c.body(null, 204);
    });
}

/** Trimmed, without the one character PostgreSQL cannot keep. */
function checkText(text: string): string {
  const clean = text.replaceAll('\u0000', '').trim();
  if (clean.length > MAX_TEXT) throw new RequestProblem('tooLong');
  return clean;
}

/** Whether a member may see a message at all. */
export const isFor = (message: StoredMessage, me: WireMember): boolean =>
  message.onlyFor === null || message.onlyFor === me.id;

const isEmoji = (mark: string): boolean =>
  [...new Intl.Segmenter().segment(mark)].length === 1 &&
  /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(mark);

/** Uploads by their ids, as they are. Each id is a secret only its uploader was told. */
export async function ownFiles(store: WebStore, ids: readonly string[]): Promise<readonly StoredFile[]> {
  if (ids.length > MAX_PHOTOS) throw new RequestProblem('tooManyPhotos');
  const files: StoredFile[] = [];
  for (const fileId of new Set(ids)) {
    const file = await store.fileInfo(fileId);
    if (!file) throw new RequestProblem('notFound', 'file');
    files.push(file);
  }
  return files;
}
