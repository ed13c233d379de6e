import { bold, command } from '../inline.ts';
import { permissionName } from '../permissions.ts';
import type { Speaker } from '../talk/texts.ts';
import { shortWeekday, weekdayName } from '../weekday.ts';
import type { NudgeTexts } from './texts.ts';

const number = (count: number): string => count.toLocaleString('en');
const people = (count: number): string => (count === 1 ? '1 person' : `${number(count)} people`);
const days = (count: number): string => (count === 1 ? '1 day' : `${number(count)} days`);
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Openings that fit only 담찌. */
const ownOpenings: readonly string[] = [
  'Damjji brought a handful of sunflower seeds.',
  'Both cheeks are packed with good wishes.',
  'One lap on the wheel, and here I am.',
  'Damjji tiptoes in to say hello.',
  'I shook out my straw bed and came over.',
  'Knock knock, it is Damjji.',
  'Small paws, quick steps, hello.',
  'Damjji has kept this spot warm.',
  'Nice to meet you here again.',
  'Damjji combed the whiskers for this.',
  'I was counting seeds and thought of you all.',
  'Damjji is standing here with a tiny flag.',
  'I put a warm cup of tea on the table.',
  'Damjji hops up and waves.',
];

/** Openings of every other character. */
const openingsOf = ({ name, sound }: Pick<Speaker, 'name' | 'sound'>): readonly string[] => [
  `${name} came by with a friendly face.`,
  'I brought an armful of good wishes.',
  'One round outside, and here I am.',
  `${name} tiptoes in to say hello.`,
  'I folded my blanket and came over.',
  `Knock knock, it is ${name}.`,
  `“${sound}”, says ${name}.`,
  `${name} has kept this spot warm.`,
  'Nice to meet you here again.',
  `${name} tidied up for this.`,
  'I looked out of the window and thought of you all.',
  `${name} is standing here with a tiny flag.`,
  'I put a warm cup of tea on the table.',
  `${name} nods to everybody here.`,
];

export const nudge: NudgeTexts = {
  openings: (who) => (who === null ? ownOpenings : openingsOf(who)),
  body: {
    fresh: [
      () => ["Today's first spot is free, and anybody is welcome to open the day."],
      () => ["Today's page is still white. It is waiting for its first entry."],
      () => ['The day is open. A short step is a step.'],
      () => ['It is quiet so far, with plenty of seats to choose from. Drop by when it suits you.'],
    ],
    some: [
      (done) => [bold(people(done)), ' came by today. There is room for more company.'],
      (done) => ['Today already holds the words of ', bold(people(done)), '. Come and join in.'],
      (done) => [bold(people(done)), ' went ahead today and would love some company.'],
      (done) => [bold(people(done)), ' already added theirs today. Would you like to add yours?'],
    ],
    team: [
      (done, goal) => [bold(days(done)), ` of the ${days(goal)} you aim at together are there.`],
      (done, goal) => ['Together you have gathered ', bold(days(done)), ` on the way to ${number(goal)}.`],
      (done, goal) => [
        `${days(goal - done)} to the team goal, `,
        bold(days(done)),
        ' gathered so far. One day at a time.',
      ],
    ],
    lastHour: [
      (until) => ["Today's proofs are welcome until ", until, '. Whatever you managed is fine.'],
      (until) => ["Today's door stays open until ", until, '. Lovely to see you if you have a moment.'],
      (until) => ['It is still today until ', until, '. You are welcome any time until then.'],
    ],
    lastHourOfWeek: [
      (until) => ["This week's proofs are welcome until ", until, '. Shall we round it off together?'],
      (until) => ["This week's door stays open until ", until, '. A small step is fine.'],
      (until) => ['It is still this week until ', until, '. Is there a moment you would like to keep?'],
    ],
  },
  button: 'See my record',

  weekdays: (of) => {
    const key = of.join('');
    if (key === '1234567') return 'every day';
    if (key === '12345') return 'Monday to Friday';
    return key === '67' ? 'at weekends' : of.map((day) => shortWeekday(day, 'en')).join(', ');
  },
  silence: {
    ended: 'the challenge has ended',
    paused: 'the challenge is paused',
    nothingDue: 'nothing was asked that day',
    dayOff: 'a day off',
    nobody: 'nobody takes part',
    away: 'nobody has posted for two weeks',
    everybodyDone: 'everybody was done',
    scheduleChanged: 'the nudges were set anew',
    tooLate: 'the time had passed',
  },
  problem: ({ what, typed }) => {
    switch (what) {
      case 'empty':
        return ['At what time should I nudge? For example 21:00, 9pm or 9:30 pm.'];
      case 'notATime':
        return [bold(typed), ' is not a time between 00:00 and 23:59. Please write it like 21:00 or 9pm.'];
      case 'halfSaid':
        return [
          bold(typed),
          ' may be in the morning or in the evening. Please write it like 09:30, 21:30 or 9:30 pm.',
        ];
      case 'hasZone':
        return [
          bold(typed),
          ' names a time zone. Please give the time alone, and the zone in its own option, like Europe/London.',
        ];
      case 'repeats':
        return [
          bold(typed),
          ' would repeat all day. A channel is nudged once a day at most, so please give a time of day.',
        ];
      case 'tooMany':
        return ['Four times a day are the most you can give.'];
    }
  },
  weekdaysProblem: ({ typed }) => [
    'I could not read the weekdays ',
    bold(typed),
    '. Please write every day, weekdays, mon wed fri or mon-fri.',
  ],
  answer: {
    set: (name, times, of, zone, next) => [
      bold(name),
      `: I will nudge the channel ${of} at ${times} (${zone}). `,
      next === null ? 'There is no such day in the next 30 days.' : `The next one comes on ${next}.`,
      ' When everybody is done I stay quiet.',
    ],
    unchanged: (name) => [bold(name), ' has these nudges already.'],
    removed: (name) => ['The nudges of ', bold(name), ' are removed. The channel stays quiet.'],
    none: (name) => [bold(name), ' has no nudges.'],
    noneAnywhere: () => ['There are no nudges. ', command('nudge', 'set'), ' sets some.'],
    ended: (name) => [bold(name), ' has ended, so there is nothing to nudge about.'],
  },
  list: {
    heading: 'Nudges',
    line: (times, of, zone) => [`${of} at ${times} (${zone})`],
    paused: () => [' · on hold, since the channel did not take them. Set them again to go on.'],
    zoneGone: (zone) => [` · on hold, since there is no time zone ${zone} any more. Please set them again.`],
  },
  preview: {
    title: (name) => `${name} · nudges to come`,
    intro: (count, zone) => [
      count === 1
        ? `One nudge will come to the channel in the next 30 days (${zone}).`
        : `${count} nudges will come to the channel in the next 30 days (${zone}).`,
    ],
    nothing: () => ['No nudge will come in the next 30 days.'],
    more: (count) => [`And ${count} more after that.`],
    rule: () => [
      'One nudge a day at most, besides summaries, and always about how things stand then. When everybody is done I stay quiet. I do not wait for members who have posted nothing for two weeks, until they are back.',
    ],
    day: (day) => `${weekdayName(day, 'en')}, ${months[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(8))}`,
  },
  planned: (count) =>
    `a line to the channel (${count === 1 ? 'once' : `${count} times`}, none when everybody is done)`,
  paused: (name, missing) => [
    missing === null ? 'I cannot see the channel of ' : 'I may not post in the channel of ',
    bold(name),
    missing === null
      ? ', so its nudges are on hold. '
      : ` (${permissionName(missing, 'en')}), so its nudges are on hold. `,
    'Once that is mended, ',
    command('nudge', 'set'),
    ' starts them again.',
  ],
};
