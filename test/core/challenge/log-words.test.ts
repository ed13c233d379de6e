import { describe, expect, test } from 'vitest';
import { auditedActs } from '../../../src/core/challenge/audit.ts';
import { messagesFor } from '../../../src/core/messages/index.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import { LOCALES } from '../../../src/core/model/locale.ts';
import { plain } from '../../support/core.ts';

const act = {
  by: '지은',
  of: '준호',
  name: '🏃 아침 달리기',
  day: '2026-11-20' as CivilDay,
  reason: '어제 사진이에요',
};
/** Of what each act is told; the rest would be noise. */
const aboutMember = ['handedOver', 'checkInRemoved', 'checkInAdded', 'freezeGranted', 'appealed'];
const withReason = ['checkInRemoved', 'checkInAdded', 'freezeGranted', 'appealed'];
/** Done in the workspace, to no challenge. */
const ofNoChallenge = ['settingsChanged', 'redriven'];
const withDay = ['ruleChanged', 'checkInRemoved', 'checkInAdded', 'appealed', 'daysExcused', 'daysKept'];

describe.each(LOCALES)('the log in %s', (locale) => {
  const texts = messagesFor(locale);
  const say = (what: (typeof auditedActs)[number], change: Partial<typeof act> = {}) =>
    plain(texts.admin.log.act[what]({ ...act, ...change }));

  test.each(auditedActs)('%s says who, to whom, where, for which day and why', (what) => {
    const said = say(what);
    expect(said.includes('지은')).toBe(what !== 'appealed');
    expect(said.includes('아침 달리기')).toBe(!ofNoChallenge.includes(what));
    expect(said.includes('준호')).toBe(aboutMember.includes(what));
    expect(said.includes('어제 사진이에요')).toBe(withReason.includes(what));
    expect(said.includes(texts.day(act.day))).toBe(withDay.includes(what));
  });

  test('days decided on together are told from the first to the last, and how many', () => {
    const days = { count: 3, to: '2026-11-23' as CivilDay };
    const said = plain(texts.admin.log.act.daysExcused({ ...act, days }));
    for (const part of [texts.day(act.day), texts.day(days.to), '3']) expect(said).toContain(part);
  });

  test('no two acts are told alike', () => {
    expect(new Set(auditedActs.map((what) => say(what))).size).toBe(auditedActs.length);
  });

  test.each(auditedActs)('%s can be told when those concerned are gone', (what) => {
    const said = plain(
      texts.admin.log.act[what]({ by: null, of: null, name: null, day: null, reason: null }),
    );
    expect(said).not.toMatch(/null|undefined| {2}|^ /);
    expect(said.length).toBeGreaterThan(5);
    expect(said).not.toContain('멤버이 ');
  });
});
