import type { WebClient } from '@slack/web-api';
import { ignoresGroups } from '../../core/action-traits.ts';
import type { Action } from '../../core/actions.ts';
import type { CommandSpec } from '../../core/commands/command.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { slackWord } from './errors.ts';

/** The workspace's user groups and their members. There are none without the scope, or on a plan without groups. */
export interface Groups {
  /** The ids of the groups that the member is in. */
  of(user: string): Promise<readonly string[]>;
  /** The id of the group with this handle ("@runners"); undefined if there is none. */
  called(handle: string): Promise<string | undefined>;
}

const FRESH_MS = 5 * 60_000;
/** How long we do not ask again after a failure. */
const RETRY_MS = 30_000;

interface Group {
  readonly id: string;
  readonly handle: string;
  readonly users: readonly string[];
}

/** Creates the look-up. The client `lookups` must have a short timeout, since people wait for forms meanwhile. Slack: usergroups.list. */
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
      // If Slack refuses, there are no groups for us. If it cannot be reached, we keep what we know.
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

/** Whether the answer to a command or action may depend on the member's groups. Only then do we look them up. */
export function groupsMatter(of: CommandSpec | Action): boolean {
  if ('do' in of) return !ignoresGroups(of);
  // The list and the details of challenges show hosts more than others, and a group may be a host.
  return of.managersOnly || of.hostsOnly === true || ['challenge', 'help'].includes(of.path[0]);
}
