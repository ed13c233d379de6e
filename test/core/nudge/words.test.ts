import { describe, expect, test } from 'vitest';
import { characters } from '../../../src/core/characters/index.ts';
import { greeterOf, nameOfCharacter } from '../../../src/core/characters/speaker.ts';
import { type Messages, messagesFor } from '../../../src/core/messages/index.ts';
import { addDays, type CivilDay } from '../../../src/core/model/day.ts';
import type { ChallengeId } from '../../../src/core/model/ids.ts';
import { LOCALES } from '../../../src/core/model/locale.ts';
import type { Circle } from '../../../src/core/nudge/circle.ts';
import { type Situation, situationsOf } from '../../../src/core/nudge/judge.ts';
import { nudgeWords, openingsApart, sentenceOf, topicOf } from '../../../src/core/nudge/words.ts';
import type { ChallengeRow } from '../../../src/core/store.ts';
import type { Inline, Line } from '../../../src/core/views.ts';

const plain = (line: Line) =>
  line.map((part) => (typeof part === 'string' ? part : 'text' in part ? part.text : '')).join('');
const until: Inline = { kind: 'time', at: 0, text: '03:00' };
const bodies = ({ nudge: { body } }: Messages): readonly Line[] => [
  ...body.fresh.map((say) => say()),
  ...body.some.flatMap((say) => [1, 2, 1_234].map(say)),
  ...body.team.flatMap((say) => [say(1, 100), say(99, 100)]),
  ...body.lastHour.map((say) => say(until)),
  ...body.lastHourOfWeek.map((say) => say(until)),
];

/** What people read as a reproach, or as counting those who have not. */
const reproaches =
  /아직 안|안 (하|한|올)|못 (하|한|올)|잊|밀리|실망|왜 |남았|빠졌|포기|놓치|끊|missed|forgot|failed|behind|lazy|still (have|need|waiting)|haven't|not yet|don't|lose|hurry|last chance|keep up the great work|まだ.*(していない|いません)|忘れ|サボ|遅れ|失|急い|がっかり/i;

describe.each(LOCALES)('nudges in %s', (locale) => {
  const texts = messagesFor(locale);

  const said = characters.map(({ id }) => {
    const who = greeterOf(id, locale);
    return { id, openings: texts.nudge.openings(who), own: texts.personal.openings(who) };
  });

  test('are said by who speaks there, and by nobody else', () => {
    for (const { id, openings, own } of said) {
      const others = characters.filter((each) => each.id !== id).map(({ names }) => names[locale]);
      const lines = [...openings, ...own].join('\n');
      expect(lines).toContain(nameOfCharacter(id, locale));
      for (const other of others) expect(lines).not.toContain(other);
      if (id !== 'damjji')
        expect(lines).not.toMatch(/해바라기|볼주머니|쳇바퀴|seeds?\b|cheeks|wheel|paws|種|ほっぺ|回し車/);
      // 초롱이, 담찌가: a name is never followed by the wrong form.
      expect(lines).not.toMatch(/초롱(가|예요)|(뭉치|느루|담찌)(이 |이에요)/);
    }
  });

  test('have openings enough to keep them apart, and as many bodies', () => {
    const { body } = texts.nudge;
    for (const { openings } of said) {
      expect(new Set(openings).size).toBe(openings.length);
      expect(openings.length).toBeGreaterThanOrEqual(openingsApart + 2);
    }
    // What the ledger remembers is the number of an opening.
    expect(new Set(said.map(({ openings }) => openings.length)).size).toBe(1);
    expect(new Set(said.map(({ own }) => own.length)).size).toBe(1);
    expect(Object.values(body).flat().length).toBeGreaterThanOrEqual(12);
    for (const each of Object.values(body)) expect(each.length).toBeGreaterThanOrEqual(3);
  });

  test('reproach nobody and ask no number of those who have not', () => {
    const first = said.flatMap(({ openings, own }) => [...openings, ...own]);
    for (const line of [...first, ...bodies(texts).map(plain)]) {
      expect(line).not.toMatch(reproaches);
      expect(line.length).toBeLessThan(120);
    }
  });
});

const challenge = {
  id: '6f1c1f9e-0000-4000-8000-000000000001' as ChallengeId,
  title: '아침 달리기',
  emoji: '🏃',
  timezone: 'Asia/Seoul',
} as ChallengeRow;
const say = (
  day: string,
  lately: readonly number[] = [],
  situations: readonly [Situation, ...Situation[]] = [{ is: 'fresh' }],
) =>
  nudgeWords(challenge, {
    day: day as CivilDay,
    locale: 'ko',
    situation: topicOf(challenge, day as CivilDay, situations),
    lately,
    character: 'damjji',
  });

describe('the words of a day', () => {
  test('are the same however often they are asked for', () => {
    expect(say('2026-11-21')).toEqual(say('2026-11-21'));
  });

  test('take an opening nobody heard lately, and over time every one', () => {
    const said: number[] = [];
    for (let n = 0; n < 400; n++) {
      const lately = said.slice(-openingsApart);
      const { opening } = say(addDays('2026-01-01' as CivilDay, n), lately);
      expect(lately).not.toContain(opening);
      said.push(opening);
    }
    expect(new Set(said).size).toBe(messagesFor('ko').nudge.openings(null).length);
  });

  test('are told apart from their opening and the name', () => {
    const { view } = say('2026-11-21', [], [{ is: 'some', done: 3 }]);
    expect(plain(view.line).endsWith(sentenceOf(view.line))).toBe(true);
    expect(sentenceOf(view.line)).toContain('3명');
    expect(sentenceOf(view.line)).not.toContain('아침 달리기');
  });

  test('show a face on the first of a day alone, and say when a model wrote them', () => {
    const given = {
      day: '2026-11-21' as CivilDay,
      locale: 'ko',
      situation: { is: 'fresh' },
      lately: [],
      character: 'mungchi',
    } as const;
    expect(nudgeWords(challenge, given).view).not.toHaveProperty('face');
    expect(nudgeWords(challenge, given).view).not.toHaveProperty('footer');
    const first = nudgeWords(challenge, { ...given, withFace: true, line: '자리가 넉넉해요.' }).view;
    expect(first).toMatchObject({
      face: { character: 'mungchi', mood: 'waving' },
      footer: messagesFor('ko').cheerFooter,
    });
    expect(sentenceOf(first.line)).toBe('자리가 넉넉해요.');
  });

  test('vary what is said too', () => {
    const lines = Array.from(
      { length: 60 },
      (_, n) =>
        plain(say(addDays('2026-01-01' as CivilDay, n), [], [{ is: 'some', done: 3 }]).view.line).split(
          ' · ',
        )[1],
    );
    expect(new Set(lines).size).toBe(messagesFor('ko').nudge.body.some.length);
  });
});

describe('what may be said', () => {
  const now = Date.parse('2026-11-22T14:30:00Z');
  const open = (minutes: number, endsWeek = false) => ({ until: now + minutes * 60_000, endsWeek });
  const circle = (done: number, ...each: Circle['open']): Circle => ({
    members: done + each.length,
    here: done + each.length,
    done,
    open: each,
  });
  const none = { teamGoal: null, together: 0 };

  test.each<[string, Circle, { teamGoal: number | null; together: number }, string]>([
    ['nobody was there', circle(0, open(300)), none, 'fresh'],
    ['somebody was', circle(2, open(300)), none, 'some'],
    ['with a team goal on its way', circle(2, open(300)), { teamGoal: 100, together: 40 }, 'some team'],
    ['with nothing towards it', circle(0, open(300)), { teamGoal: 100, together: 0 }, 'fresh'],
    ['with the goal reached', circle(2, open(300)), { teamGoal: 100, together: 100 }, 'some'],
    ['in the last hour', circle(2, open(60), open(60)), { teamGoal: 100, together: 40 }, 'lastHour'],
    ['a minute before it', circle(2, open(61)), none, 'some'],
    ['in the last hour of some, not of all', circle(2, open(30), open(300)), none, 'some'],
    ['in the last hour of the week', circle(2, open(30, true), open(30, true)), none, 'lastHourOfWeek'],
    ['where only one counts weeks to today', circle(2, open(30, true), open(30)), none, 'lastHour'],
  ])('%s', (_, standing, goal, expected) => {
    expect(
      situationsOf(standing, goal, now)
        .map(({ is }) => is)
        .join(' '),
    ).toBe(expected);
  });
});
