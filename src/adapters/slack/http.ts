import type { IncomingMessage } from 'node:http';
import { HTTPReceiver, type Logger } from '@slack/bolt';
import { reasonOf } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';

export const EVENTS_PATH = '/slack/events';

export type HttpReceiver = Pick<HTTPReceiver, 'init' | 'requestListener'>;

const FARTHEST_AHEAD_MS = 5 * 60_000;

/**
 * Takes signed requests of at most five minutes ago or ahead, by the wall clock as Bolt reads it. An event that could not be
 * stored is answered 500, after which Slack sends it again.
 */
export function createHttpReceiver(signingSecret: string, logger: Logger, log: Log): HttpReceiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: EVENTS_PATH,
    logger,
    processEventErrorHandler: async ({ error, response }) => {
      log.warn('slack.event.not_acknowledged', { reason: reasonOf(error) });
      if (!response.headersSent) response.writeHead(500);
      response.end();
      return false;
    },
    unhandledRequestHandler: () => log.warn('slack.event.late'),
  });
  return {
    init: (app) => receiver.init(app),
    requestListener(req, res) {
      if (!isOfTheFuture(req)) return receiver.requestListener(req, res);
      log.warn('slack.request.of_the_future');
      res.writeHead(401).end();
    },
  };
}

/** Bolt refuses what is stale, and lets through what could be replayed until its time has come. */
function isOfTheFuture({ headers }: IncomingMessage): boolean {
  return Number(headers['x-slack-request-timestamp']) * 1000 - Date.now() > FARTHEST_AHEAD_MS;
}
