import type { View } from '../../core/views.ts';
import type { Prisma, PrismaClient, WebMessage } from './generated/client.ts';
import { copyOf, type WebStoreFile, webFiles } from './web-files.ts';

/** The channel of event rows that are not for the page but for the core, which has yet to process them. */
const INBOX = 'inbox';

type Tx = Prisma.TransactionClient;
type EventPayload = { readonly message: string };

/**
 * Stores what the page shows. Implements the web adapter's `WebStore` (adapters/web/store.ts); platforms.ts checks it against that
 * interface. Every change and its event are one transaction; events are numbered under one lock, so that their numbers follow the order of
 * commits.
 */
export function createWebStore(prisma: PrismaClient) {
  const listeners = new Set<() => void>();

  async function commit<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const result = await prisma.$transaction(work, { maxWait: 10_000, timeout: 15_000 });
    for (const listener of listeners) listener();
    return result;
  }

  /** To be called last in every transaction, so that the lock is held only for one insert and the commit. */
  async function announce(tx: Tx, message: WebMessage, inbox: object | null): Promise<string | null> {
    const note = inbox
      ? await tx.webEvent.create({ data: { channel: INBOX, payload: inbox as Prisma.InputJsonObject } })
      : null;
    const payload = { message: String(message.id) } satisfies EventPayload;
    await tx.$executeRaw`
      with locked as materialized (select pg_advisory_xact_lock(hashtext('web_event')))
      insert into web_event (channel, only_for, payload)
      select ${message.channel}, ${message.onlyFor}, ${JSON.stringify(payload)}::jsonb from locked`;
    return note ? String(note.id) : null;
  }

  async function withReactions(rows: readonly WebMessage[], from: Tx = prisma) {
    const marks = rows.length
      ? await from.webReaction.findMany({ where: { messageId: { in: rows.map((row) => row.id) } } })
      : [];
    return rows.map((row) =>
      stored(
        row,
        marks.filter((mark) => mark.messageId === row.id),
      ),
    );
  }

  async function live(tx: Tx, id: string): Promise<WebMessage | null> {
    if (!isId(id)) return null;
    await tx.$queryRaw`select id from web_message where id = ${BigInt(id)} for update`;
    return tx.webMessage.findFirst({ where: { id: BigInt(id), deletedAt: null } });
  }

  const one = async (row: WebMessage, from: Tx = prisma) => (await withReactions([row], from))[0]!;
  const visibleTo = (viewer: string) => ({ OR: [{ onlyFor: null }, { onlyFor: viewer }] });

  return {
    async post(
      message: {
        readonly workspace: string;
        readonly channel: string;
        readonly parent: string | null;
        readonly author: string;
        readonly text: string;
        readonly view: View | null;
        readonly files: readonly WebStoreFile[];
        readonly onlyFor: string | null;
        readonly key: string | null;
      },
      options: { readonly inbox: boolean },
    ) {
      return commit(async (tx) => {
        const { parent, view, files, ...plain } = message;
        const data = {
          ...plain,
          parentId: parent === null ? null : BigInt(parent),
          ...(view ? { view: json(view) } : {}),
          files: json(files),
        };
        const [row] = await tx.webMessage.createManyAndReturn({ data: [data], skipDuplicates: true });
        if (!row) {
          const earlier = await tx.webMessage.findUniqueOrThrow({ where: { key: message.key ?? '' } });
          return { message: await one(earlier, tx), row: null };
        }
        const note = await announce(tx, row, options.inbox ? { kind: 'message', id: String(row.id) } : null);
        return { message: stored(row, []), row: note };
      });
    },

    async edit(
      id: string,
      change: { readonly text: string } | { readonly view: View },
      options: { readonly inbox: boolean },
    ) {
      return commit(async (tx) => {
        const found = await live(tx, id);
        if (!found) return null;
        const data = 'text' in change ? { text: change.text } : { view: json(change.view) };
        // Always later than the edit before, since two edits with the same time count as the same edit.
        const editedAt = new Date(Math.max(Date.now(), Number(found.editedAt ?? 0) + 1));
        const row = await tx.webMessage.update({
          where: { id: found.id },
          data: { ...data, editedAt },
        });
        const note = await announce(tx, row, options.inbox ? { kind: 'edited', id } : null);
        return { message: await one(row, tx), row: note };
      });
    },

    async remove(id: string, options: { readonly inbox: boolean }) {
      return commit(async (tx) => {
        const found = await live(tx, id);
        if (!found) return null;
        const at = new Date();
        const files = filesOf(found).flatMap((file) => [file.id, copyOf(file.id)]);
        await tx.webFile.deleteMany({ where: { id: { in: files } } });
        await tx.webReaction.deleteMany({ where: { messageId: found.id } });
        // SQL, because Prisma has two nulls for a JSON column and this wants the database's own.
        await tx.$executeRaw`update web_message set text = '', view = null, files = '[]', deleted_at = ${at} where id = ${found.id}`;
        const item = { kind: 'deleted', id, channel: found.channel, at: at.getTime() };
        return { row: await announce(tx, found, options.inbox ? item : null) };
      });
    },

    async react(
      {
        message,
        mark,
        by,
        on,
      }: { readonly message: string; readonly mark: string; readonly by: string; readonly on: boolean },
      options: { readonly inbox: boolean },
    ) {
      return commit(async (tx) => {
        const found = await live(tx, message);
        if (!found) return null;
        const row = { messageId: found.id, mark, author: by };
        const { count } = on
          ? await tx.webReaction.createMany({ data: [row], skipDuplicates: true })
          : await tx.webReaction.deleteMany({ where: row });
        if (count === 0) return null;
        const item = { kind: 'marked' as const, id: message, mark, by, at: Date.now() };
        const note = await announce(tx, found, options.inbox ? item : null);
        return note === null ? null : { row: note, item };
      });
    },

    async message(id: string) {
      const row = isId(id) ? await prisma.webMessage.findUnique({ where: { id: BigInt(id) } }) : null;
      return row && one(row);
    },

    async byKey(key: string) {
      const row = await prisma.webMessage.findUnique({ where: { key } });
      return row && one(row);
    },

    async page(query: {
      readonly channels: readonly string[];
      readonly viewer: string;
      readonly before: string | null;
      readonly limit: number;
    }) {
      const newest = await prisma.webMessage.findMany({
        where: {
          channel: { in: [...query.channels] },
          parentId: null,
          ...visibleTo(query.viewer),
          ...(query.before !== null && isId(query.before) ? { id: { lt: BigInt(query.before) } } : {}),
        },
        orderBy: { id: 'desc' },
        take: query.limit + 1,
      });
      const roots = newest.slice(0, query.limit).reverse();
      const replies = await prisma.webMessage.findMany({
        where: {
          parentId: { in: roots.map((root) => root.id) },
          deletedAt: null,
          ...visibleTo(query.viewer),
        },
        orderBy: { id: 'asc' },
      });
      return { messages: await withReactions([...roots, ...replies]), more: newest.length > query.limit };
    },

    async speakers(workspace: string, member: string) {
      const house = await prisma.workspace.findUnique({
        where: { platform_ref: { platform: 'web', ref: workspace } },
        select: {
          character: true,
          members: { where: { ref: member }, select: { character: true, tone: true } },
        },
      });
      const mine = house?.members[0];
      return {
        house: house?.character ?? null,
        mine: mine?.character ?? house?.character ?? null,
        tone: mine?.tone ?? null,
      };
    },

    async pinned(channel: string) {
      const row = await prisma.webMessage.findFirst({
        where: {
          channel,
          deletedAt: null,
          // A welcome without buttons belongs to a challenge that has ended.
          AND: [
            { view: { path: ['view'], equals: 'welcome' } },
            { NOT: { view: { path: ['buttons'], equals: [] } } },
          ],
        },
        orderBy: { id: 'desc' },
      });
      return row && one(row);
    },

    async bounds(channels: readonly string[]) {
      const { _min, _max } = await prisma.webEvent.aggregate({
        where: { channel: { in: [...channels] } },
        _min: { id: true },
        _max: { id: true },
      });
      return { oldest: String(_min.id ?? 0), newest: String(_max.id ?? 0) };
    },

    async events(query: {
      readonly channels: readonly string[];
      readonly viewer: string;
      readonly after: string;
      readonly limit: number;
    }) {
      const rows = await prisma.webEvent.findMany({
        where: {
          channel: { in: [...query.channels] },
          id: { gt: BigInt(query.after) },
          ...visibleTo(query.viewer),
        },
        orderBy: { id: 'asc' },
        take: query.limit,
      });
      return rows.map((row) => ({ id: String(row.id), message: (row.payload as EventPayload).message }));
    },

    ...webFiles(prisma),

    async sweepEvents(ms: number) {
      const old = { channel: { not: INBOX }, at: { lt: new Date(Date.now() - ms) } };
      return (await prisma.webEvent.deleteMany({ where: old })).count;
    },

    async inbox(ms: number) {
      const rows = await prisma.webEvent.findMany({
        where: { channel: INBOX, at: { lte: new Date(Date.now() - ms) } },
        orderBy: { id: 'asc' },
        take: 100,
      });
      return rows.map((row) => ({ row: String(row.id), item: row.payload as never }));
    },

    async taken(row: string) {
      await prisma.webEvent.deleteMany({ where: { id: BigInt(row), channel: INBOX } });
    },

    onChange(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

const isId = (id: string): boolean => /^[0-9]{1,18}$/.test(id);
const json = (value: unknown) => value as Prisma.InputJsonValue;
const filesOf = (row: WebMessage) => row.files as unknown as readonly WebStoreFile[];

function stored(row: WebMessage, marks: readonly { readonly mark: string; readonly author: string }[]) {
  const order = [...new Set(marks.map((mark) => mark.mark))];
  return {
    id: String(row.id),
    workspace: row.workspace,
    channel: row.channel,
    parent: row.parentId === null ? null : String(row.parentId),
    author: row.author,
    text: row.text,
    view: row.view as unknown as View | null,
    files: filesOf(row),
    onlyFor: row.onlyFor,
    at: row.postedAt.getTime(),
    editedAt: row.editedAt?.getTime() ?? null,
    deletedAt: row.deletedAt?.getTime() ?? null,
    reactions: order.map((mark) => ({
      mark,
      by: marks.filter((other) => other.mark === mark).map((other) => other.author),
    })),
  };
}
