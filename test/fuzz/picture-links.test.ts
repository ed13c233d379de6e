import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSignedPictures, type PictureStore } from '../../src/adapters/web/index.ts';
import type { PictureSpec } from '../../src/core/pictures/spec.ts';
import { month, streak } from '../pictures/samples.ts';
import { bent, fuzzer, junk, timeout } from './fuzz.ts';

const fuzz = fuzzer(1);

/** How long an address lasts at least, and at most. */
const shortest = 10 * 60_000;
const longest = 15 * 60_000;
const begin = Date.UTC(2026, 10, 21, 3, 7);
let now = begin;

/** A store that has whatever it is asked for: all that stands between an address and a picture is the signature. */
const store: PictureStore = {
  keep: async () => undefined,
  find: async () => streak('ko'),
  sweep: async () => 0,
};
const signer = (...secrets: [string, ...string[]]) =>
  createSignedPictures({ store, secrets, publicUrl: null, clock: { now: () => now, monotonic: () => 0 } });
const ours = signer('a secret of this test, long enough to be one', 'the secret before it, still believed');
const before = signer('the secret before it, still believed');
const stranger = signer('somebody else’s secret, of the same length');

const addressOf = async (by: typeof ours, spec: PictureSpec) => {
  const [, file = '', token = ''] = /^\/pictures\/(.+)\?t=(.+)$/.exec(await by.pathOf(spec))!;
  return { file, token };
};
const mine = await addressOf(ours, streak('ko'));
const older = await addressOf(before, streak('ko'));
const another = await addressOf(ours, month('ja'));
const forged = await addressOf(stranger, streak('ko'));

/** A token by what it says: the last sign of base64 has bits that mean nothing. */
const meaning = (token: string) => {
  const [header, claims, signature = ''] = token.split('.');
  return `${header}.${claims}.${Buffer.from(signature, 'base64url').toString('hex')}`;
};
const genuine = [mine, older, another].map(({ file, token }) => `${file} ${meaning(token)}`);

test('no address is opened but those we signed, each for its own picture and its own time', {
  timeout,
}, () => {
  const known = fc.constantFrom(mine, older, another, forged);
  const file = fc.oneof(
    known.map((each) => each.file),
    bent(known.map((each) => each.file)),
    junk,
  );
  const tokens = known.map((each) => each.token);
  const mixed = fc
    .tuple(fc.array(tokens, { minLength: 3, maxLength: 3 }), fc.boolean())
    .map(([tokens, none]) =>
      tokens.map((token, n) => token.split('.')[none && n === 2 ? 9 : n] ?? '').join('.'),
    );
  const token = fc.oneof(tokens, bent(tokens), mixed, junk);
  const later = fc.integer({ min: -longest, max: 3 * longest });
  return fuzz(fc.tuple(file, token, later), async ([name, given, ms]) => {
    now = begin + ms;
    const opened = await ours.open(name, given);
    const signed = genuine.includes(`${name} ${meaning(given)}`);
    if (opened !== null) expect(signed).toBe(true);
    if (opened !== null) expect(ms).toBeLessThan(longest);
    const whole = [mine, older, another].some((each) => each.file === name && each.token === given);
    if (whole && ms < shortest) expect(opened).not.toBeNull();
  });
});
