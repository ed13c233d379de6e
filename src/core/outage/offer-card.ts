import { actionId } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import type { Messages } from '../messages/index.ts';
import { dateAndTime } from '../record/moment.ts';
import type { CardView, Inline } from '../views.ts';
import { runsOf } from './held.ts';
import type { Offered } from './offer-days.ts';
import type { Outage } from './store.ts';

/** At most this many challenges are named; the others are counted. */
const mostNamed = 10;

/** The card that offers to excuse days: when the bot was away, which challenge lost which days, and two buttons to decide. Pure. */
export function offerCard(
  offered: readonly Offered[],
  { outage, zone, texts }: { readonly outage: Outage; readonly zone: string; readonly texts: Messages },
): CardView {
  const { offer } = texts.outage;
  const time = (at: number): Inline => ({ kind: 'time', at, text: dateAndTime(at, zone, texts) });
  const more = offered.length - mostNamed;
  return {
    view: 'card',
    title: offer.title,
    lines: [
      offer.away(time(outage.from), time(outage.to)),
      offer.how(),
      ...(more > 0 ? [offer.more(more)] : []),
    ],
    fields: offered.slice(0, mostNamed).map(({ challenge, days }) => ({
      label: nameOf(challenge),
      value: [texts.outage.days(runsOf(days))],
    })),
    picture: null,
    buttons: [
      {
        action: actionId({ do: 'excuseDays', outage: outage.id }),
        label: offer.excuse,
        style: 'primary',
      },
      { action: actionId({ do: 'keepDays', outage: outage.id }), label: offer.keep, style: 'secondary' },
    ],
  };
}
