import { expect, test } from 'vitest';
import type { MemberRef } from '../../../src/core/model/ids.ts';
import { fewMinutesMs, type Heard, isForUs, type ThreadSoFar } from '../../../src/core/talk/for-us.ts';

/** Whom a message in a thread is for. The thread hangs on the proof of `minji`, posted at minute 0. */
const minji = 'minji' as MemberRef;
const junho = 'junho' as MemberRef;
const alex = 'alex' as MemberRef;
const minute = 60_000;

const at = (minutes: number) => minutes * minute;
const cheered: ThreadSoFar = { owner: minji, ours: { to: minji, at: 0 }, voices: [] };
const says = (by: MemberRef, minutes: number, more: Partial<Heard> = {}): Heard => ({
  by,
  at: at(minutes),
  callsUs: false,
  namesUs: false,
  turnsTo: [],
  ...more,
});
const after = (...voices: readonly (readonly [MemberRef | null, number])[]): ThreadSoFar => ({
  ...cheered,
  voices: voices.map(([by, minutes]) => ({ by, at: at(minutes) })),
});

const table: readonly (readonly [string, Heard, ThreadSoFar, string])[] = [
  ['the author right after the cheer', says(minji, 1), cheered, 'answersUs'],
  ['the author hours after the cheer', says(minji, 300), cheered, 'answersUs'],
  ['the author a second time in a row', says(minji, 2), after([minji, 1]), 'answersUs'],
  ['another congratulates the author', says(junho, 1), cheered, 'notSpokenTo'],
  ['another congratulates after the author wrote', says(junho, 2), after([minji, 1]), 'notSpokenTo'],
  ['the author thanks a friend', says(minji, 2), after([junho, 1]), 'anotherSpoke'],
  ['the author thanks somebody unknown', says(minji, 2), after([null, 1]), 'anotherSpoke'],
  ['the author thanks a friend an hour later', says(minji, 62), after([junho, 1]), 'anotherSpoke'],
  ['the author names the friend', says(minji, 2, { turnsTo: [junho] }), cheered, 'turnsToAnother'],
  [
    'the author replies to a message of their own',
    says(minji, 2, { turnsTo: [minji] }),
    cheered,
    'answersUs',
  ],
  [
    'the author mentions us though a friend spoke',
    says(minji, 2, { callsUs: true }),
    after([junho, 1]),
    'called',
  ],
  [
    'the author calls us by name though a friend spoke',
    says(minji, 2, { namesUs: true }),
    after([junho, 1]),
    'named',
  ],
  ['another calls us by name', says(junho, 1, { namesUs: true }), cheered, 'named'],
  ['another mentions us', says(junho, 1, { callsUs: true }), cheered, 'called'],
  ['another mentions us and a friend', says(junho, 1, { callsUs: true, turnsTo: [alex] }), cheered, 'called'],
  [
    'another calls us by name but turns to a friend',
    says(junho, 1, { namesUs: true, turnsTo: [alex] }),
    cheered,
    'turnsToAnother',
  ],
  [
    'whom we answered last goes on',
    says(junho, 9),
    { owner: minji, ours: { to: junho, at: at(8) }, voices: [{ by: junho, at: at(8) }] },
    'answersUs',
  ],
  [
    'the author, while we talk with another',
    says(minji, 9),
    { owner: minji, ours: { to: junho, at: at(8) }, voices: [{ by: junho, at: at(8) }] },
    'notSpokenTo',
  ],
  [
    'whom we answered last, after the author said something to them',
    says(junho, 10),
    { owner: minji, ours: { to: junho, at: at(8) }, voices: [{ by: minji, at: at(9) }] },
    'anotherSpoke',
  ],
  [
    'the author after our answer, a friend having spoken just before it',
    says(minji, 4),
    { owner: minji, ours: { to: minji, at: at(3) }, voices: [{ by: junho, at: at(2) }] },
    'anotherSpoke',
  ],
  [
    'the same when a few minutes have passed',
    says(minji, 8),
    { owner: minji, ours: { to: minji, at: at(3) }, voices: [{ by: junho, at: at(2) }] },
    'answersUs',
  ],
  ['before the cheer is there', says(minji, 1), { ...cheered, ours: null }, 'weWereSilent'],
  [
    'by name before the cheer is there',
    says(minji, 1, { namesUs: true }),
    { ...cheered, ours: null },
    'weWereSilent',
  ],
  [
    'a mention where we never spoke',
    says(minji, 1, { callsUs: true }),
    { owner: null, ours: null, voices: [] },
    'called',
  ],
  [
    'people in a thread where we never spoke',
    says(minji, 1),
    { owner: null, ours: null, voices: [] },
    'weWereSilent',
  ],
  [
    'a friend’s message that was written later and came earlier',
    says(minji, 2),
    after([junho, 3]),
    'answersUs',
  ],
];

test.each(table)('%s', (_what, heard, thread, since) => {
  expect(isForUs(heard, thread).since).toBe(since);
});

test('only these are for us', () => {
  const answered = new Set(
    table.filter(([, heard, thread]) => isForUs(heard, thread).forUs).map(([, , , since]) => since),
  );
  expect([...answered].sort()).toEqual(['answersUs', 'called', 'named']);
  expect(fewMinutesMs).toBe(5 * minute);
});
