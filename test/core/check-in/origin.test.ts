import { expect, test } from 'vitest';
import {
  cameByItself,
  challengesOf,
  editedAtOf,
  forDayOf,
  isAskedFor,
  isCard,
  isElsewhere,
  isFromHistory,
  isFurther,
  mayPrecede,
  movesCursor,
  type Origin,
  rememberedOf,
  standsAsOf,
  toldWhere,
} from '../../../src/core/check-in/origin.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChallengeId } from '../../../src/core/model/ids.ts';

const run = 'run' as ChallengeId;
const books = 'books' as ChallengeId;
const yesterday = '2026-03-01' as CivilDay;

/** What is so of each beside who asked, where they are told, and as of when they stand. */
const answersTo = (origin: Origin) => ({
  ...(cameByItself(origin) ? { byItself: true } : {}),
  ...(isCard(origin) ? { card: true } : {}),
  ...(mayPrecede(origin) ? { mayPrecede: true } : {}),
  ...(isFurther(origin) ? { further: true } : {}),
  ...(isFromHistory(origin) ? { fromHistory: true } : {}),
  ...(movesCursor(origin) ? { cursor: true } : {}),
  ...(isElsewhere(origin) ? { elsewhere: true } : {}),
  ...(challengesOf(origin) ? { in: challengesOf(origin) } : {}),
  ...(forDayOf(origin) ? { forDay: forDayOf(origin) } : {}),
  ...(editedAtOf(origin) === null ? {} : { editedAt: editedAtOf(origin) }),
  ...(rememberedOf(origin) ? { remembered: rememberedOf(origin) } : {}),
});

const here = { kind: 'menu', challenges: null } as const;
const elsewhere = { kind: 'menu', challenges: [run, books] } as const;
const chosen = { kind: 'choice', by: 'author', challenge: run } as const;

test.each<
  [Origin, 'asked' | 'not asked', ReturnType<typeof toldWhere>, ReturnType<typeof standsAsOf>, object]
>([
  [{ kind: 'posted', fromHistory: false }, 'not asked', 'inThread', 'then', { byItself: true, cursor: true }],
  [
    { kind: 'posted', fromHistory: true },
    'not asked',
    'inThread',
    'then',
    { byItself: true, cursor: true, mayPrecede: true, fromHistory: true },
  ],
  [
    { kind: 'edited', editedAt: 0, further: false },
    'not asked',
    'inThread',
    'then',
    { byItself: true, mayPrecede: true, editedAt: 0 },
  ],
  [
    { kind: 'edited', editedAt: 0, further: true },
    'not asked',
    'inThread',
    'then',
    { byItself: true, mayPrecede: true, editedAt: 0, further: true },
  ],
  [{ kind: 'command', challenge: run, forDay: null }, 'asked', 'inReply', 'now', { card: true, in: [run] }],
  [
    { kind: 'command', challenge: run, forDay: yesterday },
    'asked',
    'inReply',
    'now',
    { card: true, in: [run], forDay: yesterday },
  ],
  [{ ...here, by: 'author' }, 'asked', 'inReply', 'now', {}],
  [{ ...here, by: 'manager' }, 'asked', 'creditInThread', 'then', {}],
  [{ ...elsewhere, by: 'author' }, 'asked', 'inReply', 'now', { elsewhere: true, in: [run, books] }],
  [{ ...elsewhere, by: 'manager' }, 'asked', 'creditInThread', 'then', { elsewhere: true, in: [run, books] }],
  [{ kind: 'mark', by: 'author', wasJudged: false }, 'asked', 'inThread', 'now', {}],
  [{ kind: 'mark', by: 'manager', wasJudged: false }, 'asked', 'creditInThread', 'then', {}],
  [{ kind: 'mark', by: 'manager', wasJudged: true }, 'asked', 'inThread', 'then', {}],
  [{ ...chosen, remember: true }, 'not asked', 'inReply', 'now', { in: [run], remembered: run }],
  [{ ...chosen, remember: false }, 'not asked', 'inReply', 'now', { in: [run] }],
  [{ ...chosen, by: 'manager', remember: false }, 'asked', 'creditInThread', 'then', { in: [run] }],
  [
    { kind: 'moved', challenge: run, forDay: yesterday },
    'asked',
    'inReply',
    'now',
    { in: [run], forDay: yesterday },
  ],
])('%o: %s, told %s, stands as of %s', (origin, asked, told, asOf, answers) => {
  expect(isAskedFor(origin) ? 'asked' : 'not asked').toBe(asked);
  expect(toldWhere(origin)).toBe(told);
  expect(standsAsOf(origin)).toBe(asOf);
  expect(answersTo(origin)).toEqual(answers);
});
