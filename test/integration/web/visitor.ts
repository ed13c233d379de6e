import { request } from 'node:http';
import type { WireChannel, WireEvent, WireMessage, WireReply } from '../../../src/adapters/web/wire.ts';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails where it is not
  readonly body: any;
  readonly headers: Headers;
}

/** The page's server as a browser talks to it, in the place of one member. */
export function createVisitor(url: string, as = 'minji', lang = 'ko') {
  const at = (path: string, query: Record<string, string> = {}) =>
    `${url}/api${path}?${new URLSearchParams({ as, lang, ...query })}`;

  async function call(
    method: string,
    target: string,
    body?: string | Uint8Array<ArrayBuffer>,
    type = 'application/json',
  ): Promise<Answer> {
    const headers = body === undefined ? undefined : { 'content-type': type };
    const response = await fetch(target, { method, body: body ?? null, ...(headers ? { headers } : {}) });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
  const json = (method: string, path: string, body: unknown) => call(method, at(path), JSON.stringify(body));

  return {
    as,
    call,
    at,
    json,
    channel: async (): Promise<WireChannel> => (await call('GET', at('/channel'))).body,
    post: (text: string, more: { files?: string[]; parent?: string } = {}) =>
      json('POST', '/messages', { text, ...more }),
    posted: async (text: string, more: { files?: string[]; parent?: string } = {}): Promise<WireMessage> => {
      const answer = await json('POST', '/messages', { text, ...more });
      if (answer.status !== 201)
        throw new Error(`not posted: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    edit: (id: string, text: string) => json('PATCH', `/messages/${id}`, { text }),
    remove: (id: string) => call('DELETE', at(`/messages/${id}`)),
    react: (id: string, mark: string, on = true) => json('PUT', `/messages/${id}/reaction`, { mark, on }),
    upload: (bytes: Uint8Array, name = 'photo.jpg', type = 'image/jpeg') =>
      call('POST', at('/files', { name }), bytes as Uint8Array<ArrayBuffer>, type),
    command: async (text: string, files: string[] = []): Promise<WireReply> =>
      (await json('POST', '/commands', { text, files })).body,
    menu: async (command: string, message: string): Promise<WireReply> =>
      (await json('POST', '/menu', { command, message })).body,
    action: async (action: string, values: Record<string, string> = {}): Promise<WireReply> =>
      (await json('POST', '/actions', { action, values })).body,
    message: async (id: string): Promise<WireMessage | undefined> => {
      const channel: WireChannel = (await call('GET', at('/channel'))).body;
      return channel.messages.find((message) => message.id === id);
    },
    listen: (after: string, how: 'query' | 'header' = 'query') =>
      listen(at('/events', how === 'query' ? { after } : {}), how === 'header' ? after : null),
  };
}
export type Visitor = ReturnType<typeof createVisitor>;

export interface Listening {
  readonly events: { readonly id: string; readonly event: WireEvent }[];
  readonly lastId: () => string;
  close(): void;
}

/** Server-sent events, read as the standard says. */
async function listen(target: string, lastEventId: string | null): Promise<Listening> {
  const stop = new AbortController();
  const headers = lastEventId === null ? undefined : { 'last-event-id': lastEventId };
  const response = await fetch(target, { signal: stop.signal, ...(headers ? { headers } : {}) });
  if (response.status !== 200) throw new Error(`not listening: ${response.status}`);
  const events: { id: string; event: WireEvent }[] = [];
  const read = async () => {
    let rest = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const frames = `${rest}${chunk}`.split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        const fields = new Map(
          frame
            .split('\n')
            .map((line): [string, string] => [line.split(': ')[0]!, line.slice(line.indexOf(': ') + 2)]),
        );
        const data = fields.get('data');
        if (data) events.push({ id: fields.get('id') ?? '', event: JSON.parse(data) });
      }
    }
  };
  read().catch(() => undefined);
  return { events, lastId: () => events.at(-1)?.id ?? '0', close: () => stop.abort() };
}

/** A request with any headers at all, which fetch would not send. */
export function rawRequest(
  url: string,
  options: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string },
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: options.method ?? 'GET', headers: options.headers ?? {} },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: new Headers(
              Object.entries(response.headers).map(([name, value]): [string, string] => [
                name,
                String(value),
              ]),
            ),
            body,
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}
