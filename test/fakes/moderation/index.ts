import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface ModerationRequest {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly raw: string;
}

type Scores = Readonly<Record<string, number>>;
/** What happens to requests: an answer, or one of the ways in which none comes. */
type Behaviour = 'good' | 'silent' | 'serverError' | 'garbled' | 'noSuchRoute' | 'badImage';

export interface FakeModeration {
  /** What OPENAI_BASE_URL is set to. */
  readonly baseURL: string;
  readonly requests: readonly ModerationRequest[];
  always(behaviour: Behaviour): void;
  /** Scores of what the words say; above a half counts as flagged. */
  scores(of: (text: string, hasPhoto: boolean) => Scores): void;
  /** How likely each statement is; null: declined. */
  likely(of: (text: string) => Readonly<Record<string, number | null>>): void;
  reset(): void;
  close(): Promise<void>;
}

const routes = ['/v1/moderations', '/v1/decisions'];

/** A server that speaks OpenAI's Moderations and Decisions APIs, as their types say. */
export async function startFakeModeration(): Promise<FakeModeration> {
  const requests: ModerationRequest[] = [];
  const sockets = new Set<Socket>();
  let behaviour: Behaviour = 'good';
  let scores: (text: string, hasPhoto: boolean) => Scores = () => ({});
  let likely: (text: string) => Readonly<Record<string, number | null>> = () => ({});

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString('utf8');
    const path = request.url ?? '';
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const refuse = (status: number, message: string, code: string | null) =>
      answer(status, { error: { message, type: 'invalid_request_error', param: null, code } });
    if (!routes.includes(path) || request.method !== 'POST' || behaviour === 'noSuchRoute')
      return refuse(404, `Unknown request URL: ${path}`, null);
    if (!request.headers.authorization?.startsWith('Bearer ')) return refuse(401, 'No API key', null);
    const body = JSON.parse(raw) as Record<string, unknown>;
    requests.push({ path, body, raw });
    const hasPhoto = raw.includes('data:image/');
    if (behaviour === 'silent') return;
    if (behaviour === 'serverError') return refuse(500, 'The server had an error', null);
    if (behaviour === 'garbled') return answer(200, { hello: 'there' });
    if (behaviour === 'badImage' && hasPhoto) return refuse(400, 'Invalid image', 'invalid_image_format');
    answer(
      200,
      path === '/v1/moderations'
        ? moderation(body, scores(textOf(body), hasPhoto))
        : decisions(body, likely(textOf(body))),
    );
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    requests,
    always(next) {
      behaviour = next;
    },
    scores(next) {
      scores = next;
    },
    likely(next) {
      likely = next;
    },
    reset() {
      behaviour = 'good';
      scores = () => ({});
      likely = () => ({});
      requests.length = 0;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function textOf(body: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(body.input);
}

const categories = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/intent',
  'self-harm/instructions',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
];

function moderation(body: Readonly<Record<string, unknown>>, scores: Scores) {
  const scoreOf = (kind: string) => scores[kind] ?? 0.0001;
  return {
    id: 'modr-1',
    model: body.model,
    results: [
      {
        flagged: categories.some((kind) => scoreOf(kind) > 0.5),
        categories: Object.fromEntries(categories.map((kind) => [kind, scoreOf(kind) > 0.5])),
        category_scores: Object.fromEntries(categories.map((kind) => [kind, scoreOf(kind)])),
        category_applied_input_types: Object.fromEntries(categories.map((kind) => [kind, ['text']])),
      },
    ],
  };
}

function decisions(body: Readonly<Record<string, unknown>>, likely: Readonly<Record<string, number | null>>) {
  const questions = body.questions as readonly { readonly name: string }[];
  return {
    model: body.model,
    answers: questions.map(({ name }) =>
      likely[name] === null
        ? { type: 'refusal', name }
        : { type: 'predicate', name, probability: likely[name] ?? 0.01 },
    ),
    usage: {
      input_tokens: 420,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: 7,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 427,
    },
  };
}
