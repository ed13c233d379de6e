import { setTimeout as sleep } from 'node:timers/promises';
import { isOneEmoji } from '../../core/challenge/title.ts';
import type { KnownProofs } from '../../core/check-in/meanwhile.ts';
import { commandGroups, commandTable } from '../../core/commands/table.ts';
import { reasonOf, StartError } from '../../core/errors.ts';
import type { Inbound } from '../../core/inbound.ts';
import type { Locale } from '../../core/model/locale.ts';
import { createHearing } from '../../core/outage/hears.ts';
import type { Pictures } from '../../core/pictures/pictures.ts';
import type {
  ChatPlatform,
  Clock,
  FetchBytes,
  HeldLease,
  KeyValue,
  Lease,
  Log,
  Pace,
} from '../../core/ports.ts';
import { createAnswers } from './answers.ts';
import { createAttachments } from './attachments.ts';
import type { ParkedWorkspaces } from './catch-up.ts';
import { createChannels } from './channels.ts';
import { askGatewayWhoWeAre, wrongToken } from './client.ts';
import { fetchCommandIds, registerCommands, toDiscordCommands } from './commands.ts';
import { createDeliver } from './deliver.ts';
import { createDestinations } from './destinations.ts';
import { createDirectChannels } from './direct-channels.ts';
import { isTokenRefused } from './errors.ts';
import { createFindSent } from './find-sent.ts';
import { createHomes } from './homes.ts';
import { createIdentifyThrottle, IDENTIFY_LIMITS, type IdentifyLimits } from './identify-throttle.ts';
import type { LaneLimits } from './lanes.ts';
import { createLook } from './look.ts';
import { messageFacts } from './message-facts.ts';
import { aboutOf, NO_GUILD, readId, readMessageRef } from './refs.ts';
import { createResponses } from './responses.ts';
import { createRest } from './rest.ts';
import { runTerm } from './term.ts';
import { createWhoAmI } from './who-am-i.ts';

export { isFileHost } from './attachments.ts';

const OFFICIAL_API = 'https://discord.com/api';
const LEASE = 'discord-gateway';
/** If the lease is not ours after this time, another instance holds it; our start is then complete, and we stand by to take over. */
const STANDBY_AFTER_MS = 2_000;
/** A start waits at most this long for the connection; connecting then goes on in the background. */
const CONNECT_WITHIN_MS = 8_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
/** A stop waits at most this long for Discord, since the program must end within 5 s. */
const STOP_WITHIN_MS = 4_000;

export interface DiscordDeps {
  readonly token: string;
  /** DISCORD_API_URL, as in `http://host:port/api`; null for Discord itself. */
  readonly apiUrl: string | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Makes sure that only one instance reads the gateway. */
  readonly lease: Lease;
  /** The proofs whose messages are checked for edits and deletions after an absence. */
  readonly knownProofs: KnownProofs;
  readonly parkedWorkspaces: ParkedWorkspaces;
  /** Must allow the hosts of `isFileHost` and no others. */
  readonly fetchBytes: FetchBytes;
  /** Draws the pictures of cards. */
  readonly pictures: Pictures;
  readonly defaultLocale: Locale;
  /** Called when Discord refuses us for good (token reset, intent taken away): the program should end with this error. */
  readonly onFatal: (error: StartError) => void;
  /** Stores which messages were given up, so that they are made up for later. */
  readonly notes: KeyValue;
  /** Whether an error means that the database is away, so that a retry will work later. After other errors we soon give up. */
  readonly isOutage: (error: unknown) => boolean;
  readonly identifyLimits?: IdentifyLimits;
  /** Limits of the queues of events. `againMs` is how long after an event was given up it is tried again. */
  readonly laneLimits?: LaneLimits & { readonly againMs: number };
  /** Discord's request limit for the whole bot: 50 unless Discord granted more (topics/rate-limits). */
  readonly requestsPerSecond: number;
  /** Rate limiter for unasked messages, within that limit and shared by all instances. */
  readonly pace: Pace;
}

/** Discord as a `ChatPlatform`. Every instance can deliver; only the one that holds the lease reads the gateway. */
export function createDiscordPlatform(deps: DiscordDeps): ChatPlatform {
  const { token, clock, log, defaultLocale } = deps;
  const apiUrl = (deps.apiUrl ?? OFFICIAL_API).replace(/\/+$/, '');
  const rest = createRest({
    token,
    apiUrl,
    clock,
    log,
    requestsPerSecond: deps.requestsPerSecond,
    pace: deps.pace,
    onRevoked: () => deps.onFatal(new StartError(wrongToken)),
  });
  const channels = createChannels(rest);
  const compatibleHost = deps.apiUrl === null ? null : new URL(deps.apiUrl).hostname;
  const attachments = createAttachments({ rest, fetchBytes: deps.fetchBytes, clock, compatibleHost });
  let commandIds: ReadonlyMap<string, string> = new Map();
  const context = {
    command(path: readonly string[]) {
      const id = commandIds.get(path[0] ?? '');
      const name = path.join(' ');
      return id === undefined ? `\`/${name}\`` : `</${name}:${id}>`;
    },
  };

  const whoAmI = createWhoAmI({ rest, token });
  const self = whoAmI.user;
  const look = createLook({ context, pictures: deps.pictures, log });
  const direct = createDirectChannels({ rest, channels });
  const destinations = createDestinations({ rest, channels, direct, numbersThreads: deps.apiUrl !== null });
  const findSent = createFindSent({ rest, destinations, self });
  const deliver = createDeliver({ rest, channels, destinations, look, findSent, self });
  const answers = createAnswers({ responses: createResponses({ rest, direct, log }), look, log });
  const hearing = createHearing(clock);
  const stopping = new AbortController();
  let leading: Promise<void> = Promise.resolve();

  /** Registers the commands. A failure is only logged, unless the token is refused: proofs must be received all the same. */
  const register = async () => {
    try {
      const wanted = toDiscordCommands(commandTable, commandGroups);
      return await registerCommands(rest, log, await whoAmI.application(), wanted);
    } catch (error) {
      if (isTokenRefused(error)) throw error;
      log.error('discord.commands.failed', { reason: reasonOf(error) });
      return commandIds;
    }
  };

  const throttle = createIdentifyThrottle(clock, deps.identifyLimits ?? IDENTIFY_LIMITS);
  const termDeps = {
    token,
    apiUrl,
    compatible: deps.apiUrl !== null,
    rest,
    channels,
    attachments,
    throttle,
    answers,
    guildNames: new Map<string, string>(),
    knownProofs: deps.knownProofs,
    parkedWorkspaces: deps.parkedWorkspaces,
    notes: deps.notes,
    isOutage: deps.isOutage,
    laneLimits: deps.laneLimits,
    hearing,
    clock,
    log,
    defaultLocale,
  };

  /** Acquires the lease and runs the gateway, again and again until we stop. Throws `StartError` for what only the operator can fix. */
  const lead = async (inbound: Inbound, leader: () => void, connected: () => void): Promise<void> => {
    const homes = createHomes({ inbound, guildNames: termDeps.guildNames });
    let wait = FIRST_RETRY_MS;
    while (!stopping.signal.aborted) {
      let lease: HeldLease | null = null;
      try {
        lease = await deps.lease.acquire(LEASE, stopping.signal);
        if (lease === null) return;
        leader();
        const signal = AbortSignal.any([lease.signal, stopping.signal]);
        const botId = await self().catch(async (error: unknown) => {
          if (isTokenRefused(error)) throw error;
          log.warn('discord.self.untold', { reason: reasonOf(error) });
          whoAmI.isUser(await askGatewayWhoWeAre({ token, apiUrl, rest, throttle, log, signal }));
          return self();
        });
        commandIds = await register();
        await runTerm(termDeps, {
          inbound,
          homes,
          botId,
          signal,
          held: lease.held,
          stopping: stopping.signal,
          connected() {
            wait = FIRST_RETRY_MS;
            connected();
          },
        });
      } catch (error) {
        if (error instanceof StartError) throw error;
        if (isTokenRefused(error)) throw new StartError(wrongToken);
        log.warn('discord.connect.retry', { waitMs: wait, reason: reasonOf(error) });
        await sleep(wait, undefined, { signal: stopping.signal }).catch(() => {});
        wait = Math.min(wait * 2, LONGEST_RETRY_MS);
      } finally {
        await lease?.release().catch((error: unknown) => {
          log.warn('discord.lease.not_released', { reason: reasonOf(error) });
        });
      }
    }
  };

  return {
    name: 'discord',
    caps: { privateNotice: false, formFields: 5, pinsWelcome: false, canMark: isOneEmoji, fileGoes: 'here' },
    async start(inbound) {
      const connected = Promise.withResolvers<void>();
      connected.promise.catch(() => {});
      let started = false;
      let leader = false;
      leading = lead(
        inbound,
        () => {
          leader = true;
        },
        connected.resolve,
      ).catch((error: unknown) => {
        connected.reject(error);
        if (started && error instanceof StartError) deps.onFatal(error);
      });
      const outcome = await Promise.race([connected.promise, after(STANDBY_AFTER_MS)]);
      if (outcome === 'late' && leader) await Promise.race([connected.promise, after(CONNECT_WITHIN_MS)]);
      started = true;
      if (leader) return;
      log.info('discord.standby');
      commandIds = await whoAmI
        .application()
        .then((application) => fetchCommandIds(rest, application))
        .catch(() => commandIds);
    },
    async stop() {
      stopping.abort();
      await Promise.race([leading, after(STOP_WITHIN_MS)]);
    },
    hears: async () => hearing.now,
    ensureReaction: deliver.ensureReaction,
    ensureReactionRemoved: deliver.ensureReactionRemoved,
    ensurePosted(target, view, attempt) {
      const post = () => deliver.ensurePosted(target, view, attempt);
      return attempt.patient ? rest.patiently(post) : post();
    },
    findPosted: deliver.findPosted,
    ensureEdited: deliver.ensureEdited,
    ensureRemoved: deliver.ensureRemoved,
    fetchFile: attachments.fetchFile,
    channelFacts: (channel) => channels.facts(readId(channel)),
    messageFacts: (message, by) => messageFacts({ rest, attachments, self }, message, by),
    linkTo(message) {
      const { guildId, channelId, messageId } = readMessageRef(message);
      const guild = aboutOf(guildId) === null ? guildId : NO_GUILD;
      return `https://discord.com/channels/${guild}/${channelId}/${messageId}`;
    },
  };
}

const after = (ms: number) => sleep(ms, 'late' as const, { ref: false });
