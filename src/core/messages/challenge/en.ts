import type { FormProblem } from '../../challenge/read-form.ts';
import type { GoalProblem } from '../../model/goal.ts';
import type { Line } from '../../views.ts';
import { dates } from '../dates.ts';
import { planned } from '../dry-run/en.ts';
import { bold, command, fields } from '../inline.ts';
import { answer } from './answers/en.ts';
import { count } from './count.ts';
import type { ChallengeTexts } from './texts.ts';

const { day, fullDay } = dates.en;

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const labels: ChallengeTexts['label'] = {
  title: 'Title',
  goal: 'How often',
  weekdays: 'Weekdays',
  startsOn: 'First day',
  endsOn: 'Last day',
  proof: 'What counts',
  minLength: 'Minimum text length',
  channel: 'Channel',
  timezone: 'Time zone',
  grace: 'The day ends at',
  weekStart: 'The week begins on',
  backfill: 'Earlier days',
  freezes: 'Freezes',
  teamGoal: 'Team goal',
  category: 'Topic',
  emoji: 'Emoji',
  endNotices: 'Notice before the end',
};

const units = { day: 'day', block: 'turn', week: 'week' } as const;

export const challenge: ChallengeTexts = {
  label: labels,
  hint: {
    title: 'For example: 🏃 Morning run',
    weekdays: 'Only for "Weekdays of my choice"',
    startsOn: 'For example 2026-12-01, tomorrow, next Monday',
    endsOn: 'For example 2026-12-31 or 8 weeks; empty: open-ended',
    minLength: 'Empty: any length',
    timezone: 'For example Europe/London',
    weekStart: 'Where weeks are counted',
    freezes: 'A freeze bridges one missed day',
    teamGoal: 'Days done by everybody together; empty: none',
    emoji: 'One emoji in front of the title',
    endNotices: 'None unless chosen',
  },
  createTitle: 'New challenge',
  editTitle: 'Edit the challenge',
  submitCreate: 'Preview',
  submitEdit: 'Save',
  handOverTitle: 'Hand the challenge over',
  handOverMember: 'Who takes over',
  weekday: (of) => days[of - 1]!,
  goal: (goal) => {
    if (goal.kind === 'perWeek') return goal.n === 1 ? 'Once a week' : `${goal.n} times a week`;
    if (goal.kind === 'everyNDays') return `Once every ${goal.n} days`;
    return goal.kind === 'daily' ? 'Every day' : goal.days.map((of) => days[of - 1]).join(', ');
  },
  pickedWeekdays: 'Weekdays of my choice',
  dayEnds: (minutes) => (minutes === 0 ? 'Midnight' : `${clock(minutes)} the next day`),
  backfill: (n) => (n === 0 ? 'Same day only' : `Up to ${count(n, 'day')} back`),
  freezes: (given) => (given ? `One every ${given.every} days, ${given.cap} at most` : 'None'),
  category: (of) =>
    ({
      running: 'Running',
      exercise: 'Exercise',
      reading: 'Reading',
      writing: 'Writing',
      drawing: 'Drawing',
      study: 'Study',
      morning: 'Mornings',
      health: 'Health',
      other: 'Something else',
    })[of],
  noticeDays: (n) => `${n} days before`,
  problem,

  value: {
    period: (from, to, n) =>
      to === null
        ? `From ${fullDay(from)} on`
        : `${fullDay(from)} – ${fullDay(to)} (${count(n ?? 0, 'day')})`,
    minLength: (letters) => `At least ${count(letters, 'character')}`,
    teamGoal: (n) => `${count(n, 'day')} together`,
    notices: (each) => each.map((n) => `${n} days before`).join(', '),
    none: 'None',
    host: 'Run by',
    rules: 'Rules over time',
    ruleFrom: (from, sentence) => `From ${day(from)}: ${sentence}`,
    pauses: 'Pauses',
    pause: (from, to) =>
      to === null ? `Since ${day(from)}` : from === to ? day(from) : `${day(from)} – ${day(to)}`,
    state: 'State',
    draft: 'Not started',
    paused: 'Paused',
    ended: 'Ended',
    own: 'You',
    standing: ({ current, unit, daysDone, freezes }) =>
      [
        daysDone > 0 ? `${count(daysDone, 'day')} done` : 'your first proof is awaited',
        ...(current > 0 ? [`a streak of ${count(current, units[unit])}`] : []),
        count(freezes, 'freeze'),
      ].join(' · '),
    endsIn: (n) => (n === 0 ? 'last day today' : `${count(n, 'day')} left`),
    startsOn: (on) => `starts ${day(on)}`,
  },

  preview: {
    intro: (sentence) => [[bold(sentence)]],
    whatComes: () => ['What I will say in the next 30 days:'],
    planned,
    notStartedYet: () => [
      'Only managers see this yet. Press Start, and I tell the channel and begin to count proofs.',
    ],
  },

  button: {
    start: 'Start',
    edit: 'Edit',
    moreRule: 'Edit more of the rule',
    moreExtras: 'More settings',
    discard: 'Discard',
    preview: 'Preview',
    save: 'Save',
    cancel: 'Cancel',
    pause: 'Pause',
    resume: 'Resume',
    end: 'End',
    endNow: 'End it now',
    delete: 'Delete',
    deleteNow: 'Delete everything',
    handOver: 'Hand over',
    again: 'Once more',
    leaveKeep: 'Leave and keep my records',
    leaveErase: 'Leave and erase my records',
    eraseToo: 'Erase my records too',
    retry: 'Fill in again',
  },

  answer,

  told: {
    paused: (name) => [
      bold(name),
      ' takes a break from today on. Until it goes on, nobody needs to post, and every streak stays as it is.',
    ],
    resumed: (name) => [bold(name), ' goes on. From today we are at it together again.'],
    rule: (name, sentence, from) => [
      bold(name),
      ` has a new rule from ${day(from)} on: ${sentence}. What is recorded so far stays as it is.`,
    ],
    edited: (name, changes) => [bold(name), ' has changed. ', ...fields(changes)],
  },
  endNotice: (name, n, on) => [bold(name), ` has ${count(n, 'day')} to go. Together until ${day(on)}.`],
  channelGone: (name) => [
    'The channel of ',
    bold(name),
    ' is not there for me, so I could not post. Pick another one with ',
    command('challenge', 'edit'),
    ', and I post it there.',
  ],
  over: (name) => [bold(name), ' is over. Thank you for being part of it.'],
};

const goals: Readonly<Record<GoalProblem, string>> = {
  badCount: 'A week can have 1 to 7.',
  badInterval: 'From every 2 to every 365 days.',
  badWeekdays: 'Please pick the weekdays from the list.',
  unknownForm: 'Please pick one from the list.',
};

function problem(of: FormProblem): Line {
  switch (of.what) {
    case 'titleMissing':
      return ['Please give the challenge a title.'];
    case 'titleTooLong':
      return [bold(of.typed), ` is too long for a title: at most ${of.most} characters.`];
    case 'notOneEmoji':
      return ['Please write one emoji instead of ', bold(of.typed), '.'];
    case 'noSuchDate':
      return [
        `${labels[of.field]}: `,
        bold(of.typed),
        ' is no day of the calendar. Write it like 2026-12-01.',
      ];
    case 'tooFar':
      return [
        `${labels[of.field]}: `,
        bold(of.typed),
        ` is too far away. Until ${fullDay(of.latest)} is fine.`,
      ];
    case 'longPast':
      return [
        `${labels.startsOn}: `,
        bold(of.typed),
        ` is too long ago. From ${fullDay(of.earliest)} on is fine.`,
      ];
    case 'takesNoPosts':
      return [
        'Nobody can post straight into ',
        { kind: 'channel', ref: of.channel },
        '. Please choose a text channel instead of a forum or media channel.',
      ];
    case 'endBeforeStart':
      return [`The last day (${fullDay(of.endsOn)}) is before the first (${fullDay(of.startsOn)}).`];
    case 'endIsPast':
      return [`The last day (${fullDay(of.endsOn)}) is over already. Pick today or later.`];
    case 'startIsFixed':
      return [`It began on ${day(of.startsOn)}, so its first day stays.`];
    case 'badGoal':
      return [`${labels.goal}: `, bold(of.typed), `. ${goals[of.reason]}`];
    case 'noWeekdays':
      return ['Please pick at least one weekday.'];
    case 'noSuchZone':
      return ['There is no time zone ', bold(of.typed), '. Write it like Europe/London.'];
    case 'badNumber':
      return [
        `${labels[of.field]}: `,
        bold(of.typed),
        `. Please write a number from ${of.least} to ${of.most.toLocaleString('en')}.`,
      ];
    case 'noSuchChoice':
      return [`${labels[of.field]}: `, bold(of.typed), '. Please pick one from the list.'];
  }
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
