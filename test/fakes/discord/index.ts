import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { complain } from '../complaints.ts';
import type { Answer, Context, Route } from './context.ts';
import { createFaults, type Faults } from './faults.ts';
import { createGateway, type FakeGateway, type GatewayEvent } from './gateway.ts';
import { createHandler } from './http.ts';
import { createInteractions } from './interactions.ts';
import { createLog, type Log, type LoggedRequest } from './log.ts';
import { openApiCheck } from './openapi-check.ts';
import { createPeople, type People } from './people.ts';
import { createPresses, type Presses } from './presses.ts';
import { createRateLimiter } from './rate-limits.ts';
import { applicationRoutes } from './routes/application.ts';
import { channelRoutes } from './routes/channels.ts';
import { interactionRoutes } from './routes/interactions.ts';
import { messageRoutes } from './routes/messages.ts';
import { reactionRoutes } from './routes/reactions.ts';
import { type Clock, compareIds } from './snowflake.ts';
import { createState, type FakeChannel, type FakeMessage, type State } from './state.ts';

export {
  cloudflarePage,
  discordError,
  type Fault,
  type FaultHow,
  type FaultMatch,
  tooManyRequests,
} from './faults.ts';
export type { GatewayEvent } from './gateway.ts';
export type { BotReply, Interaction, ShownForm } from './interactions.ts';
export type { LoggedRequest, Ping, Violation } from './log.ts';
export { filesShown } from './media.ts';
export { visibleText } from './message-rules.ts';
export type { NewAttachment, NewPost } from './people.ts';
export type { PressedIn } from './presses.ts';
export {
  type FakeAttachment,
  type FakeChannel,
  type FakeGuild,
  type FakeMember,
  type FakeMessage,
  type FakeRole,
  INSTALL_PERMISSIONS,
  Permission,
} from './state.ts';

export interface FakeDiscordOptions {
  clock?: Clock;
  token?: string;
  /** Default 41.25 s, as Discord. */
  heartbeatIntervalMs?: number;
  /** Privileged intents the portal allows; all by default. */
  allowedIntents?: number;
  /** 'off' for measurements. */
  rateLimits?: 'discord' | 'off';
  sparse?: Sparse;
}

/** A server that tells less than Discord, or tells it otherwise: what it sends is changed, what it takes is not. */
export interface Sparse {
  event?: (event: GatewayEvent) => GatewayEvent;
  answer?: (request: LoggedRequest, answer: Answer) => Answer;
}

export interface FakeDiscord extends People, Presses, Log {
  /** For `rest.api` and DISCORD_API_URL. */
  readonly apiUrl: string;
  readonly origin: string;
  readonly token: string;
  /** The token is reset in the developer portal: 401 and close 4004 from now on. */
  revokeToken(): void;
  /** A new token from the developer portal. */
  giveToken(): string;
  /** Privileged intents the portal allows from now on. */
  allowIntents(intents: number): void;
  readonly gateway: FakeGateway;
  readonly state: State;
  fail: Faults['fail'];
  /** Oldest first. */
  messagesIn(channel: FakeChannel): FakeMessage[];
  /** The thread on a message. */
  threadOf(message: FakeMessage): FakeChannel | undefined;
  /** The bot's own messages in a channel or thread, oldest first. */
  botMessagesIn(channel: FakeChannel | undefined): FakeMessage[];
  /** Emoji that the bot has put on a message. */
  botReactions(message: FakeMessage): string[];
  requestsTo(method: string, route: string): Log['requests'];
  /** Throws what it has to complain of. */
  stop(): Promise<void>;
}

const ALL_INTENTS = (1 << 26) - 1;

/** A Discord on loopback that the true client connects to: REST v10, gateway and file host on one free port. */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const clock = options.clock ?? { now: () => Date.now() };
  const state = createState(clock);
  const log = createLog();
  const secret = { token: options.token ?? 'fake.discord.token' };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const gatewayUrl = () => `ws://127.0.0.1:${port}/gateway`;
  let allowedIntents = options.allowedIntents ?? ALL_INTENTS;
  const gateway = createGateway(server, state, {
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
    allowedIntents: () => allowedIntents,
    token: () => secret.token,
    url: gatewayUrl,
    tell: options.sparse?.event,
  });
  const ctx: Context = { state, log, gateway, interactions: createInteractions(state), origin: () => origin };
  const faults = createFaults();
  const routes: Route[] = [
    ...applicationRoutes(ctx, gatewayUrl),
    ...messageRoutes(ctx),
    ...reactionRoutes(ctx),
    ...channelRoutes(ctx),
    ...interactionRoutes(ctx),
  ];
  const limits = createRateLimiter(options.rateLimits ?? 'discord');
  const check = openApiCheck();
  const answer = options.sparse?.answer;
  const handle = createHandler({ ctx, routes, faults, limits, check, token: () => secret.token, answer });
  server.on('request', (request, response) => {
    handle(request, response).catch((error: unknown) => {
      log.crashes.push(error);
      response.destroy();
    });
  });
  const people = createPeople(ctx);
  const messagesIn = (channel: FakeChannel) => {
    return [...channel.messages.values()].sort((a, b) => compareIds(a.id, b.id));
  };

  return Object.assign(log, people, createPresses(ctx, people), {
    apiUrl: `${origin}/api`,
    origin,
    token: secret.token,
    revokeToken() {
      secret.token = '';
    },
    giveToken() {
      secret.token = `fake.discord.token-${state.id()}`;
      return secret.token;
    },
    allowIntents(intents: number) {
      allowedIntents = intents;
    },
    gateway,
    state,
    fail: faults.fail,
    messagesIn,
    threadOf: (message: FakeMessage) => state.channels.get(message.id),
    botMessagesIn(channel: FakeChannel | undefined) {
      return channel === undefined ? [] : messagesIn(channel).filter((m) => m.authorId === state.bot.id);
    },
    botReactions(message: FakeMessage) {
      return [...message.reactions].filter(([, users]) => users.has(state.bot.id)).map(([emoji]) => emoji);
    },
    requestsTo: (method: string, route: string) => {
      return log.requests.filter((r) => r.method === method && r.route === route);
    },
    async stop() {
      await gateway.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      complain('the fake Discord', [...log.violations, ...log.pings, ...log.crashes], log.provoked);
    },
  });
}
