import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFileBlobStore } from '../../src/adapters/node/blobs.ts';
import type { LoggedRequest } from '../fakes/slack/types.ts';
import { jpegPhoto } from '../fixtures/photos.ts';
import { until } from '../support/app.ts';
import { auditBlobs } from '../support/oracle.ts';
import { type Chat, discordChat, slackChat } from './chats.ts';
import { type Kept, struck, up } from './crew.ts';
import { figures } from './figures.ts';
import type { Step } from './steps.ts';
import { openWorld, zone } from './world.ts';

const platforms: readonly [string, () => Promise<Chat>][] = [
  ['Discord', () => discordChat()],
  ['Slack', () => slackChat(zone)],
];
/** Where it makes a difference that a proof has a photo. */
const withPhoto: readonly Step[] = ['persist', 'fetch', 'store', 'beforePost'];
/** Those of the process that listens, and those of the one that works. */
const intakeSteps: readonly Step[] = ['persist', 'commit', 'ack'];
const workSteps: readonly Step[] = [
  'fetch',
  'store',
  'generate',
  'save',
  'claim',
  'sending',
  'react',
  'beforePost',
  'sent',
  'complete',
];

describe.concurrent.each(platforms)('killed at every step of a proof on %s', (_name, open) => {
  const photo = jpegPhoto({ width: 320, height: 240 });

  async function killAt(chat: Chat, kept: Kept, all: readonly Step[]): Promise<void> {
    for (const step of all) {
      const victim = await up(kept);
      const before = kept.hits(step);
      victim.arm(step, { do: 'kill' });
      chat.post(`${step}에서 끊겨도`, withPhoto.includes(step) ? { photo: await photo } : {});
      await struck(kept, step, before);
      expect(await victim.exit).toEqual({ code: null, signal: 'SIGKILL' });
    }
  }

  test('everything finishes once', { timeout: 300_000 * figures.killRounds }, async () => {
    const chat = await open();
    const world = await openWorld([chat]);
    try {
      const intake = world.keep({ role: 'intake' });
      const worker = world.keep({ role: 'worker' });
      for (let round = 0; round < figures.killRounds; round++)
        await Promise.all([killAt(chat, worker, workSteps), killAt(chat, intake, intakeSteps)]);
      expect(await world.verdict()).toEqual([]);
    } finally {
      await world.close();
    }
  });
});

/** A chat, and a way to hear the key of each post its platform has accepted before the answer is on its way. */
const onTheWire: readonly [
  string,
  () => Promise<{ chat: Chat; onPost(hear: (key: string) => void): void }>,
][] = [
  [
    'Discord',
    async () => {
      const chat = await discordChat();
      const onPost = (hear: (key: string) => void) => {
        chat.fake.onRequest = ({ method, body }) => {
          const { nonce } = (body ?? {}) as { nonce?: string };
          if (method === 'POST' && nonce) hear(nonce);
        };
      };
      return { chat, onPost };
    },
  ],
  [
    'Slack',
    async () => {
      const chat = await slackChat(zone);
      const onPost = (hear: (key: string) => void) => {
        chat.fake.events.on('request', ({ method, args }: LoggedRequest) => {
          const key = /"key\W+([\w:-]+)/.exec(String(args.metadata))?.[1];
          if (method === 'chat.postMessage' && key) hear(key);
        });
      };
      return { chat, onPost };
    },
  ],
];

describe.concurrent('killed elsewhere', { timeout: 240_000 }, () => {
  test('between a photo’s file and its row, and the proof goes meanwhile: the file is swept', async () => {
    const chat = await slackChat(zone);
    const world = await openWorld([chat]);
    try {
      await world.here({ role: 'intake' });
      const worker = await world.start({ role: 'worker' });
      worker.arm('store', { do: 'kill' });
      const post = chat.post('파일만 남고', { photo: await jpegPhoto({ width: 200, height: 120 }) });
      expect((await worker.exit).signal).toBe('SIGKILL');
      expect(worker.hits('store')).toBe(1);
      post.remove();
      await until(
        'the deletion',
        async () => (await world.storage.db.proof.count({ where: { deletedAt: { not: null } } })) === 1,
      );
      const photos = path.join(world.dataDir, 'photos');
      const files = [];
      for await (const file of createFileBlobStore(photos).list()) files.push(file);
      expect(files).toHaveLength(2);
      expect(await auditBlobs(world.storage, photos)).toEqual({ swept: 2, wrong: [] });
      await world.here({ role: 'worker' });
      expect(await world.verdict()).toEqual([]);
    } finally {
      await world.close();
    }
  });

  test.each(onTheWire)(
    'with a request on the wire that %s accepts: it is found again, not sent again',
    async (_name, open) => {
      const { chat, onPost } = await open();
      const world = await openWorld([chat]);
      try {
        await world.here({ role: 'intake' });
        const worker = await world.start({ role: 'worker' });
        const accepted: string[] = [];
        onPost((key) => {
          if (accepted.push(key) === 1) worker.signal('SIGKILL');
        });
        chat.post('보내는 순간에');
        expect((await worker.exit).signal).toBe('SIGKILL');
        const { db } = world.storage;
        const { key, state } = await db.delivery.findFirstOrThrow({
          where: { key: { startsWith: 'cheer:' } },
        });
        const { keyOf } = chat.sight();
        expect([accepted, state]).toEqual([[keyOf(key)], 'sending']);
        await world.here({ role: 'worker' });
        expect(await world.verdict()).toEqual([]);
        expect(accepted.filter((each) => each === keyOf(key))).toHaveLength(1);
      } finally {
        await world.close();
      }
    },
  );

  test('after the commit and before Slack’s 200: its retries change nothing, across the restart too', async () => {
    const chat = await slackChat(zone, { mode: 'http', retryDelaysMs: [200, 500] });
    const world = await openWorld([chat]);
    try {
      const kept = world.keep({}, { onReady: (url) => chat.fake.setEventsUrl(`${url}/slack/events`) });
      const victim = await up(kept);
      victim.arm('ack', { do: 'kill' });
      chat.post('확인 직전에');
      expect((await victim.exit).signal).toBe('SIGKILL');
      const { dispatch } = chat.fake;
      expect(await world.storage.db.proof.count()).toBe(1);
      await up(kept);
      // Slack was told nothing, and sends it again: at once, and now.
      await until('the first of its retries', () => dispatch.retried.length > 0);
      expect((await dispatch.resend(dispatch.bodies[0]!)).status).toBe('acked');
      expect(await world.verdict()).toEqual([]);
      expect(kept.hits('ack')).toBe(1);
    } finally {
      await world.close();
    }
  });
});
