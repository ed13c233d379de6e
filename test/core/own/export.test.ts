import { describe, expect, test } from 'vitest';
import type { CivilDay } from '../../../src/core/model/day.ts';
import { exportFile, type MemberExport, type ProofFacts, standingOf } from '../../../src/core/own/export.ts';

const nothing: ProofFacts = { deleted: false, undone: false, removed: false, checkIns: [] };
const counted = { counted: true, revoked: false };
const second = { counted: false, revoked: false };
const revoked = { counted: true, revoked: true };

test.each<[string, Partial<ProofFacts>, string]>([
  ['one that counts', { checkIns: [counted] }, 'counts'],
  ['one that counts in one challenge of two', { checkIns: [second, counted] }, 'counts'],
  ['one of a day that counts already', { checkIns: [second] }, 'dayAlreadyCounted'],
  ['one that was deleted', { deleted: true, checkIns: [revoked] }, 'messageDeleted'],
  ['one that was deleted without ever counting', { deleted: true }, 'messageDeleted'],
  ['one that was undone', { undone: true, checkIns: [revoked] }, 'takenBack'],
  ['one that a manager removed', { removed: true, checkIns: [revoked] }, 'removedByManager'],
  ['one removed once that counts anew', { removed: true, checkIns: [counted] }, 'counts'],
  ['one whose check-in moved away', { checkIns: [revoked] }, 'takenBack'],
  ['one that nothing took', {}, 'countsForNothing'],
])('%s', (_, change, standing) => {
  expect(standingOf({ ...nothing, ...change })).toBe(standing);
});

describe('the file', () => {
  const told = { madeAt: '2026-11-20T07:10:00.000Z', text: '강변' } as unknown as MemberExport;
  // They live further east.
  const today = '2026-11-21' as CivilDay;
  const text = (most: number) => {
    const file = exportFile(told, today, most);
    return file && new TextDecoder().decode(file.bytes);
  };

  test('is named by the member’s day, and is JSON in UTF-8 that can be read', () => {
    expect(exportFile(told, today, 1_000)).toMatchObject({
      name: 'boost-pal-2026-11-21.json',
      type: 'application/json',
    });
    expect(text(1_000)).toBe('{\n  "madeAt": "2026-11-20T07:10:00.000Z",\n  "text": "강변"\n}\n');
  });

  test('is written closely where it would be too large, and is none where it still is', () => {
    const close = '{"madeAt":"2026-11-20T07:10:00.000Z","text":"강변"}\n';
    const size = Buffer.byteLength(close);
    expect(text(size)).toBe(close);
    expect(text(size - 1)).toBeNull();
  });
});
