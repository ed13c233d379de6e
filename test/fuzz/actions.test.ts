import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Action,
  actionId,
  boardOrders,
  challengeActions,
  fitsButton,
  formParts,
} from '../../src/core/actions.ts';
import { characters, tones } from '../../src/core/characters/index.ts';
import type { ChallengeId, MemberId, ProofId } from '../../src/core/model/ids.ts';
import { laters } from '../../src/core/nudge/personal/settings.ts';
import { summaryKinds } from '../../src/core/nudge/summary/period.ts';
import { parseAction } from '../../src/core/read-action.ts';
import { bent, fuzzer, junk, timeout } from './fuzz.ts';
import { civilDay } from './values.ts';

const fuzz = fuzzer(2);

const uuid = fc.uuid();
const challenge = uuid.map((id) => id as ChallengeId);
const proof = uuid.map((id) => id as ProofId);
const member = uuid.map((id) => id as MemberId);
const count = fc.nat({ max: 999_999 });
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const year = fc.integer({ min: 1900, max: 9999 }).map(String);
const month = civilDay.map((day) => day.slice(0, 7));
const template = fc.stringMatching(/^[a-z]{1,20}$/);
const one = <Name extends string>(name: Name) => fc.constant(name);

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ do: fc.constantFrom(...challengeActions), challenge }),
  fc.record({ do: one('createChallenge'), template }, { requiredKeys: ['do'] }),
  fc.record({ do: one('openCreateForm'), template, typed: uuid }, { requiredKeys: ['do'] }),
  fc.record(
    { do: one('edit'), challenge, part: fc.constantFrom(...formParts), typed: uuid },
    { requiredKeys: ['do', 'challenge', 'part'] },
  ),
  fc.record({ do: one('saveEdit'), challenge, part: fc.constantFrom(...formParts), version: count }),
  fc.record({ do: one('applyEdit'), challenge, change: uuid }),
  fc.record({
    do: one('palCharacter'),
    character: orNull(fc.constantFrom(...characters.map(({ id }) => id))),
  }),
  fc.record({ do: one('palTone'), tone: fc.constantFrom(...tones) }),
  fc.record({ do: one('choose'), proof, challenge }),
  fc.record({ do: one('why'), challenge, until: civilDay }),
  fc.record({ do: one('calendar'), challenge: orNull(challenge), of: fc.oneof(year, month) }),
  fc.record({ do: one('board'), challenge, by: fc.constantFrom(...boardOrders) }),
  fc.record({
    do: one('records'),
    challenge: orNull(challenge),
    of: orNull(fc.oneof(year, month)),
    offset: count,
  }),
  fc.record({
    do: one('search'),
    offset: count,
    challenge: orNull(challenge),
    from: orNull(civilDay),
    to: orNull(civilDay),
    words: fc.oneof(junk, fc.stringMatching(/^[가-힣 :]{0,20}$/)),
  }),
  fc.record({ do: one('summary'), challenge, kind: fc.constantFrom(...summaryKinds), on: fc.boolean() }),
  fc.record({ do: one('nudgeLog'), until: civilDay }),
  fc.record({ do: one('log'), challenge: orNull(challenge), offset: count }),
  fc.record({ do: fc.constantFrom('nudgeForm' as const, 'nudgeSave' as const, 'nudgeNo' as const) }),
  fc.record({ do: fc.constantFrom('nudgeLater' as const, 'nudgeRest' as const), member, day: civilDay }),
  fc.record({ do: one('nudgeAgain'), member, day: civilDay, in: fc.constantFrom(...laters) }),
  fc.record({ do: one('nudgeOff'), member }),
  fc.record({ do: fc.constantFrom('excuseDays' as const, 'keepDays' as const), outage: uuid }),
  fc.record({ do: fc.constantFrom('appeal' as const, 'sendAppeal' as const), audit: uuid }),
);

test('a button is read back as it was written', { timeout }, () =>
  fuzz(action, (written) => {
    if (!fitsButton(written)) return expect(() => actionId(written)).toThrow(RangeError);
    const id = actionId(written);
    expect(id.length).toBeLessThanOrEqual(100);
    expect(parseAction(id)).toEqual(written);
  }),
);

test('what we did not write is no action', { timeout }, () => {
  const written = action.filter(fitsButton).map(actionId);
  const sent = fc.oneof(
    junk,
    bent(written),
    fc
      .array(fc.oneof(junk, uuid, fc.constantFrom('1', ...challengeActions, 'search', 'log', 'records')), {
        maxLength: 8,
      })
      .map((parts) => parts.join(':')),
  );
  return fuzz(sent, (id) => {
    const read = parseAction(id);
    // Only a search that is too long for a button can be read and not be written.
    if (read && fitsButton(read)) expect(actionId(read)).toBe(id);
  });
});
