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
  /** The ways requests come in. */
  readonly receivers: readonly Pick<Receiver, 'init'>[];
  /** Takes one event in and acknowledges it. Rejects, the event unacknowledged, when it could not be stored. */
  readonly takeIn: (event: ReceiverEvent) => Promise<void>;
  readonly inHand: InHand;
}

/**
 * Bolt over every way requests come in. It acknowledges an event before any listener runs, so events go past it to `takeIn`,
 * which stores first; commands, buttons and forms are Bolt's.
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
    // Bolt wraps what was thrown.
    log.error('slack.listener.failed', { reason: reasonOf(error.original ?? error) });
  });
  const byBolt = app.processEvent.bind(app);
  app.processEvent = (event: ReceiverEvent) =>
    inHand.hold(event.body.type === 'event_callback' ? takeIn(event) : byBolt(event));
  return app;
}
