import { photoKinds, sniff } from '../../../core/model/file-type.ts';
import { type PhotoOutcome, type PhotoRefusal, photoRefusals } from '../../../core/photo.ts';

/* The protocol between parent and decoder over plain pipes: frames of a 32-bit big-endian length and a payload. Node's own IPC is
   deliberately not used: it would deserialise V8 values from a process that reads hostile files. */

const lengthBytes = 4;

/** A frame's header, to be written before its payload. */
export function frameHeader(payloadLength: number): Uint8Array {
  const header = new Uint8Array(lengthBytes);
  new DataView(header.buffer).setUint32(0, payloadLength);
  return header;
}

/**
 * Reassembles a stream's chunks into payloads. Returns a function that takes the next chunk and returns the payloads it completes. It
 * throws on a frame longer than `maxPayload`, after which the stream cannot be trusted.
 */
export function createFrameReader(maxPayload: number): (chunk: Uint8Array) => Uint8Array[] {
  let chunks: Uint8Array[] = [];
  let held = 0;
  let expected: number | null = null;

  const take = (length: number): Uint8Array => {
    const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, held);
    chunks = all.length > length ? [all.subarray(length)] : [];
    held -= length;
    return all.subarray(0, length);
  };

  return (chunk) => {
    const payloads: Uint8Array[] = [];
    chunks.push(chunk);
    held += chunk.length;
    for (;;) {
      if (expected === null) {
        if (held < lengthBytes) return payloads;
        const header = take(lengthBytes);
        expected = new DataView(header.buffer, header.byteOffset, lengthBytes).getUint32(0);
        if (expected > maxPayload)
          throw new Error(`a frame of ${expected} bytes is over the ${maxPayload} allowed`);
      }
      if (held < expected) return payloads;
      payloads.push(take(expected));
      expected = null;
    }
  };
}

/** More than the two copies of a photo can ever weigh. */
export const maxAnswerBytes = 32 * 1024 * 1024;
const maxOriginalSide = 1 << 24;
const photoHeaderBytes = 15;

/** The answer of a decoder. */
export interface DecoderAnswer {
  readonly outcome: PhotoOutcome;
  /** False when the decoder ran out of memory or broke over the photo: a refusal may then be its own fault. */
  readonly sound: boolean;
}

/**
 * Encodes an answer. Layout: 0, sound, index of refusal; or 1, sound, index of kind, width u32, height u32, length of large u32, large,
 * small.
 */
export function encodeAnswer({ outcome, sound }: DecoderAnswer): Uint8Array {
  if (!outcome.ok) return Uint8Array.of(0, sound ? 1 : 0, photoRefusals.indexOf(outcome.refusal));
  const payload = new Uint8Array(photoHeaderBytes + outcome.large.length + outcome.small.length);
  const view = new DataView(payload.buffer);
  payload.set([1, sound ? 1 : 0, photoKinds.indexOf(outcome.kind)]);
  view.setUint32(3, outcome.width);
  view.setUint32(7, outcome.height);
  view.setUint32(11, outcome.large.length);
  payload.set(outcome.large, photoHeaderBytes);
  payload.set(outcome.small, photoHeaderBytes + outcome.large.length);
  return payload;
}

/** Decodes an answer without trusting it; null if no working decoder would give it. */
export function decodeAnswer(payload: Uint8Array): DecoderAnswer | null {
  const [tag, soundByte, index = -1] = payload;
  const sound = soundByte === 1;
  if (tag === 0 && payload.length === 3) {
    const refusal: PhotoRefusal | undefined = photoRefusals[index];
    return refusal === undefined ? null : { outcome: { ok: false, refusal }, sound };
  }
  const kind = photoKinds[index];
  if (tag !== 1 || kind === undefined || payload.length < photoHeaderBytes) return null;
  const view = new DataView(payload.buffer, payload.byteOffset, photoHeaderBytes);
  const width = view.getUint32(3);
  const height = view.getUint32(7);
  if (width < 1 || height < 1 || width > maxOriginalSide || height > maxOriginalSide) return null;
  const largeEnd = photoHeaderBytes + view.getUint32(11);
  if (largeEnd > payload.length) return null;
  const large = payload.slice(photoHeaderBytes, largeEnd);
  const small = payload.slice(largeEnd);
  if (sniff(large) !== 'webp' || sniff(small) !== 'jpeg') return null;
  return { outcome: { ok: true, kind, width, height, large, small }, sound };
}
