import type { PlannedMessage } from '../../challenge/dry-run.ts';
import type { Line } from '../../views.ts';
import { dates } from '../dates.ts';
import { nudge } from '../nudge/en.ts';
import { summary } from '../summary/en.ts';
import { at, when } from './line.ts';

const { day } = dates.en;

/** The line for one message of the next thirty days; `time` puts an instant into words. */
export function planned(message: PlannedMessage, time: (at: number) => string): Line {
  switch (message.what) {
    case 'welcome':
      return when('When you press Start', 'one welcome in the channel');
    case 'cheers':
      return when('Under every proof', 'a reaction, and two lines in its thread');
    case 'notes':
      return when(
        'Where a proof counts for another day or cannot count',
        'a line in its thread that says why',
      );
    case 'joined':
      return when('When a first proof makes somebody join', 'a line to that member alone');
    case 'offer':
      return when(
        'At somebody’s first proof here',
        message.privately
          ? 'a line to that member alone that offers nudges of their own'
          : 'a line in its thread that offers nudges of their own',
      );
    case 'firsts':
      return when(
        message.week ? 'At a first whole week, or a first return' : 'At a first return',
        'a card under that proof',
      );
    case 'milestone': {
      const number = `${{ day: 'Day', turn: 'Turn', week: 'Week' }[message.unit]} ${message.number}`;
      return when(number, `a card under that proof (${day(message.earliest)} at the earliest)`);
    }
    case 'freezes':
      return when('At 09:00 after a freeze was used', 'a line to that member alone');
    case 'changes':
      return when(
        'When you pause or resume it, or change its rule, dates or proof',
        'one line in the channel',
      );
    case 'nudges':
      return nudges(message.times, time);
    case 'summary':
      return when(at(message.at, time(message.at)), summary.planned[message.kind]);
    case 'endNotice':
      return when(at(message.at, time(message.at)), `one line in the channel: ${message.days} days to go`);
    case 'closing':
      return when(
        at(message.at, time(message.at)),
        'the closing post in the channel, and a card to everybody who took part, privately',
      );
  }
}

function nudges(times: readonly number[], time: (at: number) => string): Line {
  const listed = times.flatMap((each, index) => [...(index > 0 ? [', '] : []), at(each, time(each))]);
  return ['· ', ...listed, ` · ${nudge.planned(times.length)}`];
}
