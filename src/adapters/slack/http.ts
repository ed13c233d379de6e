import type { IncomingMessage } from 'node:http';
import { HTTPReceiver, type Logger } from '@slack/bolt';
import { reasonOf } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';

/** The path to which Slack posts everything: events, commands and interactions. */
export const EVENTS_PATH = '/slack/events';

export type HttpReceiver = Pick<HTTPReceiver, 'init' | 'requestListener'>;

const FARTHEST_AHEAD_MS = 5 * 60_000;

/**
 * Receives signed requests over HTTP whose time is at most five minutes ago or ahead, by the wall clock, which Bolt uses too. An event
 * that could not be stored is answered with 500, so that Slack sends it again.
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

/** Whether a request's time is too far ahead. Bolt refuses only old requests; one of the future could be replayed until its time comes. */
function isOfTheFuture({ headers }: IncomingMessage): boolean {
  return Number(headers['x-slack-request-timestamp']) * 1000 - Date.now() > FARTHEST_AHEAD_MS;
}
