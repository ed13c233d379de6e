import { setTimeout as sleep } from 'node:timers/promises';
import type { APIMessage } from 'discord.js';
import { PlatformError } from '../../core/errors.ts';
import type { Inbound, WatchedChannel } from '../../core/inbound.ts';
import type { Log } from '../../core/ports.ts';
import { reasonOf } from './errors.ts';
import type { Lanes, Task } from './lanes.ts';
import { compareIds, idAt, readId, readMessageRef } from './refs.ts';
import type { DiscordRest } from './rest.ts';

/** Discord: resources/message, Get Channel Messages. */
const PAGE = 100;
const CHANNELS_AT_ONCE = 4;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

export interface CatchUpDeps {
  readonly inbound: Inbound;
  readonly rest: DiscordRest;
  readonly lanes: Lanes;
  readonly log: Log;
  /** A message of the history as work for its lane; null for one that is not a person's. */
  readonly toTask: (message: APIMessage, channel: WatchedChannel) => Task | null;
  /** The servers the bot is in, as this session's READY tells. */
  readonly guildIds: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/**
 * Takes in what was posted while nobody listened. Live events of a channel wait behind it, so that nothing newer is
 * committed before everything older is. Call with every lane held; `begun` is called once the channels are known.
 */
export async function catchUp(deps: CatchUpDeps, begun: () => void): Promise<void> {
  const { inbound, lanes, log, signal } = deps;
  const watched = await persist(deps, 'watchedChannels', () => inbound.watchedChannels('discord'));
  const channels = watched.filter(({ workspace }) => deps.guildIds.has(workspace));
  const waiting = channels.map((channel) => ({ channel, release: lanes.hold(channel.channel) }));
  begun();
  await leaveLost(deps, watched);
  let messages = 0;
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        messages += await readOn(deps, next.channel);
      } catch (error) {
        if (signal.aborted) return;
        log.warn('discord.catchUp.failed', { channel: next.channel.channel, reason: reasonOf(error) });
      } finally {
        next.release();
      }
    }
  };
  await Promise.all(Array.from({ length: CHANNELS_AT_ONCE }, worker));
  log.info('discord.catchUp.done', { channels: channels.length, messages });
}

/** Tells of servers that removed the bot while it was away. */
async function leaveLost(deps: CatchUpDeps, watched: readonly WatchedChannel[]): Promise<void> {
  const lost = new Set(watched.map(({ workspace }) => workspace).filter((id) => !deps.guildIds.has(id)));
  for (const workspace of lost) {
    const event = { platform: 'discord', workspace, reason: 'removed from the server' } as const;
    await persist(deps, 'workspaceGone', () => deps.inbound.workspaceGone(event));
  }
}

async function readOn(deps: CatchUpDeps, watched: WatchedChannel): Promise<number> {
  const channelId = readId(watched.channel);
  let after = watched.lastSeen === null ? idAt(watched.since) : readMessageRef(watched.lastSeen).messageId;
  let count = 0;
  for (;;) {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    const page = await persist(deps, channelId, () =>
      deps.rest.request<APIMessage[]>(
        {
          method: 'GET',
          path: `/channels/${channelId}/messages`,
          query,
          breaker: `history:${channelId}`,
        },
        { needs: 'READ_MESSAGE_HISTORY', once: false },
      ),
    );
    const sorted = page.toSorted((a, b) => compareIds(a.id, b.id));
    const tasks = sorted.map((message) => deps.toTask(message, watched)).filter((task) => task !== null);
    await deps.lanes.first(watched.channel, tasks);
    count += tasks.length;
    after = sorted.at(-1)?.id ?? after;
    if (page.length < PAGE || deps.signal.aborted) return count;
  }
}

/** Tries until it works or is hopeless (a channel gone or closed to us). */
async function persist<T>(deps: CatchUpDeps, what: string, run: () => Promise<T>): Promise<T> {
  for (let wait = FIRST_RETRY_MS; ; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
    try {
      return await run();
    } catch (error) {
      const hopeless = error instanceof PlatformError && !['rateLimited', 'unavailable'].includes(error.kind);
      if (hopeless || deps.signal.aborted) throw error;
      deps.log.warn('discord.catchUp.retry', { what, reason: reasonOf(error) });
      const asked = error instanceof PlatformError ? (error.retryAfterMs ?? 0) : 0;
      await sleep(Math.max(wait, asked), undefined, { signal: deps.signal });
    }
  }
}
