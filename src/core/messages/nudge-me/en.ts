import type { Unit } from '../../model/streak/index.ts';
import type { Inline } from '../../views.ts';
import { dates } from '../dates.ts';
import { bold, command, listed } from '../inline.ts';
import type { Speaker } from '../talk/texts.ts';
import type { PersonalTexts } from './texts.ts';

const { day: date } = dates.en;
const units: Record<Unit, readonly [string, string]> = {
  day: ['day', 'days'],
  block: ['turn', 'turns'],
  week: ['week', 'weeks'],
};
const counted = (count: number, [one, many]: readonly [string, string]) =>
  `${count} ${count === 1 ? one : many}`;
const named = (names: readonly string[]): Inline[] =>
  names.flatMap((name, i): Inline[] => [i > 0 ? (i === names.length - 1 ? ' and ' : ', ') : '', bold(name)]);

/** Openings that fit only 담찌. */
const ownOpenings: readonly string[] = [
  'Knock knock, just passing by.',
  'Tiptoeing through.',
  'Small paws, short visit.',
  'I carried a hello in my cheeks.',
  'I was rolling a seed and thought of you.',
  'Just hopped off the wheel.',
  'Whiskers combed, here I am.',
  'I kept a warm spot.',
  'Waving my tiny flag.',
  'Hop, hello.',
  'Peeking out of the straw.',
  'I will sit here quietly.',
  'Leaving a seed on your window sill.',
];

/** Openings of every other character. */
const openingsOf = ({ name, sound }: Pick<Speaker, 'name' | 'sound'>): readonly string[] => [
  'Knock knock, just passing by.',
  'Tiptoeing through.',
  `“${sound}”, and hello.`,
  'I carried a hello all the way here.',
  'I looked out of the window and thought of you.',
  'Just back from a walk.',
  'All tidied up, here I am.',
  'I kept a warm spot.',
  'Waving my tiny flag.',
  `${name} says hello.`,
  'Peeking out of my blanket.',
  'I will sit here quietly.',
  'Leaving a small hello on your window sill.',
];

export const personal: PersonalTexts = {
  openings: (who) => (who === null ? ownOpenings : openingsOf(who)),
  quiet: (names) => [...named(names), names.length === 1 ? ' is open today.' : ' are open today.'],
  open: (name, until) => [bold(name), ' · open until ', until],
  stands: ({ current, unit, weekNeeds }) =>
    [
      current > 0 ? `${counted(current, units[unit])} in a row so far` : 'a good day to begin',
      weekNeeds === null ? null : `${weekNeeds} more and the week is complete`,
    ]
      .filter((part) => part !== null)
      .join(' · '),
  step: ({ category, proofKind }) => {
    switch (category) {
      case 'running':
      case 'exercise':
        return 'First step: just tie your shoes?';
      case 'reading':
        return 'First step: open the book and read one line?';
      case 'writing':
        return 'First step: write one word on the empty page?';
      case 'drawing':
        return 'First step: draw a single line?';
      case 'study':
        return 'First step: sit down and open it for a minute?';
      case 'morning':
        return 'First step: open the window and take one breath?';
      case 'health':
        return 'First step: one sip of water?';
      case 'other':
      case null:
        return proofKind === 'photo' ? 'First step: take one picture?' : 'First step: just one minute?';
    }
  },
  newsOnly: () => ['A piece of news about the day before.'],
  resting: (names) => [
    'From here on I keep quiet about ',
    ...listed(names),
    '. Post again whenever you like, and I will be back from that day on. You are always welcome.',
  ],
  button: {
    later: 'Later',
    rest: 'Rest today',
    off: 'Turn off',
    in: (minutes) =>
      minutes < 60 ? `In ${minutes} min` : minutes === 60 ? 'In 1 hour' : `In ${minutes / 60} hours`,
  },
  offer: {
    line: (name) => [
      name === null ? 'Lovely' : `${name}, lovely`,
      ' first proof! Would you like a small nudge of your own, at a time you choose? Once a day at most, and none when you are done.',
    ],
    yes: 'Nudge me',
    no: 'No, thanks',
    pal: 'Pick who cheers me',
    rest: 'Rest days',
    declined: () => [
      'All right, I will not ask again. ',
      command('nudge', 'me'),
      ' turns it on whenever you like.',
    ],
  },
  form: {
    title: 'Nudges for you',
    submit: 'Save',
    time: 'At what time?',
    timeHint: (zone) => `For example 20:00 or 8pm (${zone} time)`,
    weekdays: 'On which days?',
    when: 'When is it worth a nudge?',
    always: 'Whenever something is still open',
    onlyAtRisk: 'Only when a miss would end a streak or a week',
    style: 'In what style?',
    styles: {
      light: 'Light: one quiet line',
      standard: 'Standard: what is open and until when',
      active: 'Active: your streak, the week and a first step too',
    },
    via: 'Where?',
    viaHint: (privately) =>
      privately
        ? 'If your direct messages are closed: in the channel, shown to you alone. Others see nothing.'
        : 'If your direct messages are closed: a mention in your proof’s thread, which others can read.',
    vias: (privately) => ({
      direct: 'By direct message',
      mention: privately ? 'In the channel, shown to you alone' : 'By a mention in the thread of your proof',
    }),
    again: 'Write it again',
  },
  problem: ({ what, typed }) => {
    switch (what) {
      case 'empty':
        return ['At what time should I nudge you? For example 20:00, 8pm or 8:30 pm.'];
      case 'notATime':
        return [bold(typed), ' is not a time between 00:00 and 23:59. Please write it like 20:00 or 8pm.'];
      case 'halfSaid':
        return [
          bold(typed),
          ' may be in the morning or in the evening. Please write it like 09:30, 21:30 or 9:30 pm.',
        ];
      case 'hasZone':
        return [
          bold(typed),
          ' names a time zone. Please give the time alone: it follows the zone you set with ',
          command('pal'),
          '.',
        ];
      case 'repeats':
        return [
          bold(typed),
          ' would repeat all day. You are nudged once a day at most, so please give one time.',
        ];
      case 'tooMany':
        return ['You are nudged once a day at most, so please give one time.'];
    }
  },
  noWeekdays: () => ['Please choose at least one day of the week.'],
  quietHours: (typed, from, to) => [
    'No nudge would be sent at ',
    bold(typed),
    `: quiet hours here are ${from} to ${to}. Please choose another time.`,
  ],
  answer: {
    set: (days, time, zone, next) => [
      `I will nudge you ${days} at ${time} (${zone}). `,
      next === null
        ? 'As things stand there is no such day in the next 30 days.'
        : `The next one comes on ${next}.`,
      ' When you are done or resting I stay quiet.',
    ],
    fallback: (via, privately) => [
      via === 'direct'
        ? privately
          ? 'If your direct messages are closed, it appears in the channel, shown to you alone.'
          : 'If your direct messages are closed, I mention you in the thread of your proof, where others can read it.'
        : privately
          ? 'It appears in the channel, shown to you alone.'
          : 'I mention you in the thread of your proof, where others can read it.',
    ],
    off: () => ['Your nudges are off. ', command('nudge', 'me'), ' turns them on again.'],
    offAlready: () => ['Your nudges are off already. ', command('nudge', 'me'), ' turns them on.'],
    none: () => ['You have no nudges. ', command('nudge', 'me'), ' turns them on.'],
    muted: (until) => [
      `I will be quiet up to and including ${date(until)}, and nudge you again the day after.`,
    ],
    mutePast: (day) => [`${date(day)} is over. Please give today or a later day.`],
    muteTooLong: (most) => [
      `You can snooze for ${most} days at a time. For longer, `,
      command('nudge', 'off'),
      ' turns them off.',
    ],
    which: () => ['When shall I come again?'],
    later: (at) => [`All right, I will come again ${at}, unless you are done by then.`],
    laterAlready: (at) => [`I am coming again ${at} already.`],
    laterQuiet: (at, from, to) => [
      `That would be ${at}, within quiet hours (${from} to ${to}), when I send nothing. Choose an earlier time, or we meet at the next nudge.`,
    ],
    laterTooLate: (at, until) => [
      `That would be ${at}, and the day ends ${until}. Choose an earlier time, or we meet at the next nudge.`,
    ],
    nothingOpen: () => ['That day is done or a day of rest. I will not nudge about it again.'],
    notYours: (name) => [`This nudge is ${name}'s. You set your own with `, command('nudge', 'me'), '.'],
    gone: () => ['This nudge is an old one. ', command('nudge', 'list'), ' shows what is set now.'],
  },
  list: {
    heading: 'Your own nudges',
    line: (days, time, zone) => [`${days} at ${time} (${zone})`],
    details: (onlyAtRisk, style, via) =>
      ` · ${onlyAtRisk ? 'only when a miss would cost something' : 'whenever something is open'} · ${style.split(':')[0]} · ${via}`,
    off: () => ['Off. ', command('nudge', 'me'), ' turns them on.'],
    closed: () => [
      'Switched off, because you take no direct messages and there is no other place to reach you. Once that is open, ',
      command('nudge', 'me'),
      ' turns them on again.',
    ],
    muted: (until) => ` · quiet until ${date(until)}`,
    change: 'Change',
  },
  preview: {
    heading: (count, zone) => [
      count === 1
        ? `One nudge will come to you in the next 30 days (${zone}).`
        : `${count} nudges will come to you in the next 30 days (${zone}).`,
    ],
    nothing: () => ['No nudge will come to you in the next 30 days.'],
    rule: () => [
      'That is if you post nothing until then. When you are done I stay quiet, and after two weeks without a post I say so once and rest.',
    ],
  },
  silence: {
    tooLate: 'the time had passed',
    off: 'the nudges were off',
    scheduleChanged: 'the nudges were set anew',
    snoozed: 'snoozed',
    quietHours: 'quiet hours',
    dayOff: 'a day off for everybody',
    nowhere: 'in no challenge',
    done: 'all done',
    resting: 'a day of rest',
    nothingDue: 'nothing was asked that day',
    notAtRisk: 'nothing was at risk',
    away: 'resting until the next proof',
  },
};
