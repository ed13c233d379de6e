import { setTimeout as sleep } from 'node:timers/promises';
import {
  Client,
  DiscordAPIError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  GatewayIntentBits,
  type GatewayReadyDispatchData,
  SimpleShardingStrategy,
  type WebSocketManagerOptions,
} from 'discord.js';
import { PlatformError, reasonOf, StartError } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';
import { aborted } from './aborted.ts';
import { NO_PINGS } from './body.ts';
import type { IdentifyThrottle } from './identify-throttle.ts';
import { type DiscordRest, RETRIES, TIMEOUT_MS } from './rest.ts';

const INTENTS =
  GatewayIntentBits.Guilds |
  GatewayIntentBits.GuildMessages |
  GatewayIntentBits.GuildMessageReactions |
  GatewayIntentBits.DirectMessages |
  GatewayIntentBits.MessageContent;
/** How long we wait for the connection to close: a dead one would never confirm it. */
const CLOSE_WITHIN_MS = 1_500;

export interface GatewayDeps {
  readonly token: string;
  readonly apiUrl: string;
  readonly rest: DiscordRest;
  readonly throttle: IdentifyThrottle;
  readonly log: Log;
  /** Ends the connection, or the attempt to connect, when it is aborted. */
  readonly signal: AbortSignal;
  readonly onPacket: (packet: GatewayDispatchPayload) => void;
  /** Called when the connection is lost. The client reconnects by itself. */
  readonly onLost: () => void;
  /** Called when the gateway refuses us for good: reconnecting is useless until the operator changes something. */
  readonly onFatal: (error: StartError) => void;
}

/** A connection to the gateway. `close` resolves when it is closed, or after 1.5 s. */
export interface Gateway {
  close(): Promise<void>;
}

/**
 * Connects the discord.js client, which maintains the session (heartbeats, resumes, reconnects), and passes each event to `onPacket`.
 * An event that cannot be read is logged and skipped. Throws `StartError` when Discord refuses the token or an intent.
 */
export async function connectGateway(deps: GatewayDeps): Promise<Gateway> {
  const { token, apiUrl, rest, throttle, log, signal, onPacket, onLost, onFatal } = deps;
  const client = new Client({
    intents: INTENTS,
    failIfNotExists: false,
    allowedMentions: { ...NO_PINGS, repliedUser: false },
    rest: { api: apiUrl, timeout: TIMEOUT_MS, retries: RETRIES, makeRequest: rest.makeRequest },
    ws: { buildIdentifyThrottler: async () => throttle, buildStrategy },
  });
  // The client's own handling of events fills caches that we never use, and ends the program at an event it did not expect.
  (client.ws as unknown as { handlePacket: () => boolean }).handlePacket = () => true;
  client.on(Events.Raw, (packet: GatewayDispatchPayload) => {
    try {
      onPacket(packet);
    } catch (error) {
      log.error('discord.packet.unreadable', { type: packet.t, reason: reasonOf(error) });
    }
  });
  client.on(Events.Error, (error) => log.error('discord.gateway.error', { reason: error.name }));
  client.on(Events.ShardError, (error) => log.warn('discord.gateway.shard_error', { reason: error.name }));
  client.on(Events.ShardReconnecting, () => {
    onLost();
    log.info('discord.gateway.reconnecting');
  });
  let connected = false;
  client.on(Events.ShardDisconnect, ({ code }) => {
    onLost();
    log.error('discord.gateway.refused', { code });
    if (connected) onFatal(refusal(code));
  });
  const close = async () => {
    await Promise.race([client.destroy().catch(() => {}), sleep(CLOSE_WITHIN_MS, undefined, { ref: false })]);
  };
  try {
    await Promise.race([client.login(token), aborted(signal)]);
    connected = true;
  } catch (error) {
    await close();
    throw startError(error);
  }
  return { close };
}

/** The client's default strategy. The client would crash at a READY event without a list of servers, so an empty one is filled in. */
const buildStrategy: WebSocketManagerOptions['buildStrategy'] = (manager) => {
  const tellNone = ({ data }: { readonly data: { guilds?: unknown } }) => {
    if (!Array.isArray(data.guilds)) data.guilds = [];
  };
  manager.on('ready' as never, tellNone as never);
  return new SimpleShardingStrategy(manager);
};

/**
 * The bot's own user id, read from the gateway's READY event over a connection made for this alone. Throws like `connectGateway`, and
 * `PlatformError` (`unavailable`) when READY names no user or the connection is lost before it.
 */
export async function askGatewayWhoWeAre(
  deps: Omit<GatewayDeps, 'onPacket' | 'onLost' | 'onFatal'>,
): Promise<string> {
  const told = Promise.withResolvers<string>();
  told.promise.catch(() => {});
  const untold = () => told.reject(new PlatformError('unavailable', 'nobody tells who the bot is'));
  const gateway = await connectGateway({
    ...deps,
    onPacket(packet) {
      if (packet.t !== GatewayDispatchEvents.Ready) return;
      const { user } = packet.d as Partial<GatewayReadyDispatchData>;
      if (user?.id === undefined) untold();
      else told.resolve(user.id);
    },
    onLost: untold,
    onFatal: told.reject,
  });
  try {
    void aborted(deps.signal).then(untold);
    return await told.promise;
  } finally {
    await gateway.close();
  }
}

/** What the operator is told for each close code after which Discord forbids reconnecting (topics/opcodes-and-status-codes). */
function refusal(code: number): StartError {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return new StartError(wrongToken);
    case GatewayCloseCodes.DisallowedIntents:
      return new StartError(intentMissing);
    case GatewayCloseCodes.ShardingRequired:
      return new StartError(
        'Discord asks for shards: this bot is in more servers than one connection can serve.',
      );
    default:
      return new StartError(`Discord refuses the connection for good (close code ${code}).`);
  }
}

/** What the operator is told when Discord refuses the bot token. */
export const wrongToken =
  'Discord does not accept DISCORD_TOKEN: copy the bot token anew from discord.com/developers/applications, your app, Bot, Reset Token.';
const intentMissing =
  'Discord refuses the MESSAGE CONTENT intent: switch it on at discord.com/developers/applications, your app, Bot, Privileged Gateway Intents.';

function startError(error: unknown): unknown {
  if (error instanceof DiscordAPIError && error.status === 401) return new StartError(wrongToken);
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  if (code === DiscordjsErrorCodes.TokenInvalid) return new StartError(wrongToken);
  switch (error.message) {
    case 'Authentication failed':
      return refusal(GatewayCloseCodes.AuthenticationFailed);
    case 'Used disallowed intents':
      return refusal(GatewayCloseCodes.DisallowedIntents);
    case 'Sharding is required':
      return refusal(GatewayCloseCodes.ShardingRequired);
    case 'Used invalid intents':
      return refusal(GatewayCloseCodes.InvalidIntents);
    default:
      return error;
  }
}
