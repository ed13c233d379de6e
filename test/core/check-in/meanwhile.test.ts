import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type KnownProof,
  type StandingMessage,
  sinceLastSeen,
} from '../../../src/core/check-in/meanwhile.ts';
import type { AttachmentRef, MessageRef } from '../../../src/core/model/ids.ts';

const ref = (place: number) => `m${place}` as MessageRef;
const placeOf = (message: MessageRef) => BigInt(message.slice(1));
const proof = (place: number, more: Partial<KnownProof> = {}): KnownProof => ({
  message: ref(place),
  text: 'as it was',
  editedAt: null,
  ...more,
});
const standing = (place: number, more: Partial<StandingMessage> = {}): StandingMessage => ({
  message: ref(place),
  text: 'as it was',
  editedAt: null,
  ...more,
});

describe('what is missing', () => {
  test.each([
    ['stands', [1, 2, 3], { deleted: [], newer: [], older: [] }],
    ['is missing between two', [1, 3], { deleted: [2], newer: [], older: [] }],
    ['is newer than all that stand', [1], { deleted: [], newer: [2], older: [] }],
    ['is older than all that stand', [3], { deleted: [], newer: [], older: [2] }],
    ['is missing in an empty history', [], { deleted: [], newer: [2], older: [] }],
  ])('a proof that %s', (_, places, wanted) => {
    const { edited, ...found } = sinceLastSeen(
      [proof(2)],
      places.map((p) => standing(p)),
      placeOf,
    );
    expect(edited).toEqual([]);
    expect(found).toEqual({
      deleted: wanted.deleted.map(ref),
      newer: wanted.newer.map(ref),
      older: wanted.older.map(ref),
    });
  });

  test.each([
    [['a', 'b'], ['a'], true],
    [['a'], ['a', 'b'], false],
    [['a'], [], true],
    [['a'], undefined, false],
    [undefined, [], false],
  ])('of the files %j %j are left: it was edited: %s', (files, filesLeft, isEdited) => {
    const known = proof(2, files ? { files: files as AttachmentRef[] } : {});
    const now = standing(2, { filesLeft: filesLeft as AttachmentRef[] | undefined });
    expect(sinceLastSeen([known], [now], placeOf).edited).toEqual(isEdited ? [now] : []);
  });

  test('only what lies within the part of the history that was read is deleted, whatever part that is', () => {
    const places = fc.uniqueArray(fc.nat(60), { maxLength: 40 });
    fc.assert(
      fc.property(
        places,
        fc.infiniteStream(fc.boolean()),
        fc.nat(60),
        fc.nat(60),
        (posted, kept, from, to) => {
          const there = posted.filter(() => kept.next().value);
          const read = there.filter((place) => place >= from && place <= to);
          const found = sinceLastSeen(
            posted.map((place) => proof(place)),
            read.map((place) => standing(place)),
            placeOf,
          );
          // Never what still stands and was within reach …
          const deleted = found.deleted.map((message) => Number(placeOf(message)));
          expect(deleted.filter((place) => there.includes(place))).toEqual([]);
          // … and every one that went between two that were read.
          const within = (place: number) => place > Math.min(...read) && place < Math.max(...read);
          const gone = posted.filter((place) => !there.includes(place) && within(place));
          expect(deleted.toSorted()).toEqual(gone.toSorted());
          // Each is in one place.
          const seen = [...found.deleted, ...found.newer, ...found.older, ...read.map(ref)];
          expect(seen.toSorted()).toEqual(posted.map(ref).toSorted());
        },
      ),
    );
  });
});

test.each([
  ['no edit mark', {}, { text: 'other' }, false],
  ['a first edit', {}, { text: 'other', editedAt: 5 }, true],
  ['a newer edit', { editedAt: 4 }, { text: 'other', editedAt: 5 }, true],
  ['the edit we have', { editedAt: 5 }, { text: 'other', editedAt: 5 }, false],
  ['an older edit than ours', { editedAt: 6 }, { text: 'other', editedAt: 5 }, false],
  ['an edit from before we first saw it', {}, { editedAt: 5 }, false],
  ['signs that no database keeps', { text: 'ab' }, { text: 'a\0b', editedAt: 5 }, false],
] as const)('edited: %s', (_, was, is, told) => {
  const now = standing(1, is);
  expect(sinceLastSeen([proof(1, was)], [now], placeOf).edited).toEqual(told ? [now] : []);
});
