import { expect, test } from 'vitest';
import {
  againOf,
  boundedKey,
  challengeOf,
  deliveryKey,
  type Kind,
  kindsWhere,
  memberOf,
  partsIf,
  partsOf,
  type Traits,
  traitsOf,
  undoOf,
} from '../../../src/core/delivery/keys.ts';
import type { DeliveryKey } from '../../../src/core/model/ids.ts';

const [proof, challenge, member, turn] = [1, 2, 3, 4].map((n) => `0000000${n}-a-b-c-d`) as never as string[];

/** Every kind, as the ledger's rows and the platforms' nonces have it: another byte would say it twice. */
const known: Readonly<Record<Kind, readonly [key: string, implied: Traits]>> = {
  react: [`react:${proof}`, { isMark: true }],
  card: [`card:${proof}`, {}],
  note: [`note:${member}:2026-11-20:ended/${challenge}`, {}],
  choose: [`choose:${proof}`, {}],
  'refused-': [`refused-2:${proof}`, {}],
  'joined-': [`joined-${challenge}:${proof}`, {}],
  cheer: [`cheer:${proof}`, { cheer: 'itself' }],
  'cheer-edit': [`cheer-edit:${proof}:3`, { cheer: 'itself' }],
  milestone: [`milestone:${challenge}:${member}:days7:${proof}`, { cheer: 'beside', member: 1 }],
  welcome: [`welcome:${challenge}:1`, { challenge: 0 }],
  'welcome-': [`welcome-title:${challenge}`, {}],
  changed: [`changed:${challenge}:act`, { challenge: 0 }],
  'end-notice': [`end-notice:${challenge}:3:2026-11-20`, { challenge: 0 }],
  closing: [`closing:${challenge}`, { challenge: 0 }],
  'channel-gone': [`channel-gone:${challenge}:C1`, {}],
  finish: [`finish:${challenge}:${member}`, {}],
  nudge: [`nudge:${challenge}:2026-11-20`, { isUnasked: true }],
  summary: [`summary:${challenge}:week:2026-11-16`, { isUnasked: true }],
  'nudge-me': [`nudge-me:${member}:2026-11-20:0:again`, { isUnasked: true, member: 0 }],
  'nudge-offer': [`nudge-offer:${member}`, { isUnasked: true, cheer: 'beside', member: 0 }],
  'nudge-rest': [`nudge-rest:${member}:${challenge}:2026-11-20`, { isUnasked: true, member: 0 }],
  freeze: [`freeze:${challenge}:${member}:2026-11-20`, { isUnasked: true, member: 1 }],
  talk: [`talk:${turn}`, {}],
  'talk-more': [`talk-more:${turn}`, {}],
  hello: ['hello:slack:C1/1.2', {}],
  care: [`care:${proof}`, {}],
  'care-direct': [`care-direct:${proof}`, {}],
  'care-here': [`care-here:${proof}`, {}],
  'care-talk': [`care-talk:${turn}`, {}],
  'care-talk-direct': [`care-talk-direct:${turn}`, {}],
  'care-talk-here': [`care-talk-here:${turn}`, {}],
  'care-host': [`care-host:${member}:2026-11-20`, {}],
  file: ['file:file/F1', {}],
  permission: ['permission:w:C1:2026-11:50013 SEND_MESSAGES', {}],
  direct: ['direct:permission:w:C1:2026-11:50013 SEND_MESSAGES', {}],
  'nudges-paused': [`nudges-paused:${challenge}:2026-11-20`, {}],
  outage: ['outage:o:w:channel', {}],
  told: ['told:act', {}],
  'told-near': ['told-near:act', {}],
  appeal: ['appeal:act:U-host', {}],
  unnamed: ['unnamed:receipt:summary:c:week:2026-11-16', {}],
  undo: [`undo:cheer:${proof}`, {}],
};
const all = Object.entries(known).map(([kind, [key, implied]]) => ({ kind: kind as Kind, key, implied }));

test.each(all)('$key', ({ kind, key, implied }) => {
  const [first = '', ...parts] = key.split(':');
  expect(deliveryKey(first as 'react', ...(parts as [string]))).toBe(key);
  expect(partsOf(key)).toEqual({ kind, parts });
  expect(partsIf(key as DeliveryKey, kind)).toEqual(parts);
  expect(traitsOf(key)).toEqual(implied);
  expect(memberOf(key as DeliveryKey)).toBe('member' in implied ? member : null);
  expect(challengeOf(key as DeliveryKey)).toBe('challenge' in implied ? challenge : null);
});

test.each(all)('what takes $key back is of no kind but that', ({ key }) => {
  const undo = undoOf(key as DeliveryKey);
  expect(undo).toBe(`undo:${key}`);
  expect([againOf(key as DeliveryKey), againOf(key as DeliveryKey, 2)]).toEqual([`${key}:again`, `${key}:2`]);
  expect(partsOf(undo)).toEqual({ kind: 'undo', parts: key.split(':') });
  expect(traitsOf(undo)).toEqual({});
});

test.each(['', 'job:12', 'interaction:1', 'cheers:1', 'nudge-you:1', 'constructor:1'])(
  '"%s" is none of ours',
  (text) => {
    expect(partsOf(text)).toBeNull();
    expect(traitsOf(text)).toEqual({});
  },
);

test('a key in which a platform words a part is no longer than what stores it', () => {
  expect(boundedKey('channel-gone', challenge!, 'C1')).toBe(`channel-gone:${challenge}:C1`);
  expect(boundedKey('permission', 'w', 'C1', 'x'.repeat(300))).toBe(`permission:w:C1:${'x'.repeat(184)}`);
});

test('the ledger is searched by kinds', () => {
  expect(kindsWhere(({ cheer }) => cheer === 'itself')).toEqual(['cheer', 'cheer-edit']);
  expect(kindsWhere(({ isUnasked }) => isUnasked === true)).toContain('freeze');
});
