import { createHmac } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { type Logger, LogLevel } from '@slack/bolt';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHttpReceiver, EVENTS_PATH } from '../../src/adapters/slack/http.ts';
import { quietLog } from '../support/quiet.ts';
import { bent, fuzzer, junk, timeout } from './fuzz.ts';

const fuzz = fuzzer(1);

const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const quiet: Logger = {
  ...{ debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  ...{ setLevel: () => undefined, getLevel: () => LogLevel.ERROR, setName: () => undefined },
};
const receiver = createHttpReceiver(secret, quiet, quietLog);

const taken: unknown[] = [];
receiver.init({
  async processEvent(event: { body: unknown; ack: () => Promise<void> }) {
    taken.push(event.body);
    await event.ack();
  },
} as unknown as Parameters<typeof receiver.init>[0]);

interface Request {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the receiver answers, without a socket between. */
async function ask({ body, headers }: Request): Promise<number> {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method: 'POST', url: EVENTS_PATH, headers: { ...headers } });
  request.push(body);
  request.push(null);
  const response = new ServerResponse(request);
  const ended = Promise.withResolvers<number>();
  response.end = () => {
    ended.resolve(response.statusCode);
    return response;
  };
  receiver.requestListener(request, response);
  return ended.promise;
}

const sign = (time: string, body: string, by = secret, version = 'v0') =>
  `${version}=${createHmac('sha256', by).update(`${version}:${time}:${body}`).digest('hex')}`;

const event = fc
  .tuple(fc.constantFrom('event_callback', 'other'), junk)
  .map(([type, text]) =>
    JSON.stringify({ type, event_id: 'Ev1', event: { type: 'message', text: text.toWellFormed() } }),
  );

/** Seconds from now; away from the border of five minutes, which a slow run could cross. */
const age = fc.oneof(
  fc.integer({ min: -290, max: 200 }),
  fc.integer({ min: 310, max: 10_000 }),
  fc.integer({ min: -10_000, max: -310 }),
  fc.constantFrom(10 ** 9, -(10 ** 9)),
);
const harm = fc.constantFrom(
  'none',
  'none',
  'body',
  'time',
  'signature',
  'secret',
  'version',
  'unsigned',
  'undated',
);

test('only what is signed with our secret, for this body, within five minutes, is taken in', {
  timeout,
}, async () => {
  await fuzz(
    fc.tuple(event, age, harm, junk, bent(event)),
    async ([body, seconds, what, other, bentBody]) => {
      const time = String(Math.floor(Date.now() / 1000) - seconds);
      const headers: Record<string, string> = {
        'content-type': 'application/json',
        'x-slack-request-timestamp': what === 'time' ? String(Number(time) + 1) : time,
        'x-slack-signature': sign(time, body),
      };
      let sent = body;
      if (what === 'body') sent = bentBody.toWellFormed();
      if (what === 'secret') headers['x-slack-signature'] = sign(time, body, `${secret}${other}`.slice(1));
      if (what === 'signature') headers['x-slack-signature'] = other;
      if (what === 'version') headers['x-slack-signature'] = sign(time, body, secret, 'v1');
      if (what === 'unsigned') delete headers['x-slack-signature'];
      if (what === 'undated') delete headers['x-slack-request-timestamp'];
      taken.length = 0;
      const status = await ask({ body: sent, headers });
      const good = Math.abs(seconds) <= 300 && (what === 'none' || (what === 'body' && sent === body));
      expect([status, taken.length]).toEqual(good ? [200, 1] : [401, 0]);
    },
  );
});
