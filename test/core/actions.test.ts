import { expect, test } from 'vitest';
import { parseAction } from '../../src/core/action-codec.ts';
import { type Action, actionId } from '../../src/core/actions.ts';

const a = '0b5f9c1e-0000-4000-8000-00000000000a';
const b = '0b5f9c1e-0000-4000-8000-00000000000b';

/** Every action as it stands in buttons that were posted, and what it carries. These lines may be added to, and never changed. */
const posted: Readonly<Record<Action['do'], Readonly<Record<string, object>>>> = {
  join: { [`1:join:${a}`]: { challenge: a } },
  leave: { [`1:leave:${a}`]: { challenge: a } },
  leaveErase: { [`1:leaveErase:${a}`]: { challenge: a } },
  info: { [`1:info:${a}`]: { challenge: a } },
  preview: { [`1:preview:${a}`]: { challenge: a } },
  start: { [`1:start:${a}`]: { challenge: a } },
  end: { [`1:end:${a}`]: { challenge: a } },
  endNow: { [`1:endNow:${a}`]: { challenge: a } },
  pause: { [`1:pause:${a}`]: { challenge: a } },
  resume: { [`1:resume:${a}`]: { challenge: a } },
  delete: { [`1:delete:${a}`]: { challenge: a } },
  deleteNow: { [`1:deleteNow:${a}`]: { challenge: a } },
  handOver: { [`1:handOver:${a}`]: { challenge: a } },
  handOverTo: { [`1:handOverTo:${a}`]: { challenge: a } },
  again: { [`1:again:${a}`]: { challenge: a } },
  myCard: { [`1:myCard:${a}`]: { challenge: a } },
  boardOn: { [`1:boardOn:${a}`]: { challenge: a } },
  boardOff: { [`1:boardOff:${a}`]: { challenge: a } },
  streak: { [`1:streak:${a}`]: { challenge: a } },
  stats: { [`1:stats:${a}`]: { challenge: a } },
  restToday: { [`1:restToday:${a}`]: { challenge: a } },
  restBack: { [`1:restBack:${a}`]: { challenge: a } },
  restCancel: {
    [`1:restCancel:${a}:rest:2026-12-24:2026-12-26`]: {
      challenge: a,
      kind: 'rest',
      from: '2026-12-24',
      to: '2026-12-26',
    },
    '1:restCancel:-:pause:2026-12-24:2026-12-24': {
      challenge: null,
      kind: 'pause',
      from: '2026-12-24',
      to: '2026-12-24',
    },
  },
  createChallenge: { '1:createChallenge': {}, '1:createChallenge:run': { template: 'run' } },
  openCreateForm: {
    '1:openCreateForm': {},
    '1:openCreateForm:run': { template: 'run' },
    [`1:openCreateForm:run:${a}`]: { template: 'run', typed: a },
    [`1:openCreateForm:-:${a}`]: { typed: a },
  },
  edit: {
    [`1:edit:${a}:all`]: { challenge: a, part: 'all' },
    [`1:edit:${a}:rule:${b}`]: { challenge: a, part: 'rule', typed: b },
  },
  saveEdit: { [`1:saveEdit:${a}:basics:12`]: { challenge: a, part: 'basics', version: 12 } },
  applyEdit: { [`1:applyEdit:${a}:${b}`]: { challenge: a, change: b } },
  choose: {
    [`1:choose:${a}:${b}`]: { proof: a, challenge: b },
    [`1:choose:${a}:${b}:once`]: { proof: a, challenge: b, once: true },
  },
  forDay: { [`1:forDay:${a}:${b}:2026-11-21`]: { proof: a, challenge: b, day: '2026-11-21' } },
  chooseFor: { [`1:chooseFor:${a}:${b}`]: { proof: a, challenge: b } },
  palCharacter: {
    '1:palCharacter:damjji': { character: 'damjji' },
    '1:palCharacter:-': { character: null },
  },
  palTone: { '1:palTone:emoji': { tone: 'emoji' } },
  forget: { [`1:forget:${a}`]: { proof: a } },
  why: { [`1:why:${a}:2026-11-21`]: { challenge: a, until: '2026-11-21' } },
  calendar: {
    [`1:calendar:${a}:2026-11`]: { challenge: a, of: '2026-11' },
    '1:calendar:-:2026': { challenge: null, of: '2026' },
  },
  board: { [`1:board:${a}:completion`]: { challenge: a, by: 'completion' } },
  records: {
    [`1:records:${a}:2026-11:20`]: { challenge: a, of: '2026-11', offset: 20 },
    '1:records:-:-:0': { challenge: null, of: null, offset: 0 },
  },
  search: {
    [`1:search:10:${a}:2026-01-01:2026-11-21:아침 달리기`]: {
      offset: 10,
      challenge: a,
      from: '2026-01-01',
      to: '2026-11-21',
      words: '아침 달리기',
    },
    '1:search:0:-:-:-:7:30 기상': { offset: 0, challenge: null, from: null, to: null, words: '7:30 기상' },
  },
  summary: {
    [`1:summary:${a}:week:on`]: { challenge: a, kind: 'week', on: true },
    [`1:summary:${a}:month:off`]: { challenge: a, kind: 'month', on: false },
  },
  nudgeLog: { '1:nudgeLog:2026-11-21': { until: '2026-11-21' } },
  log: { [`1:log:${a}:20`]: { challenge: a, offset: 20 }, '1:log:-:0': { challenge: null, offset: 0 } },
  redrive: { '1:redrive:failed': { cause: 'failed' } },
  excuseDays: { [`1:excuseDays:${a}`]: { outage: a } },
  keepDays: { [`1:keepDays:${a}`]: { outage: a } },
  openPal: { '1:openPal': {} },
  openRest: { '1:openRest': {} },
  nudgeForm: { '1:nudgeForm': {} },
  nudgeSave: { '1:nudgeSave': {} },
  nudgeNo: { '1:nudgeNo': {} },
  eraseMe: { [`1:eraseMe:${a}`]: { member: a } },
  keepMe: { '1:keepMe': {} },
  nudgeLater: { [`1:nudgeLater:${a}:2026-11-21`]: { member: a, day: '2026-11-21' } },
  nudgeRest: { [`1:nudgeRest:${a}:2026-11-21`]: { member: a, day: '2026-11-21' } },
  nudgeAgain: { [`1:nudgeAgain:${a}:2026-11-21:60`]: { member: a, day: '2026-11-21', in: 60 } },
  nudgeOff: { [`1:nudgeOff:${a}`]: { member: a } },
  appeal: { [`1:appeal:${a}`]: { audit: a } },
  sendAppeal: { [`1:sendAppeal:${a}`]: { audit: a } },
};

const lines = Object.entries(posted).flatMap(([name, ids]) =>
  Object.entries(ids).map(([id, carried]) => ({ id, action: { do: name, ...carried } as Action })),
);

test.each(lines)('$id is written and read as ever', ({ id, action }) => {
  expect(actionId(action)).toBe(id);
  expect(parseAction(id)).toEqual(action);
});

test.each([
  '',
  '2:nudgeForm',
  '1:toString',
  '1:join',
  `1:join:${a}:${b}`,
  `1:join:${a.toUpperCase()}`,
  '1:nudgeForm:',
  `1:edit:${a}:nothing`,
  '1:openCreateForm:-',
  '1:search:0:-:-:-',
  `1:calendar:${a}:-`,
  '1:log:-:007',
])('%j is nothing of ours', (id) => {
  expect(parseAction(id)).toBeNull();
});
