import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { record } from './blocks.ts';
import type { Attempt, Transport } from './transport.ts';

interface Link {
  readonly socket: WebSocket;
  /** False after `disconnect` was said: nothing more is sent there. */
  fresh: boolean;
  readonly pending: Map<string, (a: Attempt) => void>;
}

export interface SocketTransport extends Transport {
  openTicket(): string | undefined;
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** How many connections are open and take events. */
  connections(): number;
  /** How many were ever opened. */
  opened(): number;
  /** Says `disconnect` on every connection, as Slack does every few hours. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** Cuts every connection without a close frame. */
  cut(): void;
  /** Envelopes sent and not acknowledged now. */
  unacked(): number;
  /** Stops (or resumes) the server's pings: a zombie connection. */
  setPinging(on: boolean): void;
  close(): void;
}

/**
 * The Socket Mode side: tickets, hello, envelopes with acknowledgement tracking. An envelope whose connection closes,
 * or that is not acknowledged in `ackTimeoutMs`, counts as failed; the dispatcher sends it again.
 */
export function createSocketTransport(options: {
  appId: string;
  ackTimeoutMs: number;
  pingIntervalMs: number;
  connectWaitMs: number;
}): SocketTransport {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const links = new Set<Link>();
  let waiting: (() => void)[] = [];
  let opened = 0;
  let turn = 0;
  let pinging = true;
  const pings = setInterval(() => {
    if (pinging) for (const l of links) l.socket.ping();
  }, options.pingIntervalMs);

  const fresh = () => [...links].filter((l) => l.fresh && l.socket.readyState === l.socket.OPEN);

  server.on('connection', (socket) => {
    const link: Link = { socket, fresh: true, pending: new Map() };
    links.add(link);
    opened += 1;
    socket.on('message', (data) => {
      const reply = record(JSON.parse(String(data)));
      link.pending.get(String(reply.envelope_id))?.({ ok: true, answer: emptyIsNone(reply.payload) });
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      links.delete(link);
      for (const settle of [...link.pending.values()]) settle({ ok: false, reason: 'socket_closed' });
    });
    const hello = {
      type: 'hello',
      num_connections: links.size,
      debug_info: { host: 'fake', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: options.appId },
    };
    socket.send(JSON.stringify(hello), () => {
      const resume = waiting;
      waiting = [];
      for (const go of resume) go();
    });
  });

  async function link(): Promise<Link | undefined> {
    const end = performance.now() + options.connectWaitMs;
    for (;;) {
      const open = fresh();
      if (open.length > 0) return open[turn++ % open.length];
      const left = end - performance.now();
      if (left <= 0) return undefined;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  return {
    openTicket() {
      if (links.size >= 10) return undefined;
      const ticket = randomUUID();
      tickets.add(ticket);
      return ticket;
    },
    upgrade(req, socket, head) {
      const ticket = new URL(req.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(req, socket, head, (ws) => server.emit('connection', ws, req));
    },
    async send(type, payload, retry) {
      const to = await link();
      if (to === undefined) return { ok: false, reason: 'no_connection' };
      const envelope_id = randomUUID();
      const envelope = {
        type,
        envelope_id,
        payload,
        accepts_response_payload: type !== 'events_api',
        ...(type === 'events_api'
          ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' }
          : {}),
      };
      return await new Promise<Attempt>((resolve) => {
        const settle = (a: Attempt) => {
          clearTimeout(timer);
          to.pending.delete(envelope_id);
          resolve(a);
        };
        const timer = setTimeout(() => settle({ ok: false, reason: 'timeout' }), options.ackTimeoutMs);
        to.pending.set(envelope_id, settle);
        to.socket.send(JSON.stringify(envelope));
      });
    },
    connections: () => fresh().length,
    opened: () => opened,
    disconnect(reason) {
      for (const l of links) {
        l.fresh = reason === 'warning';
        l.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'fake' } }));
        void once(l.socket, 'close');
      }
    },
    cut() {
      for (const l of links) l.socket.terminate();
    },
    unacked: () => [...links].reduce((n, l) => n + l.pending.size, 0),
    setPinging: (on) => {
      pinging = on;
    },
    close() {
      clearInterval(pings);
      for (const l of links) l.socket.terminate();
      server.close();
      const resume = waiting;
      waiting = [];
      for (const go of resume) go();
    },
  };
}

function emptyIsNone(payload: unknown): unknown {
  return Object.keys(record(payload)).length === 0 ? undefined : payload;
}
