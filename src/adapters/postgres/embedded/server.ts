import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../../../core/errors.ts';
import { alive, type embeddedFiles, type Postmaster, readPostmaster } from './address.ts';
import type { Binaries } from './binaries.ts';
import type { RunAs } from './run-as.ts';

export type Files = ReturnType<typeof embeddedFiles>;

/** How a process ended, as far as is known. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A running PostgreSQL server. */
export interface Server {
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<Ending>;
  /** Tells the server to shut down, and does not wait. */
  signal(): void;
  /** Shuts the server down cleanly; resolves when it has ended. */
  stop(): Promise<void>;
}

function serverArgs(files: Files, { port, maxConnections }: ServerSettings): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: String(maxConnections),
    shared_buffers: '32MB',
    // For small rows on a small machine, parallel plans and JIT compilation cost more than they gain.
    jit: 'off',
    max_parallel_workers_per_gather: '0',
    max_wal_size: '256MB',
    autovacuum_max_workers: '2',
    log_min_messages: 'warning',
    // No DETAIL lines: they quote whole rows, and so members' words.
    log_error_verbosity: 'terse',
    // Notices clients that have vanished.
    tcp_keepalives_idle: '10',
    tcp_keepalives_interval: '3',
    tcp_keepalives_count: '3',
  };
  return [
    '-D',
    files.cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

export interface ServerSettings {
  readonly port: number;
  readonly maxConnections: number;
}

/** A server that has not written its postmaster.pid after this time counts as failed. */
const unseenMs = 30_000;

/**
 * Starts the server and waits until it accepts connections. Throws StartError if it ends before that, or shows no sign of life within half
 * a minute. A server that is recovering after a crash is waited for, however long that takes on a slow disk, unless `stopping` is aborted:
 * then it is shut down.
 */
export async function launch(
  files: Files,
  binaries: Binaries,
  user: RunAs,
  settings: ServerSettings,
  stopping?: AbortSignal,
): Promise<Server> {
  const { file, args } = user.command(binaries.postgres, serverArgs(files, settings));
  const output = await open(files.log, 'a');
  // The server gets its own process group: Ctrl-C then reaches only us, and we stop the server after our last write. Its environment holds
  // none of our secrets.
  const server = spawn(file, args, {
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
    env: { LC_ALL: 'C.UTF-8', PATH: process.env.PATH },
  });
  // Listen right away: a server that cannot start at all may have ended before the log file is closed.
  let hasEnded = false;
  const ended = new Promise<Ending>((resolve) => {
    server.once('exit', (code, signal) => resolve({ code, signal }));
    server.once('error', () => resolve({ code: null, signal: null }));
  });
  void ended.then(() => {
    hasEnded = true;
  });
  await output.close();
  let deadline = performance.now() + unseenMs;
  while (!hasEnded && !stopping?.aborted && performance.now() < deadline) {
    const postmaster = await readPostmaster(files.cluster);
    if (postmaster && postmaster.pid === server.pid) {
      if (postmaster.ready)
        return { ended, signal: () => void server.kill('SIGINT'), stop: () => end(server) };
      deadline = Number.POSITIVE_INFINITY;
    }
    await delay(10);
  }
  server.kill('SIGINT');
  if (stopping?.aborted) await ended;
  throw new StartError(`The built-in PostgreSQL did not start; its last words are in ${files.log}.`);
}

/** How often we check whether a server that is not our child process is still there. */
const lookEveryMs = 250;

/**
 * The server that a killed process left behind, once it accepts connections; null if there is none, or it ends meanwhile. A server that is
 * still not ready after 15 seconds is returned as it is.
 */
export async function leftBehind(cluster: string): Promise<Postmaster | null> {
  for (const deadline = performance.now() + 15_000; ; await delay(50)) {
    const left = await readPostmaster(cluster);
    if (!left || left.ready || performance.now() > deadline) return left;
  }
}

/** Watches and stops a server that is not our child process, by its process id. */
export function adopt({ pid }: Postmaster, cluster: string): Server {
  const gone = async () => (await readPostmaster(cluster))?.pid !== pid;
  const watched = async (): Promise<Ending> => {
    while (!(await gone())) await delay(lookEveryMs, undefined, { ref: false });
    return { code: null, signal: null };
  };
  const signal = () => {
    if (alive(pid)) process.kill(pid, 'SIGINT');
  };
  return {
    ended: watched(),
    signal,
    async stop() {
      if (await gone()) return;
      signal();
      while (!(await gone())) await delay(20);
    },
  };
}

/** SIGINT is PostgreSQL's fast shutdown: open transactions roll back, everything committed is on disk. */
async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = once(server, 'exit');
  server.kill('SIGINT');
  await exit;
}

/** A port of this machine that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
