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
  readonly inHand: InHand;
}

/**
 * Creates the Bolt app for all receivers. Bolt would acknowledge an event before its listeners run, so events bypass it and go to
 * `takeIn`, which stores them first. Commands, buttons and forms are handled by Bolt.
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
  app.processEvent = (event: ReceiverEvent) =>
    inHand.hold(event.body.type === 'event_callback' ? takeIn(event) : byBolt(event));
  return app;
}
