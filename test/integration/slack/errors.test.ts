import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { expect, test } from 'vitest';
import { toPlatformError } from '../../../src/adapters/slack/errors.ts';

/** As Slack refused it. */
const refused = (error: string, more: object = {}) => new WebAPIPlatformError({ ok: false, error, ...more });
const answered = (status: number) => new WebAPIHTTPError(status, 'answer', {}, '');
const nothing = { word: null, missing: null, about: null, status: null };

test.each([
  [
    'a scope is missing',
    refused('missing_scope', { needed: 'files:read' }),
    'forbidden',
    { word: 'missing_scope', missing: 'files:read' },
  ],
  ['which scope it does not say', refused('missing_scope'), 'forbidden', { word: 'missing_scope' }],
  [
    'we are not in the channel',
    refused('not_in_channel'),
    'forbidden',
    { word: 'not_in_channel', missing: 'not_in_channel' },
  ],
  [
    'the channel has a rule of its own',
    refused('restricted_action_read_only_channel'),
    'forbidden',
    { word: 'restricted_action_read_only_channel', missing: 'restricted_action_read_only_channel' },
  ],
  [
    'the member is not in the channel',
    refused('user_not_in_channel'),
    'forbidden',
    { word: 'user_not_in_channel' },
  ],
  ['the thread is locked', refused('thread_locked'), 'forbidden', { word: 'thread_locked' }],
  [
    'it may not be edited any more',
    refused('cant_update_message'),
    'forbidden',
    { word: 'cant_update_message' },
  ],
  ['the channel is not there', refused('channel_not_found'), 'gone', { word: 'channel_not_found' }],
  ['the blocks are wrong', refused('invalid_blocks'), 'invalid', { word: 'invalid_blocks' }],
  ['an emoji is unknown', refused('invalid_name'), 'invalid', { word: 'invalid_name' }],
  ['too often', refused('ratelimited'), 'rateLimited', { word: 'ratelimited' }],
  ['the token is refused', refused('invalid_auth'), 'revoked', { word: 'invalid_auth' }],
  ['nobody knows', refused('internal_error'), 'ambiguous', { word: 'internal_error' }],
  ['a page in a word’s place', refused('<html>'), 'ambiguous', {}],
  ['a status says no', answered(404), 'unavailable', { status: 404 }],
  ['a status says that it broke', answered(502), 'ambiguous', { status: 502 }],
  ['so many seconds', new WebAPIRateLimitedError(3), 'rateLimited', {}],
  [
    'nothing listens',
    new WebAPIRequestError(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })),
    'unavailable',
    {},
  ],
] as const)('%s', (_, error, kind, facts) => {
  expect(toPlatformError(error, 'chat.postMessage', 'once')).toMatchObject({ kind, ...nothing, ...facts });
});
