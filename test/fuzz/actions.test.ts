import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAction } from '../../src/core/action-codec.ts';
import { type Action, actionId, fitsButton } from '../../src/core/actions.ts';
import { formParts } from '../../src/core/challenge/form-parts.ts';
import { characters, tones } from '../../src/core/characters/index.ts';
import { deadCauses } from '../../src/core/dead-letters/store.ts';
import type { ChallengeId, MemberId, ProofId } from '../../src/core/model/ids.ts';
import { laters } from '../../src/core/nudge/personal/settings.ts';
import { summaryKinds } from '../../src/core/nudge/summary/period.ts';
import { boardOrders } from '../../src/core/record/board-orders.ts';
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
const part = fc.constantFrom(...formParts);
const onChallenge = fc.record({ challenge });
const memberDay = fc.record({ member, day: civilDay });
const outage = fc.record({ outage: uuid });
const audit = fc.record({ audit: uuid });
const nothing = fc.constant({});

/** What each action may carry; one that is missing here does not compile. */
const carried: Readonly<Record<Action['do'], fc.Arbitrary<object>>> = {
  join: onChallenge,
  leave: onChallenge,
  leaveErase: onChallenge,
  info: onChallenge,
  preview: onChallenge,
  start: onChallenge,
  end: onChallenge,
  endNow: onChallenge,
  pause: onChallenge,
  resume: onChallenge,
  delete: onChallenge,
  deleteNow: onChallenge,
  handOver: onChallenge,
  handOverTo: onChallenge,
  again: onChallenge,
  myCard: onChallenge,
  boardOn: onChallenge,
  boardOff: onChallenge,
  streak: onChallenge,
  stats: onChallenge,
  restToday: onChallenge,
  restBack: onChallenge,
  createChallenge: fc.record({ template }, { requiredKeys: [] }),
  openCreateForm: fc.record({ template, typed: uuid }, { requiredKeys: [] }),
  edit: fc.record({ challenge, part, typed: uuid }, { requiredKeys: ['challenge', 'part'] }),
  saveEdit: fc.record({ challenge, part, version: count }),
  applyEdit: fc.record({ challenge, change: uuid }),
  choose: fc.record(
    { proof, challenge, once: fc.constant(true as const) },
    { requiredKeys: ['proof', 'challenge'] },
  ),
  chooseFor: fc.record({ proof, challenge }),
  forDay: fc.record({ proof, challenge, day: civilDay }),
  palCharacter: fc.record({ character: orNull(fc.constantFrom(...characters.map(({ id }) => id))) }),
  palTone: fc.record({ tone: fc.constantFrom(...tones) }),
  forget: fc.record({ proof }),
  restCancel: fc.record({
    challenge: orNull(challenge),
    kind: fc.constantFrom('rest', 'pause'),
    from: civilDay,
    to: civilDay,
  }),
  why: fc.record({ challenge, until: civilDay }),
  calendar: fc.record({ challenge: orNull(challenge), of: fc.oneof(year, month) }),
  board: fc.record({ challenge, by: fc.constantFrom(...boardOrders) }),
  records: fc.record({ challenge: orNull(challenge), of: orNull(fc.oneof(year, month)), offset: count }),
  search: fc.record({
    offset: count,
    challenge: orNull(challenge),
    from: orNull(civilDay),
    to: orNull(civilDay),
    words: fc.oneof(junk, fc.stringMatching(/^[가-힣 :]{0,20}$/)),
  }),
  summary: fc.record({ challenge, kind: fc.constantFrom(...summaryKinds), on: fc.boolean() }),
  nudgeLog: fc.record({ until: civilDay }),
  log: fc.record({ challenge: orNull(challenge), offset: count }),
  redrive: fc.record({ cause: fc.constantFrom(...deadCauses) }),
  excuseDays: outage,
  keepDays: outage,
  openPal: nothing,
  openRest: nothing,
  nudgeForm: nothing,
  nudgeSave: nothing,
  nudgeNo: nothing,
  eraseMe: fc.record({ member }),
  keepMe: nothing,
  nudgeLater: memberDay,
  nudgeRest: memberDay,
  nudgeAgain: fc.record({ member, day: civilDay, in: fc.constantFrom(...laters) }),
  nudgeOff: fc.record({ member }),
  appeal: audit,
  sendAppeal: audit,
};
const names = Object.keys(carried) as Action['do'][];

const action: fc.Arbitrary<Action> = fc.oneof(
  ...names.map((name) => carried[name].map((of) => ({ do: name, ...of }) as Action)),
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
      .array(fc.oneof(junk, uuid, fc.constantFrom('1', ...names)), {
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
