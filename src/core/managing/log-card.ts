import { actionId } from '../actions.ts';
import type { ToldAct } from '../messages/admin/texts.ts';
import type { Messages } from '../messages/index.ts';
import { type CivilDay, parseDay } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import { shorten } from '../model/shorten.ts';
import { dateAndTime } from '../record/moment.ts';
import type { Button, CardView } from '../views.ts';
import type { LoggedAct } from './store.ts';

/** Acts on one page of the audit log. */
export const actsPerPage = 10;
/** Longest reason shown, so that a page always fits a message. */
const reasonLength = 80;

/**
 * A page of the audit log, newest first: when, who did what, to whom, for which day and why. `found` may hold one act more than a
 * page, which means that there is a next one.
 */
export function logCard({
  found,
  challenge,
  name,
  offset,
  zone,
  texts,
}: {
  readonly found: readonly LoggedAct[];
  readonly challenge: ChallengeId | null;
  readonly name: string | null;
  readonly offset: number;
  /** The reader's zone. */
  readonly zone: string;
  readonly texts: Messages;
}): CardView {
  const { log } = texts.admin;
  const to = (start: number, label: string): Button => ({
    action: actionId({ do: 'log', challenge, offset: start }),
    label,
    style: 'secondary',
  });
  return {
    view: 'card',
    title: log.heading(name),
    lines: [],
    fields: found.slice(0, actsPerPage).map((act) => ({
      label: dateAndTime(act.at, zone, texts),
      value: log.act[act.what](told(act)),
    })),
    picture: null,
    buttons: [
      ...(offset > 0 ? [to(Math.max(0, offset - actsPerPage), log.newer)] : []),
      ...(found.length > actsPerPage ? [to(offset + actsPerPage, log.older)] : []),
    ],
  };
}

function told({ by, of, name, day, reason, detail = {} }: LoggedAct): ToldAct {
  return {
    by: by?.name ?? null,
    of: of?.name ?? null,
    name: name ?? (typeof detail.title === 'string' ? detail.title : null),
    day: day ?? dayIn(detail.from),
    ...severalDays(detail),
    reason: reason === undefined ? null : shorten(reason, reasonLength),
  };
}

/** The number and last day of days that were decided on together. */
function severalDays({ count, to }: Readonly<Record<string, unknown>>): Pick<ToldAct, 'days'> {
  const last = dayIn(to);
  return typeof count === 'number' && count > 1 && last ? { days: { count, to: last } } : {};
}

/** A day among an act's details, such as the first day of a changed rule; null when there is none. */
function dayIn(value: unknown): CivilDay | null {
  return typeof value === 'string' ? parseDay(value) : null;
}
