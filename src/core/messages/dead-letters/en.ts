import { permissionName } from '../permissions.ts';
import type { DeadLetterTexts } from './texts.ts';

export const deadLetters: DeadLetterTexts = {
  title: '📮 What could not be delivered',
  none: () => ['Nothing is left undelivered. Everything has arrived.'],
  intro: () => ['Mend the cause, then try again. What has arrived already is never posted twice.'],
  cause: {
    forbidden: 'A permission is missing',
    invalid: 'Refused by the platform',
    unknown: 'May have arrived or not',
    old: 'Older than a day',
    mistake: 'Something went wrong on our side',
    failed: 'Failed several times',
  },
  logSaysMore: 'the operator’s log says more',
  count: (all, old, missing) => [
    String(all),
    ...(old > 0 ? [` (${old} older than a day, not to be posted any more)`] : []),
    ...(missing.length > 0
      ? [` · permissions: ${missing.map((each) => permissionName(each, 'en')).join(', ')}`]
      : []),
  ],
  again: (cause) => `Try again: ${cause}`,
  close: (cause) => `Put away: ${cause}`,
  redriven: (redriven, closed) => [
    redriven > 0 ? `${redriven} will be tried again.` : 'There is nothing to try again.',
    ...(closed > 0
      ? [` ${closed} older than a day ${closed === 1 ? 'is' : 'are'} put away without being posted.`]
      : []),
  ],
  nothingLeft: () => ['They are being tried again already, or nothing is left.'],
};
