import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createFrameReader,
  type DecoderAnswer,
  decodeAnswer,
  encodeAnswer,
  frameHeader,
} from '../../src/adapters/node/photo-decoder/frames.ts';
import { createMailbox } from '../../src/adapters/node/photo-decoder/mailbox.ts';
import { photoRefusals } from '../../src/core/photo.ts';
import { jpegPhoto, pngPhoto, webpPhoto } from '../fixtures/photos.ts';

const framed = (payloads: readonly Uint8Array[]): Buffer =>
  Buffer.concat(payloads.flatMap((payload) => [frameHeader(payload.length), payload]));

test('payloads come out as they went in, however the stream is cut', () => {
  const payloads = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });
  fc.assert(
    fc.property(payloads, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (sent, sizes) => {
      const stream = framed(sent);
      const read = createFrameReader(40);
      const got: Uint8Array[] = [];
      for (let at = 0, turn = 0; at < stream.length; turn++) {
        const size = sizes[turn % sizes.length] ?? 1;
        got.push(...read(stream.subarray(at, at + size)));
        at += size;
      }
      expect(got.map((bytes) => [...bytes])).toEqual(sent.map((bytes) => [...bytes]));
    }),
  );
});

test('a frame longer than allowed is refused at its header', () => {
  expect(() => createFrameReader(40)(frameHeader(41))).toThrow('over the 40 allowed');
  expect(() => createFrameReader(40)(Uint8Array.of(255, 255, 255, 255))).toThrow('allowed');
});

test('every answer survives the way', async () => {
  const large = await webpPhoto();
  const small = await jpegPhoto();
  const answers: DecoderAnswer[] = [
    { outcome: { ok: true, kind: 'heic', width: 8064, height: 6048, large, small }, sound: true },
    ...photoRefusals.map((refusal) => ({
      outcome: { ok: false as const, refusal },
      sound: refusal !== 'unreadable',
    })),
  ];
  for (const answer of answers) {
    const back = decodeAnswer(encodeAnswer(answer));
    expect(back).toEqual(
      answer.outcome.ok
        ? {
            ...answer,
            outcome: { ...answer.outcome, large: new Uint8Array(large), small: new Uint8Array(small) },
          }
        : answer,
    );
  }
});

test('an answer whose copies are not what they should be is none', async () => {
  const [webp, jpeg, png] = [await webpPhoto(), await jpegPhoto(), await pngPhoto()];
  const answer = (large: Uint8Array, small: Uint8Array, width = 10) =>
    encodeAnswer({ outcome: { ok: true, kind: 'png', width, height: 10, large, small }, sound: true });
  expect(decodeAnswer(answer(webp, jpeg))).not.toBeNull();
  expect(decodeAnswer(answer(png, jpeg))).toBeNull();
  expect(decodeAnswer(answer(webp, webp))).toBeNull();
  expect(decodeAnswer(answer(webp, Buffer.from('<html>')))).toBeNull();
  expect(decodeAnswer(answer(webp, jpeg, 0))).toBeNull();
  expect(decodeAnswer(answer(webp, jpeg, 2 ** 31))).toBeNull();
});

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const answer = decodeAnswer(bytes);
      expect(answer === null || !answer.outcome.ok).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

test('a mailbox hands out what came before it failed, then the first failure', async () => {
  const mailbox = createMailbox<number>();
  mailbox.push(1);
  mailbox.push(2);
  mailbox.fail(new Error('first'));
  mailbox.fail(new Error('second'));
  expect([await mailbox.next(), await mailbox.next()]).toEqual([1, 2]);
  await expect(mailbox.next()).rejects.toThrow('first');

  const waiting = createMailbox<number>();
  const next = waiting.next();
  waiting.push(3);
  expect(await next).toBe(3);
});
