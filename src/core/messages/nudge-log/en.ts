import { dates } from '../dates.ts';
import type { NudgeLogTexts } from './texts.ts';

export const nudgeLog: NudgeLogTexts = {
  heading: (from, to) => `Nudges · ${dates.en.day(from)} to ${dates.en.day(to)}`,
  intro: () => ['Of personal nudges, only how many there were.'],
  nothing: () => ['No nudge was sent or skipped in these days.'],
  kind: { channel: 'Channels', summary: 'Summaries', personal: 'Personal' },
  outcome: { sent: 'sent', skipped: 'skipped', failed: 'failed', waiting: 'waiting' },
  entry: ({ count, reason, names }) => {
    const more = count - names.length;
    const whose = [...names, ...(more > 0 ? [names.length > 0 ? `${more} more` : `${more}`] : [])].join(', ');
    return reason === null ? whose : `${whose} (${reason})`;
  },
  silence: {
    tooLate: 'its time was over',
    off: 'switched off',
    scheduleChanged: 'set anew',
    snoozed: 'snoozed',
    quietHours: 'quiet hours',
    dayOff: 'a day off',
    nowhere: 'in no challenge',
    done: 'done for the day',
    resting: 'resting',
    nothingDue: 'nothing due',
    notAtRisk: 'nothing at risk',
    away: 'quiet until the next proof',
  },
  gone: 'the channel is not there',
  broken: 'an error',
  newer: 'Newer',
  older: 'Older',
};
