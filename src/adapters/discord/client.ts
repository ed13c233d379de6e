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
/** A dead line would never confirm that it is closed. */
const CLOSE_WITHIN_MS = 1_500;

export interface GatewayDeps {
  readonly token: string;
  readonly apiUrl: string;
  readonly rest: DiscordRest;
  readonly throttle: IdentifyThrottle;
  readonly log: Log;
  /** Ends the connection, or the attempt at one. */
  readonly signal: AbortSignal;
  readonly onPacket: (packet: GatewayDispatchPayload) => void;
  /** The connection is gone; the client makes another. */
  readonly onLost: () => void;
  /** The gateway will never let us in again as things are. */
  readonly onFatal: (error: StartError) => void;
}

export interface Gateway {
  close(): Promise<void>;
}

/**
 * Connects the true client, which keeps the session: heartbeats, resumes, reconnects. Events are taken from it as they
 * come, and one that cannot be read is a line in the log. Throws `StartError` when the token or an intent is refused.
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
  // Its own reading of events fills caches that nobody asks, and ends the program at one it did not expect.
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

/** The client's own strategy. The client ends the program at a start that names no servers: it is told that there are none. */
const buildStrategy: WebSocketManagerOptions['buildStrategy'] = (manager) => {
  const tellNone = ({ data }: { readonly data: { guilds?: unknown } }) => {
    if (!Array.isArray(data.guilds)) data.guilds = [];
  };
  manager.on('ready' as never, tellNone as never);
  return new SimpleShardingStrategy(manager);
};

/**
 * The bot's own user id, which the gateway says first. Connects for that alone. Throws as `connectGateway`, and where the gateway does
 * not tell it either or the connection is lost before.
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

/** The instruction for each close after which Discord forbids reconnecting (topics/opcodes-and-status-codes). */
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
