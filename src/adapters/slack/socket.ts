import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { App, Receiver } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { type Logger, WebAPIPlatformError } from '@slack/web-api';
import * as z from 'zod';
import { reasonOf, StartError } from '../../core/errors.ts';
import type { Instant } from '../../core/model/day.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { slackWord } from './errors.ts';
import { createSilence } from './silence.ts';

const HELLO_TIMEOUT_MS = 15_000;
const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 30_000;
/** After a longer silence, Slack may have stopped redelivering. On a live connection, pings are answered every two seconds. */
const UNHEARD_MS = 60_000;
const PONGS = 'undici:websocket:pong';

/** Receives events over Socket Mode. `start` rejects with `StartError` if the first connection fails. */
export interface SocketReceiver extends Receiver {
  start(): Promise<void>;
  /** Accepts no more envelopes; Slack sends them again elsewhere. Those in hand can still be acknowledged. */
  refuse(): void;
  stop(): Promise<void>;
  connected(): boolean;
}

const envelopeSchema = z.object({
  body: z.record(z.string(), z.unknown()),
  ack: z.custom<(response?: unknown) => Promise<void>>((f) => typeof f === 'function'),
  retry_num: z.number().optional(),
  retry_reason: z.string().optional(),
});
const addressSchema = z.object({ url: z.url() });
const pongSchema = z.object({ websocket: z.custom<{ readonly url: string }>() });

/**
 * A Bolt receiver over Socket Mode with its own reconnecting. The client's reconnecting waits five seconds after every refresh, and ends
 * the process if Slack cannot be reached at that moment (node-slack-sdk #2656, #2752). An envelope is acknowledged only by
 * `processEvent`; a failed one is left for Slack to send again.
 */
export function createSocketReceiver(deps: {
  appToken: string;
  apiUrl: string | undefined;
  logger: Logger;
  clock: Clock;
  log: Log;
  /**
   * Called when something is heard after more than a minute of silence, because the connection was dead or the machine slept. `since` is
   * the time of the last sign of life: a dead connection is noticed late, and after a sleep only when something is heard again.
   */
  unheard: (since: Instant) => void;
}): SocketReceiver {
  const { log } = deps;
  const heard = createSilence(deps.clock);
  let app: App | undefined;
  let refusing = false;
  let stopping = false;
  let connected = false;
  let address = '';
  let wake: () => void = () => {};
  let running: Promise<void> = Promise.resolve();

  const client = new SocketModeClient({
    appToken: deps.appToken,
    autoReconnectEnabled: false,
    logger: deps.logger,
    clientOptions: {
      ...(deps.apiUrl === undefined ? {} : { slackApiUrl: deps.apiUrl }),
      retryConfig: { retries: 0 },
      timeout: 10_000,
      rejectRateLimitedCalls: true,
    },
  });

  function signOfLife(): void {
    const silence = heard();
    if (silence === null || silence.ms <= UNHEARD_MS) return;
    log.info('slack.socket.unheard', { minutes: Math.round(silence.ms / 60_000) });
    deps.unheard(silence.since);
  }
  // The diagnostics channel reports the pongs of all WebSockets of the process.
  const onPong = (message: unknown): void => {
    const pong = pongSchema.safeParse(message);
    if (pong.success && pong.data.websocket.url === address) signOfLife();
  };

  client.on('authenticated', (response: unknown) => {
    address = new URL(addressSchema.parse(response).url).href;
  });
  client.on('ws_message', signOfLife);
  client.on('slack_event', async (raw: unknown) => {
    const envelope = envelopeSchema.safeParse(raw);
    if (!envelope.success || refusing || app === undefined) return;
    const { body, ack, retry_num, retry_reason } = envelope.data;
    try {
      await app.processEvent({
        body,
        ack,
        ...(retry_num === undefined ? {} : { retryNum: retry_num }),
        ...(retry_reason === undefined ? {} : { retryReason: retry_reason }),
      });
    } catch (error) {
      log.warn('slack.event.not_acknowledged', { reason: reasonOf(error) });
    }
  });

  /** Connects once. Resolves when Slack's hello has arrived; `closed` resolves when the connection ends. Rejects if it fails. */
  async function connect(): Promise<{ readonly closed: Promise<void> }> {
    const timer = setTimeout(() => void client.disconnect(), HELLO_TIMEOUT_MS);
    const { promise: closed, resolve: onClosed } = Promise.withResolvers<void>();
    client.once('disconnected', onClosed);
    try {
      await client.start();
      connected = true;
      return { closed };
    } catch (error) {
      // A failed start never emits 'disconnected', so a listener would be left over from each try.
      client.off('disconnected', onClosed);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async function pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function keepConnected(first: Promise<void>): Promise<void> {
    let closed = first;
    while (!stopping) {
      await closed;
      connected = false;
      for (let failures = 0; !stopping && !connected; failures += 1) {
        try {
          closed = (await connect()).closed;
          log.info('slack.socket.reconnected', { failures });
        } catch (error) {
          log.warn('slack.socket.down', { word: slackWord(error) ?? 'network', failures });
          await pause(Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** failures));
        }
      }
    }
    // We may have been stopped while connecting.
    if (connected) await client.disconnect();
  }

  return {
    init: (a) => {
      app = a;
    },
    async start() {
      try {
        const { closed } = await connect();
        subscribe(PONGS, onPong);
        running = keepConnected(closed);
      } catch (error) {
        throw startError(error);
      }
    },
    refuse: () => {
      refusing = true;
    },
    async stop() {
      refusing = true;
      stopping = true;
      wake();
      unsubscribe(PONGS, onPong);
      await client.disconnect();
      await running;
    },
    connected: () => connected,
  };
}

function startError(error: unknown): StartError {
  const word = slackWord(error);
  if (error instanceof WebAPIPlatformError && word !== undefined) {
    return new StartError(
      `Slack does not accept SLACK_APP_TOKEN (${word}). Make an app-level token (xapp-…) with connections:write at ` +
        'https://api.slack.com/apps → your app → Basic Information, and switch Socket Mode on.',
    );
  }
  return new StartError('Slack does not open a Socket Mode connection. Check the network and try again.');
}
