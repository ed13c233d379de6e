import { Client, Events, GatewayIntentBits, Options } from 'discord.js';
import { answerCalls } from '../support/child.ts';

let client: Client;

export const calls = {
  /** The shortest bot there is: it reacts to every message, and keeps nothing. */
  async start({ token, apiUrl, perSecond }: { token: string; apiUrl: string; perSecond: number }) {
    client = new Client({
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
      rest: { api: apiUrl, globalRequestsPerSecond: perSecond },
      makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 10 }),
    });
    client.on(Events.MessageCreate, (message) => void message.react('🐹'));
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(token);
    await ready;
  },
} as const;

answerCalls(calls, () => client.destroy());
