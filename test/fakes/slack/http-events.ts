import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Attempt, EnvelopeType, Transport } from './transport.ts';
import type { Json } from './types.ts';

/** Slack's request signature, v0: HMAC-SHA256 over `v0:timestamp:body`. */
function signature(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** The bytes and headers Slack would send for this payload, signed; tests bend them for attacks. */
export function signedRequest(
  secret: string,
  type: EnvelopeType,
  payload: Json,
  nowMs: number,
): { body: string; headers: Record<string, string> } {
  const body =
    type === 'events_api'
      ? JSON.stringify(payload)
      : type === 'slash_commands'
        ? new URLSearchParams(payload as Record<string, string>).toString()
        : new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const timestamp = String(Math.floor(nowMs / 1000));
  return {
    body,
    headers: {
      'content-type': type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature(secret, timestamp, body),
    },
  };
}

export interface HttpTransport extends Transport {
  close(): void;
}

/** Posts to the bot's address; 2xx within `timeoutMs` is an acknowledgement. */
export function createHttpTransport(options: {
  url: () => string;
  secret: string;
  now: () => number;
  timeoutMs: number;
}): HttpTransport {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    close: () => agent.destroy(),
    send(type, payload, retry) {
      const { body, headers } = signedRequest(options.secret, type, payload, options.now());
      if (retry !== undefined) {
        headers['x-slack-retry-num'] = String(retry.num);
        headers['x-slack-retry-reason'] = retry.reason;
      }
      return new Promise<Attempt>((resolve) => {
        const req = request(
          options.url(),
          { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
          (res) => {
            const parts: Buffer[] = [];
            res.on('data', (d: Buffer) => parts.push(d));
            res.on('error', () => resolve({ ok: false, reason: 'connection_failed' }));
            res.on('end', () => {
              clearTimeout(timer);
              const status = res.statusCode ?? 0;
              const noRetry = res.headers['x-slack-no-retry'] === '1';
              if (status >= 200 && status < 300) resolve({ ok: true, answer: parsed(Buffer.concat(parts)) });
              else
                resolve({
                  ok: false,
                  reason: status >= 300 && status < 400 ? 'too_many_redirects' : 'http_error',
                  noRetry,
                });
            });
          },
        );
        const timer = setTimeout(() => {
          resolve({ ok: false, reason: 'http_timeout' });
          req.destroy();
        }, options.timeoutMs);
        req.on('error', () => {
          clearTimeout(timer);
          resolve({ ok: false, reason: 'connection_failed' });
        });
        req.end(body);
      });
    },
  };
}

function parsed(body: Buffer): unknown {
  const text = body.toString();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}
