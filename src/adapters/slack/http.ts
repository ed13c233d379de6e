import { HTTPReceiver, type Logger } from '@slack/bolt';
import type { Log } from '../../core/ports.ts';

export const EVENTS_PATH = '/slack/events';

/** Takes signed requests; an event that could not be stored is answered 500, after which Slack sends it again. */
export function createHttpReceiver(signingSecret: string, logger: Logger, log: Log): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    endpoints: EVENTS_PATH,
    logger,
    processEventErrorHandler: async ({ error, response }) => {
      log.warn('slack.event.not_acknowledged', { error: error.name });
      if (!response.headersSent) response.writeHead(500);
      response.end();
      return false;
    },
    unhandledRequestHandler: () => log.warn('slack.event.late'),
  });
}
