import { existsSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { blankPng, jpegPhoto, sixtyFrames } from '../fixtures/photos.ts';
import { decoderPids, statusBytes } from '../photos/children.ts';
import { until } from '../support/app.ts';
import { slackChat } from './chats.ts';
import { openWorld, zone } from './world.ts';

const MB = 1024 * 1024;
/** Elsewhere nobody tells of a child’s memory. */
const onLinux = existsSync('/proc/self/status');

/** One Boost Pal on a Slack, with a proof taken in. */
async function listening() {
  const chat = await slackChat(zone);
  const world = await openWorld([chat]);
  onTestFinished(() => world.close());
  const app = await world.here();
  const first = chat.post('평소처럼');
  await world.taken(1);
  return { chat, world, app, first };
}

describe('Slack under traffic', { timeout: 240_000 }, () => {
  test('its socket is refreshed, and cut: what was posted, edited and deleted meanwhile is taken in once', async () => {
    const { chat, world, first } = await listening();
    const { socket } = chat.fake;
    const photo = await jpegPhoto({ width: 64, height: 48 });
    const post = (n: number) => chat.post(`새로 이어지는 사이 ${n}`, n % 4 === 2 ? { photo } : {});
    const posts = [0, 1, 2].map(post);
    socket.disconnect('refresh_requested');
    // None of these has a connection to come by.
    posts.push(...[3, 4, 5].map(post));
    first.edit('이어지는 사이에 고친 글');
    posts[1]!.remove();
    await until('the second connection', () => socket.opened() === 2);
    posts.push(...[6, 7].map(post));
    socket.cut();
    posts.push(...[8, 9].map(post));
    posts[6]!.edit('끊긴 사이에 고친 글');
    posts[8]!.remove();
    expect(await world.verdict()).toEqual([]);
    expect(socket.opened()).toBeGreaterThanOrEqual(3);
    expect(chat.fake.dispatch.retried.length).toBeGreaterThan(0);
  });

  test('a login page in a photo’s place, and five bombs at once: each is named, the rest of its post counts, and the memory stays bounded', async () => {
    const { chat, world, app } = await listening();
    const photo = await jpegPhoto({ width: 64, height: 48 });
    const bombs = [
      blankPng({ width: 30_000, height: 30_000, depth: 1, channels: 1 }),
      blankPng({ width: 8_000, height: 6_000, depth: 16, channels: 4, interlaced: true }),
      blankPng({ width: 8_000, height: 7_000, depth: 8, channels: 1 }),
      await sixtyFrames(),
      // Within what is allowed, and all of it has to be held.
      blankPng({ width: 8_000, height: 6_000, depth: 8, channels: 4, interlaced: true }),
    ];
    const before = process.memoryUsage().rss;
    let [grown, peak] = [0, 0];
    const watch = setInterval(() => {
      grown = Math.max(grown, process.memoryUsage().rss - before);
      for (const pid of onLinux ? decoderPids() : []) peak = Math.max(peak, statusBytes(pid, 'VmHWM'));
    }, 20);
    onTestFinished(() => clearInterval(watch));
    chat.post('로그인하래요', {
      photo,
      files: [{ name: '로그인.jpg', bytes: photo, serve: { kind: 'loginPage' } }],
    });
    for (const [n, bytes] of bombs.entries())
      chat.post(`폭탄 ${n}`, { files: [{ name: `폭탄${n}.png`, bytes }] });
    const edited = chat.post('사이에 올린 글', { photo });
    edited.edit('사이에 올려 고친 글');
    chat.post('사이에 올려 지운 글').remove();
    expect(await world.verdict()).toEqual([]);
    if (onLinux) expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(512 * MB);
    expect(grown).toBeLessThan(128 * MB);
    const said = chat.sight().said.map(({ text }) => text);
    const named = (name: string) => said.filter((text) => text.includes(name)).length;
    expect(named('로그인.jpg')).toBe(1);
    expect(bombs.map((_, n) => named(`폭탄${n}.png`))).toEqual([1, 1, 1, 1, 0]);
    const refusals = app.log
      .filter(({ event }) => event === 'photo.refused')
      .map(({ fields }) => fields.refusal);
    expect(refusals.sort()).toEqual(['html', ...Array(4).fill('tooManyPixels')]);
    expect(app.log.filter(({ event }) => event === 'photo.kept')).toHaveLength(3);
  });
});
