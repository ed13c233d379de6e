import type { APIMessage } from 'discord.js';
import type { KnownProof, KnownProofs } from '../../core/check-in/meanwhile.ts';
import { reasonOf } from '../../core/errors.ts';
import type { Inbound, WatchedChannel } from '../../core/inbound.ts';
import type { WorkspaceRef } from '../../core/model/ids.ts';
import { type HistoryDeps, PAGE, readPage } from './history.ts';
import type { Intake } from './intake.ts';
import type { Lanes } from './lanes.ts';
import { lookAgain } from './look-again.ts';
import type { MakeUp } from './make-up.ts';
import { isHopeless, persist } from './persist.ts';
import { lastHeard, readId, timeOf } from './refs.ts';

const CHANNELS_AT_ONCE = 4;
/** A history that cannot be read for this long is made up for later, so that new messages need not wait for it. */
const PATIENCE_MS = 5_000;

/** The platform's parked workspaces: those to which, as far as we know, the bot has no access. */
export type ParkedWorkspaces = (platform: 'discord') => Promise<readonly WorkspaceRef[]>;

export interface CatchUpDeps extends HistoryDeps {
  readonly inbound: Inbound;
  readonly lanes: Lanes;
  readonly intake: Pick<Intake, 'toTask' | 'edited' | 'deleted' | 'textOf'>;
  readonly knownProofs: KnownProofs;
  readonly makeUp: Pick<MakeUp, 'lost'>;
  readonly parkedWorkspaces: ParkedWorkspaces;
  /** The ids of the servers that the bot is in. */
  readonly guildIds: ReadonlySet<string>;
  /** Whether Discord told us these servers. Only then do we know that the bot is no longer in the others. */
  readonly namesServers: boolean;
}

/** A channel whose missed messages were read and handed to the core. */
interface Read {
  readonly channel: WatchedChannel;
  /** The proofs that were known before. */
  readonly known: readonly KnownProof[];
  readonly messages: number;
  /** The oldest of the new messages. */
  readonly next: APIMessage | null;
}

/**
 * Reads what was posted while no instance listened and hands it to the core, then looks for edits and deletions. A channel's live events
 * wait until its missed messages are committed, so that nothing newer is committed before something older; they need not wait for the
 * edits.
 * To be called with the lanes of the channels held. `begun` is called when the channels are known and their lanes held here; reading begins
 * when `turn` resolves; `read` is called when all channels are read.
 * `which` chooses the channels that may have missed something. Null reads all channels, and also tells the core which servers the bot has
 * joined or left.
 */
export async function catchUp(
  deps: CatchUpDeps,
  which: ((channel: WatchedChannel) => boolean) | null,
  steps: { readonly begun: () => void; readonly turn: () => Promise<void>; readonly read: () => void },
): Promise<void> {
  const { inbound, lanes, log, guildIds } = deps;
  const watched = await persist(deps, 'watchedChannels', () => inbound.watchedChannels('discord'));
  const channels = watched.filter((channel) => guildIds.has(channel.workspace) && (which?.(channel) ?? true));
  const waiting = channels.map((channel) => ({ channel, release: lanes.hold(channel.channel) }));
  steps.begun();
  if (which === null)
    settle(deps, watched).catch((error: unknown) => {
      if (!deps.signal.aborted) log.error('discord.catch_up.broken', { reason: reasonOf(error) });
    });
  await steps.turn();
  const read: Read[] = [];
  await eachChannel(deps, waiting, async ({ channel, release }) => {
    try {
      read.push(await readOn(deps, channel));
    } finally {
      // If we were stopped half-way, the lane stays held: newer messages must not be handed in before the rest is read at the next start.
      if (!deps.signal.aborted) release();
    }
  });
  const messages = read.reduce((sum, each) => sum + each.messages, 0);
  steps.read();
  // Most changes of permissions concern none of our channels: then there is nothing to log.
  if (which !== null && channels.length === 0) return;
  log.info('discord.catch_up.done', { channels: channels.length, messages });
  if (which !== null) await welcomeAgain(deps, waiting);
  const found = { edited: 0, deleted: 0 };
  await eachChannel(deps, read, async ({ channel, known, next }) => {
    const { edited, deleted } = await lookAgain(deps, channel, known, next);
    found.edited += edited;
    found.deleted += deleted;
  });
  if (!deps.signal.aborted) log.info('discord.look_again.done', found);
}

/** Tells the core of channels whose permissions changed: what they refused of us may be welcome now. */
function welcomeAgain(
  deps: CatchUpDeps,
  all: readonly { readonly channel: WatchedChannel }[],
): Promise<void> {
  return eachChannel(deps, all, ({ channel: { workspace, channel } }) =>
    persist(deps, `welcomes:${channel}`, () =>
      deps.inbound.workspaceBack({ platform: 'discord', workspace, channel }),
    ),
  );
}

/** Runs the work for all channels, four at a time. A channel's failure is logged and does not stop the others. */
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
        log.warn('discord.catch_up.failed', { channel: next.channel.channel, reason: reasonOf(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: CHANNELS_AT_ONCE }, worker));
}

/**
 * Tells the core which servers let the bot in again or removed it while we were away, unless that has changed again by the time it is
 * told. Retries for as long as the database is away. Live events about such a server's membership wait meanwhile.
 */
async function settle(deps: CatchUpDeps, watched: readonly WatchedChannel[]): Promise<void> {
  const { inbound, lanes, guildIds } = deps;
  const isIn = (workspace: WorkspaceRef) => guildIds.has(workspace);
  const tell = async (workspace: WorkspaceRef, run: () => Promise<void>): Promise<void> => {
    const release = lanes.hold(workspace);
    await persist(deps, `guild:${workspace}`, run).finally(release);
  };
  const parked = await persist(deps, 'parkedWorkspaces', () => deps.parkedWorkspaces('discord'));
  const back = parked.filter(isIn).map((workspace) =>
    tell(workspace, async () => {
      if (isIn(workspace)) await inbound.workspaceBack({ platform: 'discord', workspace });
    }),
  );
  const lost = new Set(
    deps.namesServers
      ? watched.map(({ workspace }) => workspace).filter((workspace) => !isIn(workspace))
      : [],
  );
  const gone = [...lost].map((workspace) =>
    tell(workspace, async () => {
      const event = { platform: 'discord', workspace, reason: 'removed from the server' } as const;
      if (!isIn(workspace)) await inbound.workspaceGone(event);
    }),
  );
  await Promise.all([...back, ...gone]);
}

async function readOn(deps: CatchUpDeps, channel: WatchedChannel): Promise<Read> {
  const channelId = readId(channel.channel);
  let after = lastHeard(channel);
  const heardUntil = timeOf(after);
  const known = await persist(deps, 'knownProofs', () => deps.knownProofs('discord', channel, heardUntil));
  let next: APIMessage | null = null;
  let messages = 0;
  for (;;) {
    const page = await readPage({ ...deps, patienceMs: PATIENCE_MS }, channelId, { after }).catch(
      async (error: unknown) => {
        const message = String(BigInt(after) + 1n);
        if (!deps.signal.aborted && !isHopeless(error)) await deps.makeUp.lost(channel.channel, { message });
        throw error;
      },
    );
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
