import type { Instant } from '../../core/model/day.ts';
import type { Clock } from '../../core/ports.ts';
import { createSilence } from './silence.ts';

/** We are asked every minute. Slack redelivers an event for about six minutes, so a sleep shorter than this loses nothing. */
const UNASKED_MS = 3 * 60_000;

/**
 * Checks whether Slack can be reached and accepts the token. Needed for events over HTTP, where there is no connection that would tell.
 * When this succeeds again after Slack could not be reached, or after nobody asked for minutes because the machine slept, `restored` is
 * called with the time of the last success.
 */
export function createReachable({
  ask,
  clock,
  restored,
}: {
  readonly ask: () => Promise<unknown>;
  readonly clock: Clock;
  readonly restored: (since: Instant) => void;
}): () => Promise<boolean> {
  const reached = createSilence(clock);
  let lost = false;
  return async () => {
    try {
      await ask();
    } catch {
      lost = true;
      return false;
    }
    const silence = reached();
    if (silence !== null && (lost || silence.ms > UNASKED_MS)) restored(silence.since);
    lost = false;
    return true;
  };
}
