import { setTimeout as delay } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { createBoundedMap } from '../../core/bounded-map.ts';
import type { InboundMember } from '../../core/inbound.ts';
import type { MemberRef } from '../../core/model/ids.ts';
import { type Locale, pickLocale } from '../../core/model/locale.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { toPlatformError } from './errors.ts';
import { memberRef } from './refs.ts';

interface SlackMember extends InboundMember {
  readonly locale: Locale | null;
  readonly isBot: boolean;
}

/** Looks up people: their names, zones, languages, and whether they manage the workspace. */
export interface Members {
  /** The member from their profile, cached for ten minutes. If Slack fails, what was known before, else only the id. */
  get(user: string): Promise<SlackMember>;
  /** Like `get`, for when nobody waits for the answer: while Slack only limits the rate, waits and asks again, up to five times. */
  patiently(user: string): Promise<SlackMember>;
  /** The bots among these users. */
  bots(users: readonly string[]): Promise<readonly MemberRef[]>;
  /** The name if it is cached; makes no request. */
  knownName(user: string): string | undefined;
  /**
   * The id of the only person with this name ("@민지"); undefined if there is none, more than one, or too many people to be sure. For
   * names that were typed and that Slack did not turn into mentions. Slack: users.list.
   */
  called(name: string): Promise<string | undefined>;
}

const FRESH_MS = 10 * 60_000;
/** How long we do not ask again about a person after a failure. */
const RETRY_MS = 30_000;
const MAX_KEPT = 5000;
/** A name is searched among at most this many pages of people. */
const LIST_PAGES = 5;
const LIST_PAGE = 200;

/** The most tries of `patiently`. */
const MOST_TRIES = 5;

interface Kept {
  readonly member: SlackMember;
  readonly until: number;
  /** True if nothing is known about the person because Slack limited the rate, until `until`. */
  readonly tooMuch: boolean;
}

/** Creates the look-up. `lookups` must have a short timeout, since events are acknowledged only after it. Slack: users.info. */
export function createMembers(deps: { lookups: WebClient; clock: Clock; log: Log }): Members {
  const kept = createBoundedMap<string, Kept>(MAX_KEPT);
  const asking = new Map<string, Promise<SlackMember>>();

  function keep(user: string, member: SlackMember, forMs: number, tooMuch = false): SlackMember {
    kept.set(user, { member, until: deps.clock.monotonic() + forMs, tooMuch });
    return member;
  }

  async function ask(user: string): Promise<SlackMember> {
    try {
      const { user: found } = await deps.lookups.users.info({ user, include_locale: true });
      const name = found?.profile?.display_name || found?.profile?.real_name || found?.name || user;
      return keep(
        user,
        {
          ref: memberRef(user),
          name,
          zone: found?.tz ?? null,
          locale: pickLocale(found?.locale ?? []),
          manager: found?.is_admin === true || found?.is_owner === true || found?.is_primary_owner === true,
          isBot: found?.is_bot === true,
        },
        FRESH_MS,
      );
    } catch (error) {
      const { kind, retryAfterMs } = toPlatformError(error, 'users.info', 'repeatable');
      deps.log.warn('slack.member.unknown', { member: user, reason: kind });
      const last = kept.get(user)?.member;
      const before = last?.nameUnsure ? undefined : last;
      const unknown = {
        ref: memberRef(user),
        name: user,
        nameUnsure: true,
        zone: null,
        locale: null,
        isBot: false,
      };
      return keep(user, before ?? unknown, retryAfterMs ?? RETRY_MS, !before && kind === 'rateLimited');
    } finally {
      asking.delete(user);
    }
  }

  async function called(name: string): Promise<string | undefined> {
    const wanted = fold(name.replace(/^@/, ''));
    const found: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < LIST_PAGES; page += 1) {
      const listed = await deps.lookups.users.list({ limit: LIST_PAGE, ...(cursor ? { cursor } : {}) });
      for (const { id, deleted, is_bot, name: handle, profile } of listed.members ?? []) {
        const names = [handle, profile?.display_name, profile?.real_name];
        const isThem = names.some((n) => n !== undefined && fold(n) === wanted);
        if (id !== undefined && deleted !== true && is_bot !== true && isThem) found.push(id);
      }
      cursor = listed.response_metadata?.next_cursor;
      if (!cursor) return found.length === 1 ? found[0] : undefined;
    }
    return undefined;
  }

  function get(user: string): Promise<SlackMember> {
    const known = kept.get(user);
    if (known !== undefined && known.until > deps.clock.monotonic()) return Promise.resolve(known.member);
    const running = asking.get(user) ?? ask(user);
    if (!asking.has(user)) asking.set(user, running);
    return running;
  }

  async function patiently(user: string): Promise<SlackMember> {
    for (let tries = 1; ; tries++) {
      const member = await get(user);
      const { until, tooMuch } = kept.get(user) ?? { until: 0, tooMuch: false };
      if (!tooMuch || tries === MOST_TRIES) return member;
      // A timer may fire early when the process is busy, and asking before the time would waste a try.
      for (let waitMs = until - deps.clock.monotonic(); waitMs > 0; waitMs = until - deps.clock.monotonic())
        await delay(waitMs, undefined, { ref: false });
    }
  }

  return {
    get,
    patiently,
    async bots(users) {
      const found = await Promise.all(users.map(get));
      // Slackbot is a bot although its profile says that it is a person.
      return found.filter(({ isBot, ref }) => isBot || ref === 'USLACKBOT').map(({ ref }) => ref);
    },
    called: (name) =>
      called(name).catch(() => {
        deps.log.warn('slack.members.not_listed');
        return undefined;
      }),
    knownName: (user) => kept.get(user)?.member.name,
  };
}

const fold = (name: string): string => name.normalize('NFC').trim().toLowerCase();
