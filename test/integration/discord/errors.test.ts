import { DiscordAPIError } from 'discord.js';
import { expect, test } from 'vitest';
import { BreakerOpen, Code, HtmlAnswer, toPlatformError } from '../../../src/adapters/discord/errors.ts';
import type { PlatformError } from '../../../src/core/errors.ts';

/** As Discord refused it, without what was asked. */
const refused = (status: number, code: number) =>
  new DiscordAPIError({ code, message: 'Refused' }, code, status, 'POST', '/channels/1/messages', {
    body: undefined,
    files: undefined,
  });

const sending = { needs: 'SEND_MESSAGES', once: true };
const direct = { needs: 'none', once: true };
const nothing = { word: null, missing: null, about: null, status: null };

test.each([
  [
    'a permission is missing',
    refused(403, 50013),
    sending,
    'forbidden',
    { word: '50013', missing: 'SEND_MESSAGES' },
  ],
  [
    'the channel is hidden',
    refused(403, 50001),
    sending,
    'forbidden',
    { word: '50001', missing: 'VIEW_CHANNEL' },
  ],
  ['the same in direct messages', refused(403, 50013), direct, 'forbidden', { word: '50013' }],
  ['they take no direct messages', refused(403, 50007), direct, 'forbidden', { word: '50007' }],
  ['the thread is locked', refused(403, Code.threadLocked), sending, 'forbidden', { word: '160005' }],
  ['no thread is left', refused(400, Code.tooManyThreads), sending, 'rateLimited', { word: '160006' }],
  ['the author blocked the bot', refused(400, Code.reactionBlocked), sending, 'gone', { word: '90001' }],
  ['the message is gone', refused(404, Code.unknownMessage), sending, 'gone', { word: '10008' }],
  ['the form is wrong', refused(400, Code.invalidForm), sending, 'invalid', { word: '50035' }],
  [
    'it was refused lately',
    new BreakerOpen(50013),
    sending,
    'forbidden',
    { word: '50013', missing: 'SEND_MESSAGES' },
  ],
  ['the token is refused', refused(401, 0), sending, 'unavailable', { status: 401 }],
  ['a page came', new HtmlAnswer(502, null), sending, 'ambiguous', {}],
  [
    'nothing listens',
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    sending,
    'unavailable',
    {},
  ],
] as const)('%s', (_, error, attempted, kind, facts) => {
  const told = toPlatformError(error, attempted) as PlatformError;
  expect(told).toMatchObject({ kind, ...nothing, ...facts });
});
