import type { DeliveryKey } from '../model/ids.ts';

const unasked = /^(nudge|nudge-me|nudge-offer|summary):/;

/**
 * Whether a delivery waits its turn. Nudges and summaries are said unasked, and to many in the same minute: they take a part of
 * what a platform allows, and credit, cheers and answers always find the rest.
 */
export function isPatient(key: DeliveryKey): boolean {
  return unasked.test(key);
}
