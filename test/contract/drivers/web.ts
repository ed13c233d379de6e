import { randomUUID } from 'node:crypto';
import type {
  WireChannel,
  WireInline,
  WireMessage,
  WireReply,
  WireView,
} from '../../../src/adapters/web/wire.ts';
import type { ChannelRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import type { Driver } from '../driver.ts';

const people = ['minji', 'junho', 'alex', 'sakura', 'runner3'];

export function webDriver(): Driver<string, { id: string; by: string }> {
  let url = '';
  async function call<T>(
    method: string,
    path: string,
    as: string,
    body?: unknown,
    raw?: { bytes: Uint8Array; type: string },
  ): Promise<T> {
    const response = await fetch(`${url}/api${path}${path.includes('?') ? '&' : '?'}as=${as}&lang=ko`, {
      method,
      headers: { origin: url, 'content-type': raw?.type ?? 'application/json' },
      body: raw ? (raw.bytes as Uint8Array<ArrayBuffer>) : body === undefined ? null : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (response.status === 204 ? null : await response.json()) as T;
  }
  const channelAs = (as: string) => call<WireChannel>('GET', '/channel', as);
  const post = async (as: string, text: string, files: readonly string[], parent: string | null) =>
    call<WireMessage>('POST', '/messages', as, { text, files, parent });

  /** The last answer of each. */
  const answered = new Map<string, WireReply>();
  const keep = async (as: string, reply: Promise<WireReply>) => {
    answered.set(as, await reply);
    return reply;
  };

  return {
    name: 'web',
    config: {},
    workspace: 'demo' as WorkspaceRef,
    channel: 'today' as ChannelRef,
    async attach(app) {
      url = app.url!;
    },
    member: (n) => people[n]!,
    async post(as, text, photos = []) {
      const files: string[] = [];
      for (const { name, type, bytes } of photos) {
        const file = await call<{ id: string }>(
          'POST',
          `/files?name=${encodeURIComponent(name)}`,
          as,
          undefined,
          { bytes, type },
        );
        files.push(file.id);
      }
      return { id: (await post(as, text, files, null)).id, by: as };
    },
    async edit({ id, by }, text) {
      await call('PATCH', `/messages/${id}`, by, { text });
    },
    takeOut: null,
    async remove({ id, by }) {
      await call('DELETE', `/messages/${id}`, by);
    },
    async answer(as, { id }, text) {
      return { id: (await post(as, text, [], id)).id, by: as };
    },
    direct: null,
    redeliver: null,
    tell: null,
    async mark(as, { id }, mark) {
      await call('PUT', `/messages/${id}/reaction`, as, { mark, on: false });
      await call('PUT', `/messages/${id}/reaction`, as, { mark, on: true });
    },
    redeliverMark: null,
    async see({ id, by }) {
      const { messages } = await channelAs(by);
      const replies = messages.filter(({ parent, deleted }) => parent === id && !deleted);
      const own = messages.find((message) => message.id === id);
      return {
        marks: own?.reactions.filter((reaction) => reaction.by.includes('pal')).map(({ mark }) => mark) ?? [],
        thread: replies.filter(({ author }) => author === 'pal').map(textOf),
        others: replies.filter(({ author }) => author !== 'pal').map(textOf),
      };
    },
    async channelSays() {
      const { messages } = await channelAs('minji');
      return messages
        .filter(
          ({ author, view, parent, onlyYou, deleted }) =>
            (author === 'pal' || view !== null) && parent === null && !onlyYou && !deleted,
        )
        .map(textOf);
    },
    async channelButtons() {
      const { messages } = await channelAs('minji');
      return messages
        .filter(
          ({ author, view, parent, onlyYou, deleted }) =>
            (author === 'pal' || view !== null) && parent === null && !onlyYou && !deleted,
        )
        .map(({ view }) => (view && view.shape !== 'proof' ? view.buttons.map(({ label }) => label) : []));
    },
    async press(as, label) {
      const { messages } = await channelAs(as);
      const button = messages
        .filter(({ parent, deleted }) => parent === null && !deleted)
        .flatMap(({ view }) => (view && view.shape !== 'proof' ? (view.buttons ?? []) : []))
        .findLast((each) => each.label === label)!;
      return replyText(
        await call<WireReply>('POST', '/actions', as, {
          id: randomUUID(),
          action: button.action,
          values: {},
        }),
      );
    },
    shut: null,
    closeDirect: null,
    async privately(as) {
      const { messages } = await channelAs(as);
      return messages.filter(({ onlyYou }) => onlyYou).map(textOf);
    },
    async pressAnswer(as, label) {
      const reply = answered.get(as)!;
      const view = reply.kind === 'message' ? reply.view : null;
      const button =
        view && 'buttons' in view ? view.buttons.find((each) => each.label === label) : undefined;
      const { action } = button!;
      return replyText(
        await keep(as, call<WireReply>('POST', '/actions', as, { id: randomUUID(), action, values: {} })),
      );
    },
    async command(as, words, options = {}) {
      const given = Object.entries(options).map(([name, value]) => `${name}:${value}`);
      const typed = [`/${words}`, ...given].join(' ');
      const asked = { id: randomUUID(), text: typed, files: [] };
      return replyText(await keep(as, call<WireReply>('POST', '/commands', as, asked)));
    },
    async file(as) {
      const reply = answered.get(as);
      return (reply?.kind === 'message' && reply.file) || null;
    },
    async menu(as, which, message) {
      const asked = { id: randomUUID(), command: which, message: message.id };
      return replyText(await keep(as, call<WireReply>('POST', '/menu', as, asked)));
    },
    otherBot: null,
    callsBot: '@담찌',
    complaints: () => [],
    stop: async () => undefined,
  };
}

function textOf({ text, view }: WireMessage): string {
  return view ? viewText(view) : text;
}

function replyText(reply: WireReply): string {
  return reply.kind === 'message'
    ? viewText(reply.view)
    : reply.kind === 'posted'
      ? textOf(reply.message)
      : '';
}

function viewText(view: WireView): string {
  const line = (pieces: readonly WireInline[]) =>
    pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
  switch (view.shape) {
    case 'cheer':
      return [...view.lines, view.credit ?? [], view.memory ?? []].map(line).join('\n').trim();
    case 'card':
      return [
        view.heading ?? '',
        ...view.lines.map(line),
        ...view.rows.flatMap((row) => [line(row.label), line(row.value)]),
      ].join('\n');
    case 'line':
      return line(view.line);
    case 'proof':
      return `${line(view.heading)}\n${view.text}`;
  }
}
