import type { Clock } from '../../core/ports.ts';

/**
 * Whether Slack and this token still know each other, for events over HTTP, where no connection would tell. `restored` is called
 * with the last time they did, when they do so again.
 */
export function createReachable({
  ask,
  clock,
  restored,
}: {
  readonly ask: () => Promise<unknown>;
  readonly clock: Clock;
  readonly restored: (since: number) => void;
}): () => Promise<boolean> {
  let reached: number | null = null;
  let lost = false;
  return async () => {
    try {
      await ask();
    } catch {
      lost = true;
      return false;
    }
    const since = reached;
    reached = clock.now();
    if (lost && since !== null) restored(since);
    lost = false;
    return true;
  };
}
