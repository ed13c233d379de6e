import type { Goal } from '../../../model/goal.ts';
import { dates } from '../../dates.ts';
import { bold, command } from '../../inline.ts';
import { count } from '../count.ts';
import type { ChallengeAnswers } from './texts.ts';

const { day } = dates.en;

const perPeriod = (goal: Goal): string => {
  switch (goal.kind) {
    case 'daily':
    case 'weekdays':
      return 'day done';
    case 'perWeek':
      return 'week met';
    case 'everyNDays':
      return `${goal.n} days met`;
  }
};

export const answer: ChallengeAnswers = {
  hostsOnly: () => ['Whoever runs this challenge and managers can do that.'],
  isDraft: (name) => [bold(name), ' is still being prepared. The channel hears of it when it starts.'],
  started: (name, sentence) => [bold(name), ` has started. ${sentence}. The channel has been told.`],
  pinWelcome: () => [' Pin that message, and whoever comes later can join from it too.'],
  zoneAdopted: (zone) => [
    ' Days of members go by ',
    bold(zone),
    ' too. ',
    command('settings'),
    ' changes that.',
  ],
  alreadyStarted: (name) => [bold(name), ' has started already.'],
  discarded: (name) => ['The draft of ', bold(name), ' is discarded.'],
  saved: (name) => [bold(name), ' is changed.'],
  nothingChanged: (name) => [bold(name), ' stays as it is: nothing was changed.'],
  changedMeanwhile: (name) => [
    'Another manager saved first. Please edit ',
    bold(name),
    ' again, from what it is now.',
  ],
  editWhat: (name) => ['What would you like to edit in ', bold(name), '?'],
  ruleWould: (name) => `${name} · a new rule`,
  ruleBefore: 'Now',
  ruleAfter: 'Then',
  ruleFrom: (from) => [
    `The new rule counts from ${day(from)}. Everything before stays as it was counted under the present one.`,
  ],
  ruleTouches: (members, counted, all) => [
    members === 0
      ? all === 0
        ? 'Nobody takes part yet.'
        : `${lookedAt(counted, all)}: every streak stays as it is.`
      : `For ${members} of ${lookedAt(counted, all)} the streak or what is still open in this period changes.`,
  ],
  ruleCounts: (goal) => [
    `From then on a streak grows by one with each ${perPeriod(goal)}. It goes on from what it is now, counted in turns.`,
  ],
  ruleSaved: (name, sentence, from) => [bold(name), ` from ${day(from)}: ${sentence}.`],
  alreadySaved: (name) => [bold(name), ': that is saved already.'],
  paused: (name) => [
    bold(name),
    ' is paused. Until it resumes nothing is due, and every streak stays as it is.',
  ],
  alreadyPaused: (name) => [bold(name), ' is paused already.'],
  resumed: (name) => [bold(name), ' goes on. Days count again from today.'],
  notPaused: (name) => [bold(name), ' is not paused.'],
  endWould: (name, members) => [
    'End ',
    bold(name),
    ` now? The records of its ${count(members, 'member')} stay, and no further proof counts.`,
  ],
  ended: (name) => [bold(name), ' has ended. The records stay.'],
  alreadyEnded: (name) => [bold(name), ' has ended already.'],
  deleteWould: (name, members, checkIns, ended) => [
    'Deleting ',
    bold(name),
    members + checkIns === 0
      ? ' cannot be undone.'
      : ` takes ${count(members, 'enrollment')} and ${count(checkIns, 'check-in')} with it, for good.`,
    members + checkIns === 0 || ended ? '' : ' End it instead to keep the records.',
  ],
  deleted: (name, checkIns) => [
    bold(name),
    checkIns === 0 ? ' is deleted.' : ` is deleted, with ${count(checkIns, 'check-in')}.`,
  ],
  handedOver: (name, to) => [bold(name), ' is now run by ', bold(to), '.'],
  unknownMember: () => [
    'I have not met this member yet. Hand it over once they have joined or posted a proof.',
  ],
  notToBots: () => ['A bot cannot run a challenge. Please pick a member.'],
  hostsAlready: (name, to) => [bold(to), ' runs ', bold(name), ' already.'],
  joined: (name, sentence) => [
    'Welcome to ',
    bold(name),
    `! ${sentence}. Post your proof in the challenge's channel and I count it at once.`,
  ],
  joinedEarly: (name, sentence, on) => [
    'Welcome to ',
    bold(name),
    `! ${sentence}. It starts on ${day(on)}; see you in the channel then.`,
  ],
  joinedAgain: (name) => [
    'Good to have you back in ',
    bold(name),
    '. Your records go on from where they were.',
  ],
  alreadyJoined: (name) => ['You are in ', bold(name), ' already.'],
  leaveHow: (name) => [
    'Leave ',
    bold(name),
    '? Keep your records and you can go on any time; erase them, and your check-ins and photos of this challenge are gone for good.',
  ],
  left: (name) => ['You left ', bold(name), '. Your records stay; post again and they go on.'],
  leftErased: (name, checkIns) => [
    'You left ',
    bold(name),
    checkIns === 0
      ? '. Nothing of yours is kept there.'
      : `. ${count(checkIns, 'check-in')} and their photos are erased, and I take back what I said under those posts.`,
  ],
  notJoined: (name) => ['You are not in ', bold(name), '.'],
  which: () => ['Which challenge?'],
  gone: () => ['That challenge is no longer there.'],
};

/** For how many members a change's effect was computed: all of them, or some. */
function lookedAt(counted: number, all: number): string {
  return counted < all ? `${counted} members looked at (${all} take part)` : count(all, 'member');
}
