import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { PhotoWorkerError, type PhotoWorkerFailure } from '../../../core/photo.ts';
import { confine, residentBytes } from './confine.ts';
import {
  createFrameReader,
  type DecoderAnswer,
  decodeAnswer,
  frameHeader,
  maxAnswerBytes,
} from './frames.ts';
import { createMailbox } from './mailbox.ts';

const startLimitMs = 10_000;
const memoryWatchMs = 50;
/** A decoder that uses more than this between photos has kept a big picture's memory and is replaced. */
const retireBytes = 200 * 1024 * 1024;
/** A decoder is replaced after this many photos, so that nothing a photo left behind stays for long. */
const photosPerProcess = 100;

/** What a decoder may use. */
export interface DecoderLimits {
  /** The time limit for one photo, in milliseconds. */
  readonly timeLimitMs: number;
  /** The limit of the decoder's resident memory, in bytes. */
  readonly memoryLimitBytes: number;
}

/** One running decoder. `decode` takes one photo at a time. */
export interface DecoderProcess {
  /**
   * Throws PhotoWorkerError if the process ends, hangs or grows too big; it is not usable afterwards. The failure is `notStarted` if the
   * process was dead before it started on the photo, so that the photo is not to blame.
   */
  decode(bytes: Uint8Array): Promise<DecoderAnswer>;
  /** False once the process has ended or should be replaced. */
  usable(): boolean;
  /** Kills the process at once; resolves when it is gone. A `decode` under way throws `closed`. */
  kill(): Promise<void>;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const script = fileURLToPath(new URL('./decoder-child.ts', import.meta.url));

/** Starts a decoder and resolves when it is loaded and confined. Throws PhotoWorkerError `notStarted`. */
export async function startDecoder(limits: DecoderLimits): Promise<DecoderProcess> {
  const child = spawnChild();
  const frames = createMailbox<Uint8Array>();
  const readFrames = createFrameReader(maxAnswerBytes);
  /** The failure reported for the current photo if the process ends now. */
  let failure: PhotoWorkerFailure = 'notStarted';
  let photos = 0;
  let retired = false;
  let loading = true;
  let complaint = '';

  const gone = new Promise<void>((resolve) => {
    const end = (detail: string): void => {
      retired = true;
      frames.fail(new PhotoWorkerError(failure, complaint === '' ? detail : `${detail}: ${complaint}`));
      resolve();
    };
    child.once('error', (error) => end(error.message));
    child.once('close', (code, signal) => end(`ended with ${signal ?? `code ${code}`}`));
  });

  const stop = (why: PhotoWorkerFailure): void => {
    if (retired) return;
    retired = true;
    failure = why;
    child.kill('SIGKILL');
  };

  child.stdin.on('error', () => stop(failure));
  child.stdout.on('data', (chunk: Buffer) => {
    try {
      for (const frame of readFrames(chunk)) frames.push(frame);
    } catch {
      stop(failure);
    }
  });

  // Only errors during loading are kept: later ones might quote a photo.
  child.stderr.on('data', (chunk: Buffer) => {
    if (loading && complaint === '')
      complaint = /^.*Error.*$/m.exec(chunk.toString())?.[0].slice(0, 300) ?? '';
  });

  /** Waits for the next frame; a process that does not send it in time is killed, which makes this throw. */
  const nextFrame = async (limitMs: number, late: PhotoWorkerFailure): Promise<Uint8Array> => {
    const timer = setTimeout(() => stop(late), limitMs);
    try {
      return await frames.next();
    } finally {
      clearTimeout(timer);
    }
  };

  const watchMemory = (): NodeJS.Timeout =>
    setInterval(async () => {
      const bytes = await residentBytes(pid);
      if (bytes !== null && bytes > limits.memoryLimitBytes) stop('memoryLimit');
    }, memoryWatchMs);

  await nextFrame(startLimitMs, 'notStarted');
  const pid = child.pid ?? 0;
  await confine(pid, Math.max(0, limits.memoryLimitBytes - ((await residentBytes(pid)) ?? 0)));
  loading = false;

  return {
    async decode(bytes) {
      const watch = watchMemory();
      try {
        child.stdin.write(frameHeader(bytes.length));
        child.stdin.write(bytes);
        await nextFrame(limits.timeLimitMs, 'notStarted');
        failure = 'died';
        const answer = decodeAnswer(await nextFrame(limits.timeLimitMs, 'timeLimit'));
        if (answer === null) {
          stop('died');
          throw new PhotoWorkerError('died', 'gave an answer that makes no sense');
        }
        failure = 'notStarted';
        photos += 1;
        const worn = photos >= photosPerProcess || ((await residentBytes(pid)) ?? 0) > retireBytes;
        if (worn || !answer.sound) stop('closed');
        return answer;
      } finally {
        clearInterval(watch);
      }
    },
    usable: () => !retired,
    async kill() {
      stop('closed');
      await gone;
    },
  };
}

/**
 * Starts the process with a minimal environment: no token, no database address, no PATH. Node's permission model lets it read our code and
 * nothing else of the file system, and start no process. libvips keeps big pictures in memory instead of temporary files, and two allocator
 * arenas limit fragmentation.
 */
function spawnChild(): ChildProcessByStdio<Writable, Readable, Readable> {
  // `node_modules` may be a symbolic link (a worktree, a container): the link and its target must both be readable.
  const names = ['package.json', 'src', 'node_modules'].map((name) => join(root, name));
  const readable = new Set([...names, ...names.map((path) => realpathSync(path))]);
  return spawn(
    process.execPath,
    [
      '--permission',
      '--allow-addons',
      ...Array.from(readable, (path) => `--allow-fs-read=${path}`),
      '--no-warnings',
      '--max-old-space-size=128',
      '--v8-pool-size=1',
      script,
    ],
    {
      cwd: parse(root).root,
      env: {
        UV_THREADPOOL_SIZE: '2',
        MALLOC_ARENA_MAX: '2',
        VIPS_DISC_THRESHOLD: '4g',
        VIPS_BLOCK_UNTRUSTED: '1',
      },
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    },
  );
}
