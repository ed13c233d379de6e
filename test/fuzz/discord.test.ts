import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  aboutOf,
  attachmentRef,
  compareIds,
  directAbout,
  type FileAddress,
  idAt,
  messageRef,
  nonceOf,
  readAttachmentRef,
  readId,
  readMessageRef,
  timeOf,
} from '../../src/adapters/discord/refs.ts';
import { escapeText, fitEscaped, fitText } from '../../src/adapters/discord/render/text.ts';
import { PlatformError } from '../../src/core/errors.ts';
import type { AttachmentRef, DeliveryKey, MemberRef, MessageRef } from '../../src/core/model/ids.ts';
import { bent, fuzzer, junk, timeout } from './fuzz.ts';
import { instant } from './values.ts';

const fuzz = fuzzer(4);

const snowflake = fc.bigInt({ min: 10n ** 16n, max: 2n ** 64n - 1n }).map(String);
const guild = fc.oneof(snowflake, fc.constant('@me'), snowflake.map(directAbout));
const address = fc.record({ guildId: guild, channelId: snowflake, messageId: snowflake });
const file: fc.Arbitrary<FileAddress> = fc.oneof(
  fc.record({
    kind: fc.constant('message' as const),
    channelId: snowflake,
    messageId: snowflake,
    attachmentId: snowflake,
  }),
  fc.record({ kind: fc.constant('upload' as const), url: fc.webUrl() }),
);

/** What a reader answers; null when it says that this is not ours. Anything else it throws is a mistake. */
function readOrNot<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(PlatformError);
    expect(error).toMatchObject({ kind: 'invalid' });
    return null;
  }
}

test('a message and a file are found again by their refs', { timeout }, () =>
  fuzz(fc.tuple(address, file, snowflake, instant), ([message, attachment, id, at]) => {
    expect(readMessageRef(messageRef(message))).toEqual(message);
    expect(readAttachmentRef(attachmentRef(attachment))).toEqual(attachment);
    expect(readId(id as MemberRef)).toBe(id);
    expect(aboutOf(directAbout(id))).toBe(id);
    expect(timeOf(idAt(at))).toBe(at);
    const [one, other] = [BigInt(message.messageId), BigInt(id)];
    expect(Math.sign(compareIds(message.messageId, id))).toBe(one < other ? -1 : one > other ? 1 : 0);
  }),
);

test('a ref that is not ours is refused as such', { timeout }, () => {
  const refs = fc.oneof(address.map(messageRef), file.map(attachmentRef));
  const parts = fc.array(fc.oneof(snowflake, junk, fc.constantFrom('@me', 'm', 'u')), { maxLength: 6 });
  return fuzz(
    fc.oneof(
      junk,
      bent(refs),
      parts.map((each) => each.join('/')),
    ),
    (text) => {
      const message = readOrNot(() => readMessageRef(text as MessageRef));
      if (message) expect(messageRef(message)).toBe(text);
      const attachment = readOrNot(() => readAttachmentRef(text as AttachmentRef));
      if (attachment) expect(attachmentRef(attachment)).toBe(text);
      const id = readOrNot(() => readId(text as MemberRef));
      if (id !== null) expect(BigInt(id).toString().length).toBeGreaterThanOrEqual(1);
    },
  );
});

test('a text stands for itself: it pings nobody and fits', { timeout }, () => {
  const mention = fc.constantFrom(
    '<@1>',
    '<@!1>',
    '<@&1>',
    '<#1>',
    '@everyone',
    '@HERE',
    '<t:1:f>',
    '</x:1>',
    '](http://a)',
  );
  const text = fc.array(fc.oneof(junk, mention), { maxLength: 6 }).map((parts) => parts.join(''));
  return fuzz(fc.tuple(text, fc.integer({ min: 1, max: 80 })), ([typed, max]) => {
    const escaped = escapeText(typed);
    // A bracket with an even number of backslashes before it is a live one.
    expect(escaped).not.toMatch(/(?<!\\)(?:\\\\)*[<[`*_~|]/);
    expect(escaped).not.toMatch(/@(everyone|here)/i);
    expect(fitEscaped(typed, max).length).toBeLessThanOrEqual(max);
    expect(fitText(typed, max).length).toBeLessThanOrEqual(max);
  });
});

test('a nonce is of its key alone and as long as Discord takes', { timeout }, () =>
  fuzz(fc.tuple(junk, junk), ([one, other]) => {
    const nonce = nonceOf(one as DeliveryKey);
    expect(nonce).toMatch(/^[\w-]{25}$/);
    expect(nonceOf(other as DeliveryKey) === nonce).toBe(one.toWellFormed() === other.toWellFormed());
  }),
);
