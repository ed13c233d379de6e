import type { ServerResponse } from 'node:http';
import {
  type Api,
  error,
  failed,
  good,
  incomplete,
  inParts,
  refusal,
  type Used,
  type Wire,
} from './bodies.ts';

/** Faults below HTTP: the answer does not arrive whole. */
const TRANSPORT_FAULTS = [
  /** Takes the request and never says a word. */
  'silent',
  /** Sends headers and half the answer, then nothing more. */
  'stall',
  /** Half the answer, then a clean end. */
  'earlyClose',
  /** Half the answer, then the socket is gone. */
  'drop',
  /** The socket is gone before a word. */
  'reset',
  /** An answer that never ends. */
  'endless',
] as const;
type TransportFault = (typeof TRANSPORT_FAULTS)[number];

/** Answers that arrive whole and are of no use; `good` is of use. */
const ANSWERS = [
  'good',
  'rateLimit',
  'billing',
  'serverError',
  'overloaded',
  /** Says under 200 that it failed. */
  'failed',
  /** The same, because of the picture where there is one. */
  'failedOnImage',
  /** A proxy's error page under 502. */
  'gatewayPage',
  /** A login page under 200. */
  'html',
  'refusal',
  /** Cut JSON that the server calls complete. */
  'badJson',
  'wrongShape',
  'incomplete',
  'empty',
  /** A line far beyond any length. */
  'overLong',
  /** A line that breaks the house rules: a mention, a link, a question. */
  'rude',
  /** English where Korean was asked for. */
  'wrongLanguage',
  'unauthorized',
  'forbidden',
  'noModel',
  /** There is no such API. */
  'noRoute',
  /** Refuses requests with a picture. */
  'badImage',
  'contentFilter',
  /** Refuses fields it does not know, as strict compatible servers do. */
  'plainOnly',
  /** Refuses to keep to a schema. */
  'noSchema',
  /** Knows no way to be asked for JSON at all, nor fields of OpenAI's own. */
  'noFormat',
  /** The JSON in a code fence, with words and another object before it, whatever it was asked for. */
  'fenced',
  /** The text in parts, thoughts before it. */
  'inParts',
  'redirect',
] as const;
type AnswerFault = (typeof ANSWERS)[number];

/** Everything a model server does wrong here, and `good`. */
export const FAULTS = [...TRANSPORT_FAULTS, ...ANSWERS] as const;
export type Fault = TransportFault | AnswerFault;

export interface FaultContext {
  readonly api: Api;
  readonly model: string;
  readonly wire: Wire;
  readonly body: Readonly<Record<string, unknown>>;
  readonly retryAfter: string;
  readonly redirectTo: string;
  readonly used: Used | undefined;
}

/** Plays one fault (or the good answer) on one response. */
export function play(fault: Fault, response: ServerResponse, context: FaultContext): void {
  if (isTransport(fault)) {
    breakOff(fault, response, context);
    return;
  }
  const { status, type = 'application/json', headers = {}, body } = answerTo(fault, context);
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function isTransport(fault: Fault): fault is TransportFault {
  return TRANSPORT_FAULTS.some((known) => known === fault);
}

function breakOff(fault: TransportFault, response: ServerResponse, context: FaultContext): void {
  if (fault === 'silent') return;
  if (fault === 'reset') {
    response.destroy();
    return;
  }
  const whole = JSON.stringify(good(context.api, context.model, JSON.stringify(context.wire), context.used));
  response.writeHead(200, { 'content-type': 'application/json' });
  if (fault === 'endless') {
    pour(response);
    return;
  }
  // The rest only once the half is out, so that the client has surely begun to read.
  response.write(whole.slice(0, whole.length / 2), () => {
    if (fault === 'earlyClose') response.end();
    if (fault === 'drop') response.destroy();
  });
}

/** As fast as the client reads. */
function pour(response: ServerResponse): void {
  const piece = ' '.repeat(64 * 1024);
  const more = () => {
    while (!response.destroyed && response.write(piece));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
}

interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

function answerTo(fault: AnswerFault, context: FaultContext): Answer {
  const { api, model, wire, used } = context;
  const said = (text: string): Answer => ({ status: 200, body: good(api, model, text, used) });
  const seen = JSON.stringify({ ...wire, photoSeen: null });
  const later = { 'retry-after': context.retryAfter };
  switch (fault) {
    case 'good':
      return said(JSON.stringify(wire));
    case 'rateLimit':
      return { ...refused(429, 'Rate limit reached', 'requests', 'rate_limit_exceeded'), headers: later };
    case 'billing':
      return refused(429, 'You exceeded your current quota', 'insufficient_quota', 'insufficient_quota');
    case 'serverError':
      return refused(500, 'The server had an error', 'server_error', null);
    case 'overloaded':
      return { ...refused(503, 'Overloaded', 'server_error', null), headers: later };
    case 'failed':
      return { status: 200, body: failed(api, model, 'server_error') };
    case 'failedOnImage':
      return hasImage(context) ? { status: 200, body: failed(api, model, 'invalid_image') } : said(seen);
    case 'gatewayPage':
      return { status: 502, type: 'text/html', body: '<html><h1>502 Bad Gateway</h1></html>' };
    case 'html':
      return { status: 200, type: 'text/html', body: '<!doctype html><title>Sign in</title>' };
    case 'refusal':
      return { status: 200, body: refusal(api, model, used) };
    case 'badJson':
      return said(JSON.stringify(wire).slice(0, -8));
    case 'wrongShape':
      return said(JSON.stringify({ cheer: [wire.line1, wire.line2] }));
    case 'incomplete':
      return { status: 200, body: incomplete(api, model, JSON.stringify(wire).slice(0, 40), used) };
    case 'empty':
      return said('');
    case 'overLong':
      return said(JSON.stringify({ ...wire, line1: `${wire.line1} `.repeat(4_000) }));
    case 'rude':
      return said(JSON.stringify({ ...wire, line2: '<!channel> https://evil.example 왜 더 안 했어?' }));
    case 'wrongLanguage':
      return said(
        JSON.stringify({
          ...wire,
          line1: 'You filled one more day today.',
          line2: 'I sat and watched the seeds.',
        }),
      );
    case 'unauthorized':
      return refused(401, 'Incorrect API key provided', 'invalid_request_error', 'invalid_api_key');
    case 'forbidden':
      return refused(403, 'Project does not have access to model', 'invalid_request_error', null);
    case 'noModel':
      return refused(404, 'The model does not exist', 'invalid_request_error', 'model_not_found');
    case 'noRoute':
      return refused(404, 'Not Found', 'invalid_request_error', null);
    case 'badImage':
      return hasImage(context)
        ? refused(400, 'Invalid image', 'invalid_request_error', 'invalid_image_format')
        : said(seen);
    case 'contentFilter':
      return refused(400, 'Filtered', 'invalid_request_error', 'content_policy_violation');
    case 'plainOnly':
      return 'prompt_cache_key' in context.body
        ? refused(400, 'Unrecognized request argument', 'invalid_request_error', null)
        : said(JSON.stringify(wire));
    case 'noSchema':
      return format(context)?.includes('json_schema')
        ? refused(400, 'response_format json_schema is not supported', 'invalid_request_error', null)
        : said(JSON.stringify(wire));
    case 'noFormat':
      return format(context) !== undefined || 'prompt_cache_key' in context.body
        ? refused(422, 'Extra inputs are not permitted', 'invalid_request_error', null)
        : said(JSON.stringify(wire));
    case 'fenced':
      return said(
        `I plan {"lines":2} {as asked}:\n\`\`\`json\n${JSON.stringify(wire, null, 2)}\n\`\`\`\nDone.`,
      );
    case 'inParts':
      return { status: 200, body: inParts(api, model, JSON.stringify(wire), used) };
    case 'redirect':
      return { status: 307, headers: { location: context.redirectTo }, body: '' };
  }
}

/** How it was asked for JSON. */
function format({ body }: FaultContext): string | undefined {
  return JSON.stringify(body.response_format ?? (body.text as { format?: unknown } | undefined)?.format);
}

function hasImage({ body }: FaultContext): boolean {
  return JSON.stringify(body).includes('data:image/');
}

function refused(status: number, message: string, type: string, code: string | null): Answer {
  return { status, body: error(message, type, code) };
}
