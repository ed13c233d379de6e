import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Events, GatewayIntentBits, Options } from 'discord.js';
import { systemClock } from '../../src/adapters/node/clock.ts';
import { createLog } from '../../src/adapters/node/logger.ts';
import { openDatabase } from '../../src/adapters/postgres/client.ts';
import { defaultConnections, openStorage } from '../../src/adapters/postgres/index.ts';
import { answerCalls } from '../support/child.ts';

let close: () => Promise<unknown>;

export const calls = {
  /** The shortest bot that forgets nothing: it keeps every message in a row of the built-in PostgreSQL, then reacts to it. */
  async start({ token, apiUrl, perSecond }: { token: string; apiUrl: string; perSecond: number }) {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'boost-bench-'));
    const defaults = { locale: 'ko', timezone: 'Asia/Seoul' } as const;
    const log = createLog('info', () => undefined);
    const storage = await openStorage({ databaseUrl: null, dataDir, defaults, clock: systemClock, log });
    const { pool, ...database } = openDatabase(storage.url, defaultConnections.intake);
    await pool.query('create table kept (message text primary key, words text not null)');
    const client = new Client({
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent],
      rest: { api: apiUrl, globalRequestsPerSecond: perSecond },
      makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 10 }),
    });
    close = async () => {
      await client.destroy();
      await database.close();
      await storage.close();
      await rm(dataDir, { recursive: true, force: true });
    };
    client.on(Events.MessageCreate, async (message) => {
      const values = [message.id, message.content];
      await pool.query({ name: 'keep', text: 'insert into kept (message, words) values ($1, $2)', values });
      await message.react('🐹');
    });
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(token);
    await ready;
  },
} as const;

answerCalls(calls, () => close());
