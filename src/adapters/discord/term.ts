import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord.js';
import type { KnownProofs } from '../../core/check-in/meanwhile.ts';
import { commandTable } from '../../core/commands/table.ts';
import { PlatformError, reasonOf, type StartError } from '../../core/errors.ts';
import type { Inbound, WatchedChannel } from '../../core/inbound.ts';
import type { Locale } from '../../core/model/locale.ts';
import type { Hearing } from '../../core/outage/hears.ts';
import type { Clock, KeyValue, Log } from '../../core/ports.ts';
import { aborted } from './aborted.ts';
import type { Answers } from './answers.ts';
import type { Attachments } from './attachments.ts';
import { catchUp, type ParkedWorkspaces } from './catch-up.ts';
import type { Channels } from './channels.ts';
import { connectGateway, type Gateway } from './client.ts';
import type { Homes } from './homes.ts';
import type { IdentifyThrottle } from './identify-throttle.ts';
import { createIntake } from './intake.ts';
import { createInteractions } from './interactions.ts';
import { createLanes, type LaneLimits } from './lanes.ts';
import { createMakeUp } from './make-up.ts';
import { persist } from './persist.ts';
import { createRegain } from './regain.ts';
import type { DiscordRest } from './rest.ts';

/** How long work in hand may take when the program ends. What is left is caught up with at the next start. */
const DRAIN_MS = 2_000;

/** What a term needs that outlives it. */
export interface TermDeps {
  readonly token: string;
  readonly apiUrl: string;
  /** True for a compatible server in Discord's place (DISCORD_API_URL), which may tell less. */
  readonly compatible: boolean;
  readonly rest: DiscordRest;
  readonly channels: Channels;
  readonly attachments: Attachments;
  readonly throttle: IdentifyThrottle;
  readonly answers: Answers;
  readonly guildNames: Map<string, string>;
  readonly knownProofs: KnownProofs;
  readonly parkedWorkspaces: ParkedWorkspaces;
  readonly notes: KeyValue;
  readonly isOutage: (error: unknown) => boolean;
  readonly laneLimits?: (LaneLimits & { readonly againMs: number }) | undefined;
  readonly hearing: Hearing;
  readonly clock: Clock;
  readonly log: Log;
  readonly defaultLocale: Locale;
}

/** One term: the time in which this instance holds the lease and reads the gateway. */
export interface Term {
  readonly inbound: Inbound;
  readonly homes: Homes;
  readonly botId: string;
  /** Aborted when the term must end: the lease is lost or the program stops. */
  readonly signal: AbortSignal;
  /** Whether the lease is held at this moment, by the clock. The signal depends on a timer and may be late. */
  readonly held: () => boolean;
  /** Aborted when the program stops; then there is a moment left to finish the work in hand. */
  readonly stopping: AbortSignal;
  readonly connected: () => void;
}

/**
 * Connects to the gateway and handles its events until the signal is aborted. Throws `StartError` when Discord refuses us for good, and
 * the error of connecting otherwise.
 */
export async function runTerm(deps: TermDeps, term: Term): Promise<void> {
  const { token, apiUrl, rest, channels, attachments, throttle, answers, guildNames, hearing, clock, log } =
    deps;
  const { inbound, homes, botId, signal, held, stopping, connected } = term;
  const fatal = new AbortController();
  const ended = AbortSignal.any([signal, fatal.signal]);
  const { knownProofs, parkedWorkspaces, notes } = deps;
  const guildIds = new Set<string>();
  /** Whether READY named the servers that the bot is in. If it did not, we do not know that the bot has left any. */
  let namesServers = true;
  const taking = {
    inbound: whileHeld(inbound, held),
    channels,
    attachments,
    homes,
    rest,
    clock,
    log,
    self: botId,
    guildNames,
    guildIds,
  };
  const reading = { inbound: taking.inbound, rest, log, signal: ended, knownProofs };
  const makeUp = createMakeUp({
    ...reading,
    hearing,
    notes,
    isOutage: deps.isOutage,
    againMs: deps.laneLimits?.againMs,
    intakeTo: (queue) => createIntake({ ...taking, lanes: { add: (_, task) => queue(task) } }),
  });
  const lanes = createLanes(
    log,
    async (lane, task) => (task.lapses ? undefined : makeUp.lost(lane, task)),
    deps.laneLimits,
  );
  const intake = createIntake({ ...taking, lanes });
  const interact = createInteractions({
    inbound,
    answers,
    rest,
    channels,
    table: commandTable,
    clock,
    log,
    defaultLocale: deps.defaultLocale,
    guildNames,
    self: botId,
  });
  const answering = new Set<Promise<void>>();

  const takeInMissed = (
    which: ((channel: WatchedChannel) => boolean) | null,
    lane: string | null,
    turn: () => Promise<void>,
  ): Promise<void> => {
    const release = lanes.hold(lane);
    const { promise: isRead, resolve } = Promise.withResolvers<void>();
    let caughtUp = hearing.catchingUp(which === null ? undefined : 'partly');
    const read = () => {
      // From here on only edits are looked for, while everything else goes on: this counts as catching up in part.
      const before = caughtUp;
      caughtUp = hearing.catchingUp('partly');
      before();
      resolve();
    };
    const ready = which === null ? persist(reading, 'missed', makeUp.resume) : Promise.resolve();
    ready
      .then(() =>
        catchUp({ ...reading, makeUp, parkedWorkspaces, lanes, guildIds, namesServers, intake }, which, {
          begun: release,
          turn,
          read,
        }),
      )
      .catch((error: unknown) => {
        if (!ended.aborted) log.error('discord.catch_up.broken', { reason: reasonOf(error) });
      })
      .finally(() => {
        if (!ended.aborted) release();
        caughtUp();
        resolve();
      });
    return isRead;
  };
  const regain = createRegain({
    self: botId,
    guildIds,
    inbound: taking.inbound,
    lanes,
    rest,
    read: takeInMissed,
  });

  const onPacket = (packet: GatewayDispatchPayload): void => {
    // Whoever holds the lease next, perhaps this instance again, reads from the history what is dropped here.
    if (ended.aborted || !held()) return;
    if (packet.t === GatewayDispatchEvents.Ready) {
      hearing.connected(true);
      intake.sessionBegan();
      guildIds.clear();
      for (const { id } of packet.d.guilds) guildIds.add(id);
      namesServers = !deps.compatible || guildIds.size > 0;
      for (const id of guildNames.keys()) if (!guildIds.has(id)) guildNames.delete(id);
      // Permissions may have changed while we heard nothing, so refused requests may be tried again.
      rest.permissionsChanged(null);
      void takeInMissed(null, null, async () => {});
    } else if (packet.t === GatewayDispatchEvents.Resumed) {
      // Discord sends the missed events before RESUMED, so we are up to date.
      hearing.connected(true);
    } else if (packet.t === GatewayDispatchEvents.InteractionCreate) {
      const answer = interact(packet.d).finally(() => answering.delete(answer));
      answering.add(answer);
    } else {
      // First, because the event itself must wait too if this holds its lane.
      regain(packet);
      intake.handle(packet);
    }
  };

  const onFatal = (error: StartError) => fatal.abort(error);
  const onLost = () => hearing.connected(false);
  let gateway: Gateway | undefined;
  try {
    const callbacks = { onPacket, onLost, onFatal };
    gateway = await connectGateway({ token, apiUrl, rest, throttle, log, signal: ended, ...callbacks });
    if (!ended.aborted) {
      log.info('discord.connected', { bot: botId });
      connected();
    }
    await aborted(ended);
    if (fatal.signal.aborted) throw fatal.signal.reason;
  } finally {
    onLost();
    await gateway?.close();
    await lanes.stop(stopping.aborted ? DRAIN_MS : 0);
    await Promise.race([Promise.all(answering), sleep(DRAIN_MS, undefined, { ref: false })]);
  }
}

/**
 * The core's inbound, guarded: events are handed in only while the lease is held, also those that waited in a lane. Otherwise it throws,
 * so that nothing counts as received.
 */
function whileHeld(inbound: Inbound, held: () => boolean): Inbound {
  const guarded =
    <Event>(hand: (event: Event) => Promise<void>) =>
    async (event: Event) => {
      if (!held()) throw new PlatformError('unavailable', 'the lease is lost');
      await hand(event);
    };
  return {
    ...inbound,
    message: guarded((event) => inbound.message(event)),
    edited: guarded((event) => inbound.edited(event)),
    deleted: guarded((event) => inbound.deleted(event)),
    reaction: guarded((event) => inbound.reaction(event)),
    workspaceGone: guarded((event) => inbound.workspaceGone(event)),
    workspaceBack: guarded((event) => inbound.workspaceBack(event)),
  };
}
