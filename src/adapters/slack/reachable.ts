import type { Instant } from '../../core/model/day.ts';
import type { Clock } from '../../core/ports.ts';
import { createSilence } from './silence.ts';

/** We are asked every minute. Slack sends an event again for about six, so a sleep shorter than this loses nothing. */
const UNASKED_MS = 3 * 60_000;

/**
 * Whether Slack and this token still know each other, for events over HTTP, where no connection would tell. `restored` is called
 * with the last time they did, when they do so again: after Slack could not be reached, and after nobody asked for minutes, the
 * machine having slept.
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
