import { describe, expect, test } from 'vitest';
import { createVisitor } from '../integration/web/visitor.ts';
import { startTestApp } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { settled } from '../support/oracle.ts';
import { startFakeDiscord } from './discord/index.ts';
import { startFakeSlack } from './slack/index.ts';

describe.each([
  [
    'Discord',
    'there is no such route',
    async () => {
      const fake = await startFakeDiscord();
      await fetch(`${fake.apiUrl}/v10/no/such/route`);
      return { provoked: fake.provoked, end: fake.stop };
    },
  ],
  [
    'Slack',
    'unknown_method',
    async () => {
      const fake = await startFakeSlack();
      await fetch(`${fake.apiUrl}chat.shout`, {
        method: 'POST',
        headers: { authorization: `Bearer ${fake.botToken}` },
        body: new URLSearchParams(),
      });
      return { provoked: fake.provoked, end: fake.close };
    },
  ],
  [
    'the log',
    'web.request_failed',
    async () => {
      const database = await freshDatabase();
      const app = await startTestApp(database.url);
      // The welcome, which is posted at the start, is not what fails here.
      expect(await settled(app.storage)).toEqual([]);
      await app.storage.db.$executeRaw`alter table web_message rename to web_message_away`;
      expect((await createVisitor(app.url!).json('GET', '/channel', undefined)).status).toBe(500);
      await app.storage.db.$executeRaw`alter table web_message_away rename to web_message`;
      return { provoked: app.provoked, end: () => app.stop().finally(database.drop) };
    },
  ],
])('%s', (_, complaint, misused) => {
  test('complains at the end of what nobody was to do', async () => {
    const { end } = await misused();
    await expect(end()).rejects.toThrow(complaint);
  });

  test('does not complain of what the test provokes', async () => {
    const { provoked, end } = await misused();
    provoked.push(complaint);
    await end();
  });
});
