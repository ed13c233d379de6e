import type { Challenge, ProofKind } from '../challenge/challenge.ts';
import type { PhotoRefusal } from '../photo.ts';
import type { Inline, Line } from '../views.ts';
import { admin } from './admin/en.ts';
import { budget } from './budget/en.ts';
import { count } from './challenge/count.ts';
import { challenge } from './challenge/en.ts';
import { closing } from './closing/en.ts';
import { counting } from './counting/en.ts';
import { dates } from './dates.ts';
import { daysOff } from './days-off/en.ts';
import { deadLetters } from './dead-letters/en.ts';
import { bold, channels, command, listed } from './inline.ts';
import { memory } from './memory/en.ts';
import type { Messages } from './messages.ts';
import { my } from './my/en.ts';
import { nudge } from './nudge/en.ts';
import { nudgeLog } from './nudge-log/en.ts';
import { personal } from './nudge-me/en.ts';
import { outage } from './outage/en.ts';
import { pal } from './pal/en.ts';
import { permissionName } from './permissions.ts';
import { records } from './records/en.ts';
import { resting } from './resting/en.ts';
import { streak } from './streak/en.ts';
import { summary } from './summary/en.ts';
import { talk } from './talk/en.ts';

const { day } = dates.en;

const of = (title: string | null): Inline[] => (title === null ? [] : [bold(title), ': ']);

const kinds: Record<ProofKind, string> = {
  photo: 'a photo',
  text: 'a few words',
  either: 'a photo or a few words',
  any: 'words or any file (photo, video, PDF)',
};

/** What counts as a proof in a challenge and, if text alone does, from how many letters on. */
function askedFor({ proofKind, minLength }: Pick<Challenge, 'proofKind' | 'minLength'>): string {
  if (proofKind === 'photo' || minLength === 0) return kinds[proofKind];
  return `${kinds[proofKind]} (${proofKind === 'text' ? '' : 'words of '}at least ${count(minLength, 'character')})`;
}

const refusals: Record<PhotoRefusal, string> = {
  notAnImage: 'is not a photo, so I kept no copy',
  html: 'is a web page, not a photo, so I kept no copy',
  encrypted: 'is locked and I could not open it',
  unreadable: 'would not open, so I could not keep it',
  tooLarge: 'is over 25 MB, so I could not keep it',
  tooManyPixels: 'is too large a picture or animation for me to keep',
  typeNotAllowed: 'is of a kind I cannot handle, so I kept no copy',
  expired: 'was gone before I could fetch it',
  tooMany: 'is beyond the ten I can keep of one post',
  quota: 'is beyond the photos I can keep for you today',
};

export const en: Messages = {
  day,
  admin,
  challenge,
  closing,
  memory,
  my,
  budget,
  deadLetters,
  counting,
  daysOff,
  nudge,
  nudgeLog,
  personal,
  summary,
  talk,
  outage,
  pal,
  resting,
  records,
  streak,
  proofKind: (kind) => kinds[kind],
  note: {
    countedForEarlier: (title, on, from) => [
      ...of(title),
      `Counted for ${day(on)}. Today's can be posted from ${from}.`,
    ],
    countedForDay: (title, on) => [...of(title), `Counted for ${day(on)}.`],
    alreadyCounted: (title, on, isToday, from) => [
      ...of(title),
      from !== null
        ? `${day(on)} is already checked in. Today's can be posted from ${from}. I am keeping this one with your records too.`
        : isToday
          ? 'Today is already checked in. I am keeping this one with your records too.'
          : `${day(on)} is already checked in. I am keeping this one with your records too.`,
    ],
    missing: (title, missing, letters, mendable) => [
      ...of(title),
      {
        photo: 'This challenge counts posts with a photo.',
        text: 'This challenge counts posts with words.',
        photoOrText: 'A post counts when it has a photo or words.',
        anything: 'A post counts when it has words or a file.',
        longerText: `A text counts from ${letters} characters.`,
      }[missing],
      ...(mendable
        ? [
            {
              photo: ' Post one with it and I will count it at once.',
              text: ' Edit some in or post anew, and I will count it at once.',
              photoOrText: ' Edit words in or post a photo, and I will count it at once.',
              anything: ' Edit words in or post anew, and I will count it at once.',
              longerText: ' Edit in a little more or post anew, and I will count it at once.',
            }[missing],
          ]
        : []),
    ],
    notStarted: (title, on) => [...of(title), `It starts on ${day(on)}. From then on posts count.`],
    ended: (title, on) => [...of(title), `It ended on ${day(on)}. Thank you for posting all the same.`],
    tooOld: (title, days) => [
      ...of(title),
      days === 0
        ? 'Posts count on their own day only.'
        : `Posts count up to ${days} ${days === 1 ? 'day' : 'days'} back.`,
    ],
    tooEarly: (title, on) => [...of(title), `Days count from ${day(on)} on.`],
    toCome: (title, on, from) => [
      ...of(title),
      from !== null
        ? `${day(on)} can be posted from ${from}.`
        : `${day(on)} is still to come. Post it then and it counts.`,
    ],
    noSuchDay: (title, on) => [...of(title), `Your time zone had no ${day(on)}, so nothing is asked of it.`],
    photoRefused: (name, refusal) => [bold(name), ` ${refusals[refusal]}. The check-in counts all the same.`],
  },
  joinedByProof: (title, sentence) => [
    'You joined ',
    bold(title),
    ` (${sentence}). To leave: `,
    command('challenge', 'leave'),
  ],
  introduction: () => [
    'There is no challenge in this channel yet. Once a manager uses ',
    command('challenge', 'create'),
    ', I count check-ins and cheer here.',
  ],
  threadTitle: (name, on) => `${name} · ${day(on)}`,
  proofCard: (name, photos) => [
    bold(name),
    photos > 0 ? ` checked in · ${photos} ${photos === 1 ? 'photo' : 'photos'}` : ' checked in',
  ],
  cheerFooter: 'AI cheer',
  answer: {
    checkedIn: (title, credit) => ['Checked in to ', bold(title), ': ', ...credit],
    emptyCheckIn: () => [
      'Photos go in the challenge\'s channel. For one of yesterday, post it, then choose "Count as check-in" in its menu and move it to yesterday. Words go like this: ',
      command('checkin'),
      ' ran 5 km this morning',
    ],
    noChallengeHere: () => [
      'No challenge is running in this channel. ',
      command('challenge', 'list'),
      ' shows where to look.',
    ],
    noChallengeAnywhere: () => [
      'No challenge is running yet. A manager starts one with ',
      command('challenge', 'create'),
      '.',
    ],
    whichChallenge: (titles) => ['Please say which challenge: ', ...listed(titles)],
    unknownChallenge: (name) => [
      'I could not find ',
      bold(name),
      '. ',
      command('challenge', 'list'),
      ' shows the titles.',
    ],
    botMessage: () => ['A bot wrote that message, so it cannot count.'],
    notYourMessage: () => ['You can do this with your own posts; managers can with anybody’s.'],
    messageDeleted: () => ['That message has been deleted.'],
    noMessageGiven: () => ['Choose "Count as check-in" in the menu of the post that should count.'],
    messageAlreadyCounted: (titles) => ['That message already counts for ', ...listed(titles), '.'],
    undone: (titles) => [
      titles.length === 1 ? 'The check-in for ' : 'The check-ins for ',
      ...listed(titles),
      `${titles.length === 1 ? ' is' : ' are'} undone. "Count as check-in" counts the same post again.`,
    ],
    nothingToUndo: () => ['No check-in was counted from that message.'],
    managersOnly: () => ['Only managers can do this.'],
    joinFirst: (name) => [
      'Once you are in ',
      bold(name),
      ', you can check in from other channels too. Join first with ',
      command('challenge', 'join'),
      '.',
    ],
    notJoined: (title) => ['You are not in ', bold(title), '.'],
    noSuchDate: (text) => [bold(text), ' is not a date on the calendar. Write it like 2026-12-01.'],
    endBeforeStart: () => ['The last day is before the first one.'],
    noSuchZone: (text) => ['I do not know the time zone ', bold(text), '. Write it like Asia/Seoul.'],
    notOneEmoji: (text) => ['Please give one emoji instead of ', bold(text), '.'],
    cannotMark: (emoji) => ['I can’t react with ', bold(emoji), ' here. Please pick another emoji.'],
    settingsSaved: () => ['Saved.'],
    notOffered: (text, offered) => [bold(text), ` is not one of these: ${offered.join(', ')}`],
    unknownButton: () => ['That button is no longer in use. Please use a command: ', command('help')],
    failed: () => ['I could not save that just now. Please try again in a moment.'],
  },
  form: {
    weekdays: 'Weekdays (Mon-Fri)',
    weekends: 'Weekends (Sat, Sun)',
  },
  button: { join: 'Join', leave: 'Leave', info: 'Details' },
  list: {
    heading: 'Challenges running now',
    empty: () => ['None yet. A manager starts one with ', command('challenge', 'create'), '.'],
    line: (sentence, members) => [`${sentence} · ${members} ${members === 1 ? 'member' : 'members'}`],
  },
  info: {
    period: 'Dates',
    members: 'Members',
    people: (count) => String(count),
  },
  settings: {
    heading: 'Workspace settings',
    language: 'Language',
    zone: 'Time zone',
    reaction: 'Check-in reaction',
    hint: () => ['To change one, give it a value: ', command('settings')],
  },
  help: {
    heading: (pal) => `What you can do with ${pal}`,
    unknown: (typed) => `There is no command “${typed}”.`,
    intro: (where): Line[] => {
      switch (where.at) {
        case 'challenge':
          return [
            [
              `Post in this channel and that is your check-in: ${[...new Set(where.challenges.map(askedFor))].join(' · ')}. I count it at once and cheer in a thread.`,
            ],
            ['Delete the post and the check-in goes too. Threads are for talk.'],
          ];
        case 'elsewhere':
          return [
            ['Post in a channel with a challenge, and that is your check-in: ', ...channels(where.channels)],
          ];
        case 'nowhere':
          return [
            [
              'There is no challenge yet. When a manager sets one up with ',
              command('challenge', 'create'),
              ', I will count and cheer.',
            ],
          ];
      }
    },
    menus: (names) => ['In the menu of a message: ', ...listed(names)],
    byMark: (mark) => [
      `If a post of yours in a challenge's channel has no ${mark}, put ${mark} on it and I will count it.`,
    ],
  },
  welcome: (sentence, challenge, pal) => [
    [`${sentence}. From ${day(challenge.startsOn)} on.`],
    [
      `Post your proof in this channel: ${askedFor(challenge)}. ${pal} counts it at once and cheers in a thread.`,
    ],
    ['Press Join below, or just post: the first proof joins you.'],
  ],
  missingPermission: (permission) => [
    'I cannot post or react because a permission is missing: ',
    bold(permissionName(permission, 'en')),
  ],
  inviteMe: () => [
    'I am not in this channel yet, so I cannot count proofs or cheer there. Invite me to it and I will join in right away. What I could not post, a manager can have posted then with ',
    command('admin', 'jobs'),
    '. If the channel is no more, choose another one with ',
    command('challenge', 'edit'),
    '.',
  ],
  noThreadsLeft: () => [
    'This server has as many active threads as Discord allows. Until there is room again, I cheer in replies to the proofs. Close threads nobody needs, and I can cheer in threads again.',
  ],
};
