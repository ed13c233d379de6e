import { test } from 'vitest';

/** What the suites call our own platform. */
const page = 'the page';

/**
 * `test` for what only somebody else's platform has: events that come twice, messages to us alone, other bots, doors that are shut.
 * Of the page, which has none of it, nothing is registered; a driver of another one that lacks it fails.
 */
export function testOfChats(platform: string): (name: string, run: () => Promise<void>) => void {
  return (name, run) => {
    if (platform !== page) test(name, run);
  };
}
