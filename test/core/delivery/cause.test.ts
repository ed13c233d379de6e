import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Cause,
  cannotBeReached,
  missingIn,
  readReason,
  reasonText,
  withoutNumber,
} from '../../../src/core/delivery/cause.ts';

// Rows of years read so: another word for one of these needs a migration.
const kept: Readonly<Record<Cause, string>> = {
  forbidden: 'forbidden: 50013 SEND_MESSAGES',
  gone: 'gone: 50013 SEND_MESSAGES',
  invalid: 'invalid: 50013 SEND_MESSAGES',
  revoked: 'revoked: 50013 SEND_MESSAGES',
  unknownOutcome: 'outcome unknown: 50013 SEND_MESSAGES',
  mistake: 'mistake of ours: 50013 SEND_MESSAGES',
  tooOld: 'older than a day; 50013 SEND_MESSAGES',
  parked: 'parked',
  moot: '50013 SEND_MESSAGES',
};
const causes = Object.keys(kept) as Cause[];

test.each(causes)('a reason by the cause %s is kept in these words', (cause) => {
  expect(reasonText({ cause, detail: '50013 SEND_MESSAGES' })).toBe(kept[cause]);
});

test('what waited for too long is just that', () => {
  expect(reasonText({ cause: 'tooOld', detail: '' })).toBe('older than a day');
});

test('whatever is kept is read as it was meant', () => {
  const told = fc.oneof(fc.string(), fc.constantFrom('50013', 'a: b', 'line\nline', 'gone: twice'));
  fc.assert(
    fc.property(fc.constantFrom(...causes), told, (cause, detail) => {
      fc.pre(cause !== 'moot' || readReason(detail).cause === 'moot');
      const meant = { cause, detail: cause === 'parked' ? '' : detail };
      expect(readReason(reasonText(meant))).toEqual(meant);
    }),
  );
});

test.each(['', 'deleted', 'everybodyDone', 'gone', 'what it edits was never posted', 'said in an answer'])(
  '"%s" is a reason of ours',
  (text) => {
    expect(readReason(text)).toEqual({ cause: 'moot', detail: text });
  },
);

test.each([
  ['forbidden: 50013 SEND_MESSAGES_IN_THREADS', 'SEND_MESSAGES_IN_THREADS', 'SEND_MESSAGES_IN_THREADS'],
  ['forbidden: missing_scope reactions:write', 'reactions:write', 'missing_scope reactions:write'],
  ['forbidden: not_in_channel', 'not_in_channel', 'not_in_channel'],
  ['forbidden: 50007', '', '50007'],
  ['gone: 10007 left', 'left', 'left'],
])('a row that says "%s" names %s, and is told as %s', (reason, missing, told) => {
  expect(missingIn(reason)).toBe(missing);
  expect(withoutNumber(readReason(reason).detail)).toBe(told);
});

test('only who is closed or gone cannot be reached', () => {
  const out = (['skipped', 'dead'] as const).flatMap((state) =>
    causes.filter((cause) => cannotBeReached({ state, cause, detail: '' })),
  );
  expect(out).toEqual(['forbidden', 'gone', 'forbidden', 'gone']);
  expect(cannotBeReached({ state: 'sent', message: null })).toBe(false);
});
