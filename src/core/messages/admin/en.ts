import type { Inline, Line } from '../../views.ts';
import { dates } from '../dates.ts';
import { bold, command, listed } from '../inline.ts';
import type { AdminTexts, ToldAct } from './texts.ts';

const { day } = dates.en;

const person = (name: string | null): Inline => (name === null ? 'a member who is gone' : bold(name));
const manager = (name: string | null): Inline => (name === null ? 'A manager' : bold(name));
const challenge = (name: string | null): Inline => (name === null ? 'a challenge that is gone' : bold(name));

function didTo({ by, name }: ToldAct, did: string, after = '.'): Line {
  return [manager(by), ` ${did} `, challenge(name), after];
}

function why(reason: string | null): string {
  return reason === null ? '' : ` Why: ${reason}`;
}

/** The day or days of an outage that an act is about. */
function daysOf({ day: from, days }: ToldAct): string {
  if (from === null) return 'some days';
  return days ? `${days.count} days from ${day(from)} to ${day(days.to)}` : day(from);
}

export const admin: AdminTexts = {
  answer: {
    unknownMember: () => [
      'I have not met this member here yet. Please pick somebody who joined or checked in once.',
    ],
    noBots: () => ['Bots check nothing in, so there is nothing to change. Please pick a member.'],
    notJoined: (member, name) => [bold(member), ' does not take part in ', bold(name), '.'],
    noReason: () => ['Please say why. The member is told in these words.'],
    outside: (name, on, from, to) => [
      `${day(on)} is no day of `,
      bold(name),
      to === null ? `. It began on ${day(from)}.` : `. It runs from ${day(from)} to ${day(to)}.`,
    ],
    toCome: (on) => [`${day(on)} has not come yet. Please pick a day up to today.`],
    beforeJoining: (member, on) => [bold(member), ` joined on ${day(on)}. Please pick a day from then on.`],
    skipped: (member, on) => [
      `${day(on)} did not exist for `,
      bold(member),
      ', whose time zone changed. Their streak is fine without it.',
    ],
    nothingThatDay: (member, name, on) => [
      bold(member),
      ' has no check-in for ',
      bold(name),
      ` on ${day(on)}.`,
    ],
    removed: (member, name, on) => [
      'Removed the check-in of ',
      bold(member),
      ' for ',
      bold(name),
      ` on ${day(on)}. I tell them privately why, and they can appeal.`,
    ],
    undone: (member, titles) => [
      'Took back the check-in of ',
      bold(member),
      ' for ',
      ...listed(titles),
      '. I tell them privately, and they can appeal. To give a reason, use ',
      command('admin', 'remove'),
      '.',
    ],
    alreadyDone: (member, name, on) => [
      bold(member),
      ' already has a check-in for ',
      bold(name),
      ` on ${day(on)}.`,
    ],
    added: (member, name, on) => [
      'Added a check-in of ',
      bold(member),
      ' for ',
      bold(name),
      ` on ${day(on)}. I tell them privately why.`,
    ],
    granted: (member, name, left) => [
      'Gave ',
      bold(member),
      ' a freeze for ',
      bold(name),
      `. They have ${left} now. I tell them privately why.`,
    ],
    grantedToday: (member, name) => [bold(member), ' was given a freeze for ', bold(name), ' today already.'],
    freezesFull: (member, cap) => [
      bold(member),
      ` holds ${cap === 1 ? 'the one freeze' : `all ${cap} freezes`} there can be. You can give one when one is used.`,
    ],
    noFreezes: (name) => [
      bold(name),
      ' has no freezes. You can turn them on with ',
      command('challenge', 'edit'),
      '.',
    ],
    removedByManager: () => ['A manager removed this check-in. Please ask a manager to count it again.'],
    notARole: (typed) => [bold(typed), ' is no role or group. Please mention one, or write - for nobody.'],
  },
  byMenu: (stillDone) =>
    stillDone
      ? 'it was undone from the menu of one post; the day is still done by another check-in'
      : 'it was undone from the menu of the post',
  told: {
    removed: (name, on, reason) => [
      'A manager removed your check-in for ',
      bold(name),
      ` on ${day(on)}. Why: ${reason} · Your other days stay as they are. If you see it differently, the button below reaches the managers.`,
    ],
    added: (name, on, reason) => [
      'A manager added a check-in for ',
      bold(name),
      ` on ${day(on)} for you. Why: ${reason}`,
    ],
    granted: (name, left, reason) => [
      'A manager gave you a freeze for ',
      bold(name),
      `. You have ${left} now. Why: ${reason}`,
    ],
  },
  appeal: {
    button: 'I see it differently',
    title: 'A word to the managers',
    label: 'What you want to say',
    hint: 'Say how you did it that day, so that the managers can look again',
    submit: 'Send',
    empty: () => ['Please write at least a line.'],
    sent: () => [
      'I told the managers. Thank you for saying so. If the check-in is added again, I will tell you.',
    ],
    already: () => ['The managers have your word on this one already. Please give them a moment.'],
    toManagers: {
      title: 'Somebody appeals against a removal',
      which: (member, name, on) => [
        bold(member),
        ' · ',
        ...(name === null ? [] : [bold(name), ' · ']),
        `check-in of ${day(on)}`,
      ],
      reason: 'Why it was removed',
      words: 'Their words',
      how: () => ['To give the day back, add it with ', command('admin', 'add'), '.'],
    },
  },
  log: {
    heading: (name) => (name === null ? 'What managers did' : `What managers did · ${name}`),
    none: () => ['Nothing to show yet.'],
    newer: '← Newer',
    older: 'Older →',
    act: {
      started: (act) => didTo(act, 'started'),
      edited: (act) => didTo(act, 'edited the settings of'),
      editProposed: (act) => didTo(act, 'looked at a new rule for'),
      ruleChanged: (act) =>
        didTo(act, 'changed the rule of', act.day === null ? '.' : ` from ${day(act.day)} on.`),
      paused: (act) => didTo(act, 'paused'),
      resumed: (act) => didTo(act, 'resumed'),
      ended: (act) =>
        act.by === null ? [challenge(act.name), ' ended with its last day.'] : didTo(act, 'ended'),
      deleted: (act) => didTo(act, 'deleted'),
      handedOver: (act) => [...didTo(act, 'handed', ' over to '), person(act.of), '.'],
      copied: (act) => didTo(act, 'set up', ' to go again.'),
      checkInRemoved: ({ by, of, name, day: on, reason }) => [
        manager(by),
        ' removed the check-in of ',
        person(of),
        ' for ',
        challenge(name),
        `${on === null ? '' : ` on ${day(on)}`}.${why(reason)}`,
      ],
      checkInAdded: ({ by, of, name, day: on, reason }) => [
        manager(by),
        ' added a check-in of ',
        person(of),
        ' for ',
        challenge(name),
        `${on === null ? '' : ` on ${day(on)}`}.${why(reason)}`,
      ],
      freezeGranted: ({ by, of, name, reason }) => [
        manager(by),
        ' gave ',
        person(of),
        ' a freeze for ',
        challenge(name),
        `.${why(reason)}`,
      ],
      appealed: ({ of, name, day: on, reason }) => [
        person(of),
        ' appealed against the removal of the check-in for ',
        challenge(name),
        `${on === null ? '' : ` on ${day(on)}`}.${reason === null ? '' : ` Their words: ${reason}`}`,
      ],
      nudgesSet: (act) => didTo(act, 'set the nudges of'),
      summariesSet: (act) => didTo(act, 'set the summaries of'),
      nudgesRemoved: (act) => didTo(act, 'removed the nudges of'),
      daysExcused: (act) =>
        didTo(
          act,
          `turned ${daysOf(act)} into ${act.day === null || act.days ? 'days off' : 'a day off'} for everybody in`,
        ),
      daysKept: (act) => didTo(act, `decided to count ${daysOf(act)} of`, ' as usual.'),
      redriven: ({ by }) => [manager(by), ' had undelivered messages tried again.'],
      settingsChanged: ({ by }) => [manager(by), ' changed the settings of the workspace.'],
    },
  },
  hosts: 'Hosts',
  noHosts: 'Managers only',
};
