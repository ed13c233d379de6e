import type { APIMessage } from 'discord.js';
import type { KnownProof, KnownProofs } from '../../core/check-in/meanwhile.ts';
import type { Inbound, WatchedChannel } from '../../core/inbound.ts';
import { reasonOf } from './errors.ts';
import { type HistoryDeps, PAGE, readPage } from './history.ts';
import type { Intake } from './intake.ts';
import type { Lanes } from './lanes.ts';
import { lookAgain } from './look-again.ts';
import { persist } from './persist.ts';
import { idAt, readId, readMessageRef } from './refs.ts';

const CHANNELS_AT_ONCE = 4;

export interface CatchUpDeps extends HistoryDeps {
  readonly inbound: Inbound;
  readonly lanes: Lanes;
  readonly intake: Pick<Intake, 'toTask' | 'edited' | 'deleted' | 'textOf'>;
  readonly knownProofs: KnownProofs;
  /** The servers the bot is in. */
  readonly guildIds: ReadonlySet<string>;
}

/** A channel whose new messages are taken in. */
interface Read {
  readonly channel: WatchedChannel;
  /** The proofs known before. */
  readonly known: readonly KnownProof[];
  readonly messages: number;
  /** The oldest of the new messages. */
  readonly next: APIMessage | null;
}

/**
 * Takes in what was posted while nobody listened, then what was edited and deleted. Live events of a channel wait behind
 * the former, so that nothing newer is committed before everything older is; behind the latter nothing needs to wait.
 * Call with their lanes held; `begun` is called once the channels are known and held, and they are read when `turn` has come.
 * `which`: the channels that may have missed something; null: any of them, after which the servers that removed the bot are left.
 */
export async function catchUp(
  deps: CatchUpDeps,
  which: ((channel: WatchedChannel) => boolean) | null,
  { begun, turn }: { readonly begun: () => void; readonly turn: () => Promise<void> },
): Promise<void> {
  const { inbound, lanes, log, guildIds } = deps;
  const watched = await persist(deps, 'watchedChannels', () => inbound.watchedChannels('discord'));
  const channels = watched.filter((channel) => guildIds.has(channel.workspace) && (which?.(channel) ?? true));
  const waiting = channels.map((channel) => ({ channel, release: lanes.hold(channel.channel) }));
  begun();
  if (which === null) comeBack(deps, channels);
  if (which === null) leaveLost(deps, watched);
  await turn();
  const read: Read[] = [];
  await eachChannel(deps, waiting, async ({ channel, release }) => {
    try {
      read.push(await readOn(deps, channel));
    } finally {
      // Ended on the way, the lane stays held: what is newer must not be taken in before the rest, at the next start.
      if (!deps.signal.aborted) release();
    }
  });
  const messages = read.reduce((sum, each) => sum + each.messages, 0);
  log.info('discord.catchUp.done', { channels: channels.length, messages });
  const found = { edited: 0, deleted: 0 };
  await eachChannel(deps, read, async ({ channel, known, next }) => {
    const { edited, deleted } = await lookAgain(deps, channel, known, next);
    found.edited += edited;
    found.deleted += deleted;
  });
  if (!deps.signal.aborted) log.info('discord.lookAgain.done', found);
}

/** Some at a time. What fails with one channel is a line in the log and does not keep the others. */
async function eachChannel<T extends { readonly channel: WatchedChannel }>(
  { log, signal }: CatchUpDeps,
  items: readonly T[],
  run: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        await run(next);
      } catch (error) {
        if (signal.aborted) return;
        log.warn('discord.catchUp.failed', { channel: next.channel.channel, reason: reasonOf(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: CHANNELS_AT_ONCE }, worker));
}

/** Tells of servers that invited the bot back while it was away. */
function comeBack({ inbound, lanes, guildIds }: CatchUpDeps, channels: readonly WatchedChannel[]): void {
  const parked = new Set(channels.filter(({ parked }) => parked).map(({ workspace }) => workspace));
  for (const workspace of parked) {
    lanes.add(workspace, {
      name: `guildBack:${workspace}`,
      run: async () => {
        if (guildIds.has(workspace)) await inbound.workspaceBack({ platform: 'discord', workspace });
      },
    });
  }
}

/** Tells of servers that removed the bot while it was away, unless it is invited back by then. */
function leaveLost({ inbound, lanes, guildIds }: CatchUpDeps, watched: readonly WatchedChannel[]): void {
  const lost = new Set(watched.map(({ workspace }) => workspace).filter((id) => !guildIds.has(id)));
  for (const workspace of lost) {
    const event = { platform: 'discord', workspace, reason: 'removed from the server' } as const;
    lanes.add(workspace, {
      name: `guildGone:${workspace}`,
      run: async () => {
        if (!guildIds.has(workspace)) await inbound.workspaceGone(event);
      },
    });
  }
}

async function readOn(deps: CatchUpDeps, channel: WatchedChannel): Promise<Read> {
  const channelId = readId(channel.channel);
  const known = await persist(deps, 'knownProofs', () => deps.knownProofs('discord', channel));
  let after = channel.lastSeen === null ? idAt(channel.since) : readMessageRef(channel.lastSeen).messageId;
  let next: APIMessage | null = null;
  let messages = 0;
  for (;;) {
    const page = await readPage(deps, channelId, { after });
    const tasks = page
      .map((message) => deps.intake.toTask(message, channel.workspace))
      .filter((task) => task !== null);
    await deps.lanes.first(channel.channel, tasks);
    messages += tasks.length;
    next ??= page[0] ?? null;
    after = page.at(-1)?.id ?? after;
    if (page.length < PAGE) return { channel, known, messages, next };
  }
}
