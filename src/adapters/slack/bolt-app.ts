import { App, type Logger, type Receiver, type ReceiverEvent } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import { reasonOf } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';
import type { Identity } from './identity.ts';
import type { InHand } from './in-hand.ts';

export interface BoltAppDeps {
  readonly botToken: string;
  readonly identity: () => Identity;
  readonly clientOptions: WebClientOptions;
  readonly logger: Logger;
  readonly log: Log;
  /** The receivers of requests: HTTP, Socket Mode, or both. */
  readonly receivers: readonly Pick<Receiver, 'init'>[];
  /** Stores one event and acknowledges it. Rejects without acknowledging when it could not be stored. */
  readonly takeIn: (event: ReceiverEvent) => Promise<void>;
  /** Takes and acknowledges Slack's word that it dropped events, since there were too many (`app_rate_limited`). */
  readonly dropped: (event: ReceiverEvent) => Promise<void>;
  readonly inHand: InHand;
}

/**
 * Creates the Bolt app for all receivers. Bolt would acknowledge an event before its listeners run, so events bypass it and go to
 * `takeIn`, which stores them first, and the word that some were dropped, which Bolt would never answer, to `dropped`. Commands, buttons
 * and forms are handled by Bolt.
 */
export function createBoltApp(deps: BoltAppDeps): App {
  const { botToken, identity, receivers, takeIn, inHand, log } = deps;
  const app = new App({
    receiver: {
      init: (bolt) => {
        for (const receiver of receivers) receiver.init(bolt);
      },
      start: async () => undefined,
      stop: async () => undefined,
    },
    authorize: async () => {
      const { botId, botUser } = identity();
      return { botToken, ...(botId === null ? {} : { botId }), botUserId: botUser };
    },
    convoStore: false,
    ignoreSelf: false,
    logger: deps.logger,
    clientOptions: deps.clientOptions,
  });
  app.error(async (error) => {
    // Bolt wraps the error that was thrown.
    log.error('slack.listener.failed', { reason: reasonOf(error.original ?? error) });
  });
  const byBolt = app.processEvent.bind(app);
  const ways = new Map<unknown, typeof takeIn>([
    ['event_callback', takeIn],
    ['app_rate_limited', deps.dropped],
  ]);
  app.processEvent = (event: ReceiverEvent) => inHand.hold((ways.get(event.body.type) ?? byBolt)(event));
  return app;
}
