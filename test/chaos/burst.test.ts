import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { discordChat, slackChat } from './chats.ts';
import { figures } from './figures.ts';
import { openWorld, zone } from './world.ts';

const { proofs, terminalMs } = figures.burst;

test(`${proofs} proofs at once, half on each platform: none lost, memory bounded`, {
  timeout: 300_000 + 3 * terminalMs,
}, async () => {
  const chats = [await discordChat({ rateLimits: 'off' }), await slackChat(zone, { ackTimeoutMs: 60_000 })];
  const world = await openWorld(chats);
  await mkdir(path.join(world.dataDir, 'photos'), { recursive: true });
  try {
    const instance = await world.start({}, { heapMb: 160 });
    for (let n = 0; n < proofs; n++) chats[n % 2]!.post(`한꺼번에 ${n}`);
    // It is over when all of it is taken in.
    await world.taken(proofs);
    expect(await world.verdict(terminalMs)).toEqual([]);
    // A heap that does not hold would have ended it.
    expect(instance.ended()).toBe(false);
  } finally {
    await world.close();
  }
});
