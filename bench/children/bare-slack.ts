import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, LogLevel } from '@slack/bolt';
import { answerCalls } from '../support/child.ts';

let app: App;

export const calls = {
  /** The shortest app there is: it reacts to every message. Answers where it takes events. */
  async start(slack: { botToken: string; signingSecret: string; apiUrl: string }): Promise<string> {
    app = new App({
      token: slack.botToken,
      signingSecret: slack.signingSecret,
      clientOptions: { slackApiUrl: slack.apiUrl },
      logLevel: LogLevel.ERROR,
    });
    app.message(async ({ client, message }) => {
      await client.reactions.add({ channel: message.channel, timestamp: message.ts, name: 'hamster' });
    });
    const server = (await app.start(0)) as Server;
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  },
} as const;

answerCalls(calls, () => app.stop());
