import { setTimeout as delay } from 'node:timers/promises';
import type { EventAbout } from './env.ts';
import type { FakeWorkspace, World } from './state.ts';
import type { Transport } from './transport.ts';
import type { Delivered, Json } from './types.ts';

/** The scope an event needs, by the name it is subscribed under. */
const EVENT_SCOPE: Readonly<Record<string, string>> = {
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  app_mention: 'app_mentions:read',
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
  member_joined_channel: 'channels:read',
  member_left_channel: 'channels:read',
  channel_archive: 'channels:read',
  channel_deleted: 'channels:read',
  file_shared: 'files:read',
};

export interface Dispatch {
  emit(team: string, event: Json, about: EventAbout): Promise<Delivered>;
  /** Sends an event body as it is, once or again: for redeliveries, reorderings and forgeries. */
  resend(body: Json): Promise<Delivered>;
  /** Every event body ever made, in order. */
  readonly bodies: Json[];
  /** Those that were sent again because nobody acknowledged them, once for each time. */
  readonly retried: Json[];
  /** Keeps events back until `release`. */
  hold(): void;
  /** Sends what was kept back one after another, in the order (with the repetitions) the function makes of it. */
  release(arrange: <T>(events: readonly T[]) => readonly T[]): Promise<void>;
  /** Deliveries under way. */
  inFlight(): number;
}

/** Events API: wraps, sends, and retries three times as Slack does. */
export function createDispatch(options: {
  world: World;
  appId: string;
  subscriptions: Set<string>;
  transport: () => Transport;
  retryDelaysMs: readonly number[];
  /** What of an event is sent. */
  told: (body: Json) => Json;
}): Dispatch {
  const { world } = options;
  const bodies: Json[] = [];
  const retried: Json[] = [];
  let inFlight = 0;
  let held: Json[] | null = null;

  function visible(team: FakeWorkspace, about: EventAbout): boolean {
    const isPrivate = about.channel !== undefined && world.channels.get(about.channel)?.kind === 'private';
    const scope = EVENT_SCOPE[about.name]?.replace(
      'channels:read',
      isPrivate ? 'groups:read' : 'channels:read',
    );
    if (!options.subscriptions.has(about.name)) return false;
    if (scope !== undefined && !team.scopes.has(scope)) return false;
    if (about.channel === undefined) return true;
    return world.channels.get(about.channel)?.members.has(team.botUser) === true;
  }

  async function resend(body: Json): Promise<Delivered> {
    inFlight += 1;
    const from = performance.now();
    const failures: string[] = [];
    try {
      for (let num = 0; num <= options.retryDelaysMs.length; num += 1) {
        if (num > 0) {
          await delay(options.retryDelaysMs[num - 1]);
          retried.push(body);
        }
        const reason = failures.at(-1);
        const attempt = await options
          .transport()
          .send('events_api', body, reason === undefined ? undefined : { num, reason });
        const ms = performance.now() - from;
        if (attempt.ok) return { status: 'acked', attempts: num + 1, answer: attempt.answer, ms, failures };
        failures.push(attempt.reason);
        if (attempt.noRetry === true) break;
      }
      return { status: 'gaveUp', attempts: failures.length, ms: performance.now() - from, failures };
    } finally {
      inFlight -= 1;
    }
  }

  return {
    bodies,
    retried,
    resend,
    inFlight: () => inFlight,
    hold() {
      held ??= [];
    },
    async release(arrange) {
      const events = arrange(held ?? []);
      held = null;
      for (const body of events) await resend(body);
    },
    async emit(teamId, event, about) {
      const team = world.workspaces.get(teamId);
      if (team === undefined || !visible(team, about)) {
        return { status: 'notSubscribed', attempts: 0, ms: 0, failures: [] };
      }
      const body = options.told({
        token: 'verification-token',
        team_id: teamId,
        context_team_id: teamId,
        context_enterprise_id: null,
        api_app_id: options.appId,
        event,
        type: 'event_callback',
        event_id: world.nextId('Ev'),
        event_time: Math.floor(world.now() / 1000),
        authorizations: [
          {
            enterprise_id: null,
            team_id: teamId,
            user_id: team.botUser,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        is_ext_shared_channel: false,
      });
      bodies.push(body);
      if (held === null) return resend(body);
      held.push(body);
      return { status: 'held', attempts: 0, ms: 0, failures: [] };
    },
  };
}
