import type { WebClient } from '@slack/web-api';
import { ignoresGroups } from '../../core/action-traits.ts';
import type { Action } from '../../core/actions.ts';
import type { CommandSpec } from '../../core/commands/command.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { slackWord } from './errors.ts';

/** Which user groups there are and who is in them. Without the scope, or on a plan without groups: none. */
export interface Groups {
  /** The groups the member is in, as Slack's ids. */
  of(user: string): Promise<readonly string[]>;
  /** The id of the group that is mentioned so: "@runners"; undefined when there is none. */
  called(handle: string): Promise<string | undefined>;
}

const FRESH_MS = 5 * 60_000;
/** After a failure, how long nobody asks again. */
const RETRY_MS = 30_000;

interface Group {
  readonly id: string;
  readonly handle: string;
  readonly users: readonly string[];
}

/** `lookups` must have a short timeout: an open form waits for this. Slack: usergroups.list. */
export function createGroups(deps: { lookups: WebClient; clock: Clock; log: Log }): Groups {
  let known: readonly Group[] = [];
  let until = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;

  async function ask(): Promise<void> {
    let forMs = FRESH_MS;
    try {
      const { usergroups = [] } = await deps.lookups.usergroups.list({ include_users: true });
      known = usergroups.flatMap(({ id, handle = '', users = [] }) => (id ? [{ id, handle, users }] : []));
    } catch (error) {
      const word = slackWord(error);
      // Refused, there are none for us; out of reach, what was known holds.
      if (word !== undefined && word !== 'ratelimited') known = [];
      else forMs = RETRY_MS;
      deps.log.warn('slack.groups.unknown', { word: word ?? 'network' });
    } finally {
      until = deps.clock.monotonic() + forMs;
      asking = null;
    }
  }

  async function all(): Promise<readonly Group[]> {
    if (until <= deps.clock.monotonic()) {
      asking ??= ask();
      await asking;
    }
    return known;
  }

  return {
    of: async (user) => (await all()).filter(({ users }) => users.includes(user)).map(({ id }) => id),
    async called(handle) {
      const wanted = handle.replace(/^@/, '').toLowerCase();
      return (await all()).find((group) => group.handle.toLowerCase() === wanted)?.id;
    },
  };
}

/** Whether the answer may depend on the member's groups: only then is it worth asking for them. */
export function groupsMatter(of: CommandSpec | Action): boolean {
  if ('do' in of) return !ignoresGroups(of);
  // The list and the info of challenges show hosts what is theirs.
  return of.managersOnly || of.hostsOnly === true || ['challenge', 'help'].includes(of.path[0]);
}
