import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  type ClosablePhotoProcessor,
  createPhotoProcessor,
} from '../../src/adapters/node/photo-decoder/index.ts';
import { type PhotoOutcome, PhotoWorkerError } from '../../src/core/photo.ts';
import { slackChat } from '../chaos/chats.ts';
import { openWorld, zone } from '../chaos/world.ts';
import {
  avifPhoto,
  bigAvif,
  blankPng,
  detailedPhoto,
  heicPhoto,
  jpegPhoto,
  pngPhoto,
  sixtyFrames,
} from '../fixtures/photos.ts';
import { startTestApp } from '../support/app.ts';
import { quietLog } from '../support/quiet.ts';
import { decoderPids, read, statusBytes, until } from './children.ts';

const onLinux = existsSync('/proc/self/status');
const hasPrlimit = existsSync('/usr/bin/prlimit');
const { signal } = new AbortController();
const MB = 1024 * 1024;

const running: ClosablePhotoProcessor[] = [];
function start(options: Partial<Parameters<typeof createPhotoProcessor>[0]> = {}): ClosablePhotoProcessor {
  const processor = createPhotoProcessor({ log: quietLog, ...options });
  running.push(processor);
  return processor;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((processor) => processor.close()));
  vi.unstubAllEnvs();
});

/** What came of it, in one word. */
async function word(work: Promise<PhotoOutcome>): Promise<string> {
  try {
    const outcome = await work;
    return outcome.ok ? 'taken' : outcome.refusal;
  } catch (error) {
    return error instanceof PhotoWorkerError ? error.failure : `unexpected: ${error}`;
  }
}

/** A photo that takes the decoder long enough to be hit while it works; made once. */
let heavy: Promise<Buffer> | null = null;
function heavyPhoto(): Promise<Buffer> {
  heavy ??= detailedPhoto(6000, 4500).then((photo) => photo.webp({ effort: 0, quality: 50 }).toBuffer());
  return heavy;
}

/** A photo of 48 megapixels that is decoded whole before any of it is there; made once. */
let progressive: Promise<Buffer> | null = null;
function progressive48(): Promise<Buffer> {
  progressive ??= detailedPhoto(8064, 6048).then((photo) => photo.jpeg({ progressive: true }).toBuffer());
  return progressive;
}

describe.runIf(onLinux)('the decoder, seen from outside', () => {
  test('is started at the first photo, kept, and gone after close', async () => {
    const processor = start();
    expect(decoderPids()).toEqual([]);
    expect(await word(processor.process(await jpegPhoto(), signal))).toBe('taken');
    const [pid] = decoderPids();
    expect(await word(processor.process(await pngPhoto(), signal))).toBe('taken');
    expect(decoderPids()).toEqual([pid]);
    await processor.close();
    expect(decoderPids()).toEqual([]);
    expect(await word(processor.process(await pngPhoto(), signal))).toBe('closed');
  });

  test('ends when it has nothing to do, and comes back', async () => {
    const processor = start({ idleMs: 20 });
    await processor.process(await jpegPhoto(), signal);
    await until(() => (decoderPids().length === 0 ? true : null));
    expect(await word(processor.process(await jpegPhoto(), signal))).toBe('taken');
  });

  test('a page, a film or an archive starts no decoder', async () => {
    expect(await word(start().process(Buffer.from('<!doctype html>'), signal))).toBe('html');
    expect(decoderPids()).toEqual([]);
  });

  test('has no secret in its environment and its command line', async () => {
    for (const name of ['DISCORD_TOKEN', 'SLACK_BOT_TOKEN', 'OPENAI_API_KEY', 'DATABASE_URL', 'SECRET_KEY']) {
      vi.stubEnv(name, 'canary-of-a-secret');
    }
    await start().process(await jpegPhoto(), signal);
    const [pid] = decoderPids();
    const environment = read(`/proc/${pid}/environ`);
    expect(environment).toContain('UV_THREADPOOL_SIZE');
    expect(environment).not.toContain('canary');
    expect(environment).not.toContain('PATH=');
    expect(read(`/proc/${pid}/cmdline`)).not.toContain('canary');
    expect(read(`/proc/${pid}/cmdline`)).toContain('--permission');
  });

  test.runIf(hasPrlimit)('can open no file and no connection any more, nor grow without end', async () => {
    await start().process(await jpegPhoto(), signal);
    const limits = read(`/proc/${decoderPids()[0]}/limits`);
    expect(limits).toMatch(/^Max open files +0 +0 /m);
    expect(limits).toMatch(/^Max file size +0 +0 /m);
    expect(limits).toMatch(/^Max core file size +0 +0 /m);
    expect(limits).toMatch(/^Max cpu time +1800 +1800 /m);
    expect(limits).toMatch(/^Max data size +\d{9,10} +\d{9,10} /m);
  });

  test.each(['SIGKILL', 'SIGSEGV', 'SIGABRT'] as const)('%s costs this photo and no other', async (kill) => {
    const processor = start();
    await processor.process(await jpegPhoto(), signal);
    const [pid = 0] = decoderPids();
    const before = statusBytes(pid, 'VmRSS');
    const hit = word(processor.process(await heavyPhoto(), signal));
    const next = word(processor.process(await jpegPhoto(), signal));
    await until(() => (statusBytes(pid, 'VmRSS') > before + 8 * MB ? true : null));
    process.kill(pid, kill);
    expect(await hit).toBe('died');
    expect(await next).toBe('taken');
    expect(decoderPids()).not.toContain(pid);
  });

  test('killed while it decodes a posted photo: tried again and kept, and nothing else of the post suffers', async () => {
    const chat = await slackChat(zone);
    const world = await openWorld([chat]);
    const app = await startTestApp(world.url, { ...world.config(), dataDir: world.dataDir });
    const logged = (name: string) => app.log.filter(({ event }) => event === name);
    try {
      chat.post('해독기를 깨우는 사진', { photo: await jpegPhoto() });
      await until(() => (logged('photo.kept').length === 1 ? true : null), 30_000);
      const [pid = 0] = decoderPids();
      const before = statusBytes(pid, 'VmRSS');
      const post = chat.post('해독하는 동안 죽어도', { photo: await heavyPhoto() });
      await until(() => (statusBytes(pid, 'VmRSS') > before + 8 * MB ? true : null), 30_000);
      process.kill(pid, 'SIGKILL');
      await until(() => (logged('photo.kept').length === 2 ? true : null), 30_000);
      // Two copies of each and nothing else, before anything is swept.
      const files = await readdir(path.join(world.dataDir, 'photos'), {
        recursive: true,
        withFileTypes: true,
      });
      expect(files.filter((file) => file.isFile())).toHaveLength(4);
      expect(await world.verdict()).toEqual([]);
      expect(logged('photo.decoder_died').map(({ fields }) => fields.failure)).toEqual(['died']);
      expect([logged('photo.kept').length, logged('photo.refused').length]).toEqual([2, 0]);
      expect(decoderPids()).not.toContain(pid);
      const { db } = world.storage;
      const rows = await db.$queryRaw<{ width: number; counted: boolean; cheer: string }[]>`
        select ph.width, ci.counted, c.state::text as cheer from proof p
        join photo ph on ph.proof_id = p.id join check_in ci on ci.proof_id = p.id join cheer c on c.proof_id = p.id
        where p.message_ref = ${post.ref}`;
      expect(rows).toEqual([{ width: 6000, counted: true, cheer: 'posted' }]);
    } finally {
      await app.stop();
      await world.close();
    }
  });

  test('a decoder that stands still is ended after its time, and the next photo is decoded', async () => {
    const processor = start({ timeLimitMs: 3000 });
    await processor.process(await jpegPhoto(), signal);
    const [pid = 0] = decoderPids();
    const before = statusBytes(pid, 'VmRSS');
    const hit = processor.process(await heavyPhoto(), signal).catch((caught: unknown) => caught);
    await until(() => (statusBytes(pid, 'VmRSS') > before + 8 * MB ? true : null));
    process.kill(pid, 'SIGSTOP');
    const error = await hit;
    expect(error).toBeInstanceOf(PhotoWorkerError);
    expect(error).toMatchObject({ failure: 'timeLimit', blamesPhoto: true });
    expect(decoderPids()).not.toContain(pid);
    expect(await word(processor.process(await jpegPhoto(), signal))).toBe('taken');
  });

  test('a decoder that stood still before the photo came is replaced, and the photo is not blamed', async () => {
    const processor = start({ timeLimitMs: 1500 });
    await processor.process(await jpegPhoto(), signal);
    process.kill(decoderPids()[0] ?? 0, 'SIGSTOP');
    expect(await word(processor.process(await jpegPhoto(), signal))).toBe('taken');
  });

  test('a decoder that cannot be started says why and blames no photo', async () => {
    const node = process.execPath;
    const processor = start();
    process.execPath = '/nonexistent/node';
    const error = await processor.process(await jpegPhoto(), signal).catch((caught: unknown) => caught);
    process.execPath = node;
    expect(error).toMatchObject({ failure: 'notStarted', blamesPhoto: false });
    expect(String(error)).toContain('ENOENT');
    expect(await word(processor.process(await jpegPhoto(), signal))).toBe('taken');
  });

  test('a decoder killed between photos costs nothing', async () => {
    const processor = start();
    await processor.process(await jpegPhoto(), signal);
    const [pid = 0] = decoderPids();
    process.kill(pid, 'SIGKILL');
    await until(() => (decoderPids().length === 0 ? true : null));
    expect(await word(processor.process(await jpegPhoto(), signal))).toBe('taken');
  });

  test('whoever no longer waits is let go, in line and at work', async () => {
    const processor = start();
    const first = new AbortController();
    const second = new AbortController();
    const atWork = processor.process(await heavyPhoto(), first.signal);
    const inLine = processor.process(await jpegPhoto(), second.signal);
    second.abort(new Error('no longer needed'));
    await expect(inLine).rejects.toThrow('no longer needed');
    first.abort(new Error('stopping'));
    await expect(atWork).rejects.toThrow('stopping');
    expect(await word(processor.process(await jpegPhoto(), signal))).toBe('taken');
    await expect(processor.process(await jpegPhoto(), first.signal)).rejects.toThrow('stopping');
  });

  test('closing ends what is at work and in line', async () => {
    const processor = start();
    const works = [await heavyPhoto(), await jpegPhoto()].map((bytes) =>
      word(processor.process(bytes, signal)),
    );
    await until(() => (decoderPids().length === 1 ? true : null));
    await processor.close();
    expect(decoderPids()).toEqual([]);
    expect(await Promise.all(works)).toEqual(['closed', 'closed']);
  });

  test('five bombs at once are refused or decoded within 512 MB', { timeout: 90_000 }, async () => {
    const side = { width: 8000, height: 6000 };
    const bombs = [
      blankPng({ width: 30_000, height: 30_000, depth: 1, channels: 1 }),
      blankPng({ ...side, depth: 16, channels: 4, interlaced: true }),
      blankPng({ ...side, depth: 8, channels: 4, interlaced: true }),
      await sixtyFrames(),
      await progressive48(),
    ];
    const processor = start();
    const parentBefore = process.memoryUsage().rss;
    let peak = 0;
    const watch = setInterval(() => {
      for (const pid of decoderPids()) peak = Math.max(peak, statusBytes(pid, 'VmHWM'));
    }, 2);
    const words = await Promise.all(bombs.map((bytes) => word(processor.process(bytes, signal))));
    clearInterval(watch);
    const grown = process.memoryUsage().rss - parentBefore;
    console.log(`bombs: decoder at most ${mb(peak)} MB, parent grew by ${mb(grown)} MB, ${words.join(', ')}`);
    expect(words).toEqual(['tooManyPixels', 'tooManyPixels', 'taken', 'tooManyPixels', 'taken']);
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(512 * MB);
    expect(grown).toBeLessThan(128 * MB);
  });

  test('what a decoder kept from earlier photos costs no later one its place', {
    timeout: 60_000,
  }, async () => {
    const big = await bigAvif(20);
    const processor = start();
    const photos = [
      await heicPhoto(),
      await avifPhoto(),
      await heavyPhoto(),
      big,
      await heicPhoto('ten-bit'),
      big,
      big,
    ];
    for (const bytes of photos) expect(await word(processor.process(bytes, signal))).toBe('taken');
  });

  test.runIf(hasPrlimit)('a photo that needs more memory than there is is refused', async () => {
    const hungry = await progressive48();
    const processor = start({ memoryLimitBytes: 160 * MB });
    expect(await word(processor.process(await jpegPhoto(), signal))).toBe('taken');
    expect(await word(processor.process(hungry, signal))).toBe('tooManyPixels');
    expect(await word(processor.process(await jpegPhoto(), signal))).toBe('taken');
  });
});

test('the event loop stays free while 12-megapixel photos are processed', { timeout: 60_000 }, async () => {
  const photo = await (await detailedPhoto(4032, 3024)).jpeg({ quality: 90 }).toBuffer();
  const processor = start();
  await processor.process(await jpegPhoto(), signal);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start12 = performance.now();
  const words = await Promise.all(Array.from({ length: 8 }, () => word(processor.process(photo, signal))));
  const each = (performance.now() - start12) / words.length;
  delay.disable();
  const [p50, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max].map((ns) =>
    (ns / 1e6).toFixed(1),
  );
  console.log(
    `12 megapixels, ${(photo.length / MB).toFixed(1)} MB, ${availableParallelism()} cores: ${each.toFixed(0)} ms each; ` +
      `event-loop delay p50 ${p50} ms, p99 ${p99} ms, max ${max} ms`,
  );
  expect(new Set(words)).toEqual(new Set(['taken']));
  expect(delay.percentile(99) / 1e6).toBeLessThan(50);
});

const mb = (bytes: number): number => Math.round(bytes / MB);
