import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import { type WebSocket, WebSocketServer } from 'ws';
import { guildCreateJson, userJson } from './payloads.ts';
import { botPermissions, Permission, type State } from './state.ts';

/** Discord: events/gateway, "List of Intents". */
const Intent = {
  guilds: 1 << 0,
  guildMessages: 1 << 9,
  guildReactions: 1 << 10,
  directMessages: 1 << 12,
  directReactions: 1 << 13,
  messageContent: 1 << 15,
} as const;
const MAX_REPLAY = 20_000;
const MAX_PAYLOAD_BYTES = 4096;

interface Session {
  id: string;
  intents: number;
  sequence: number;
  sent: { s: number; frame: string }[];
  socket: WebSocket | null;
}

/** An event before it is numbered for each session. */
export interface GatewayEvent {
  t: string;
  d: Record<string, unknown>;
}

export interface GatewayOptions {
  heartbeatIntervalMs: number;
  /** Privileged intents switched on in the developer portal. */
  allowedIntents: () => number;
  token: () => string;
  url: () => string;
  /** Changes an event on its way out. */
  tell?: ((event: GatewayEvent) => GatewayEvent) | undefined;
}

export interface FakeGateway {
  /** Set false to stop answering heartbeats: a zombie connection. */
  acking: boolean;
  /** The connections there are stay open, answer nothing and bring nothing any more; a later one is as ever. */
  fallSilent(): void;
  /** Set true to answer every resume with "invalid session, identify again". */
  refuseResume: boolean;
  /** Closes each connection with this code right after identify or resume, so many times. */
  closeAfterLogin: { code: number; times: number };
  /** Connections greeted so far. */
  hellos: number;
  /** When each identify arrived (performance.now()). */
  readonly identifies: number[];
  /** The intents each session asked for. */
  readonly intents: number[];
  readonly resumes: number[];
  /** Codes with which the client closed. */
  readonly clientCloses: number[];
  readonly heartbeats: number[];
  /** Connections now past READY or RESUMED. */
  live(): number;
  dispatch(event: GatewayEvent): void;
  /** Keeps events back until `release`. */
  hold(): void;
  /** Sends what was kept back, in the order (with the repetitions) the function makes of it. */
  release(arrange?: (events: GatewayEvent[]) => GatewayEvent[]): void;
  close(code: number): void;
  /** Op 7. */
  askToReconnect(): void;
  /** Op 9. */
  invalidate(resumable: boolean): void;
  /** Ends all sessions, so that nothing is replayed. */
  forgetSessions(): void;
  stop(): Promise<void>;
}

/** Discord's gateway for one shard: hello, heartbeats, identify, resume with replay, and the ways it breaks. */
export function createGateway(http: Server, state: State, options: GatewayOptions): FakeGateway {
  const wss = new WebSocketServer({ server: http, path: '/gateway', perMessageDeflate: false });
  const sessions = new Map<string, Session>();
  let held: GatewayEvent[] | null = null;
  const silent = new WeakSet<WebSocket>();

  const send = (socket: WebSocket, payload: unknown) => {
    if (socket.readyState === socket.OPEN && !silent.has(socket)) socket.send(JSON.stringify(payload));
  };

  const emit = (session: Session, whole: GatewayEvent) => {
    const event = options.tell?.(whole) ?? whole;
    const visible = filterByIntents(event, session.intents, state.bot.id);
    if (visible === null) return;
    session.sequence += 1;
    const frame = JSON.stringify({ op: 0, s: session.sequence, t: event.t, d: visible });
    session.sent.push({ s: session.sequence, frame });
    if (session.sent.length > MAX_REPLAY) session.sent.splice(0, session.sent.length - MAX_REPLAY);
    const { socket } = session;
    if (socket && socket.readyState === socket.OPEN && !silent.has(socket)) socket.send(frame);
  };

  const gateway: FakeGateway = {
    acking: true,
    fallSilent() {
      for (const socket of wss.clients) silent.add(socket);
    },
    refuseResume: false,
    closeAfterLogin: { code: 4000, times: 0 },
    hellos: 0,
    identifies: [],
    intents: [],
    resumes: [],
    clientCloses: [],
    heartbeats: [],
    live: () =>
      [...sessions.values()].filter((s) => s.socket?.readyState === s.socket?.OPEN && s.socket).length,
    dispatch(event) {
      if (!isShown(event, state)) return;
      if (held !== null) held.push(event);
      else for (const session of sessions.values()) emit(session, event);
    },
    hold() {
      held ??= [];
    },
    release(arrange = (events) => events) {
      const events = arrange(held ?? []);
      held = null;
      for (const event of events) for (const session of sessions.values()) emit(session, event);
    },
    close(code) {
      for (const socket of wss.clients) socket.close(code);
    },
    askToReconnect() {
      for (const socket of wss.clients) send(socket, { op: 7, d: null });
    },
    invalidate(resumable) {
      if (!resumable) sessions.clear();
      for (const socket of wss.clients) send(socket, { op: 9, d: resumable });
    },
    forgetSessions() {
      sessions.clear();
    },
    async stop() {
      for (const socket of wss.clients) socket.terminate();
      await new Promise<void>((resolve) => wss.close(() => resolve()));
    },
  };

  wss.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const query = new URL(request.url ?? '/', 'http://fake').searchParams;
    if (query.get('v') !== '10') return socket.close(4012);
    if (query.get('encoding') !== 'json') return socket.close(4002);
    let session: Session | null = null;
    gateway.hellos += 1;
    send(socket, { op: 10, d: { heartbeat_interval: options.heartbeatIntervalMs, _trace: [] } });

    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      gateway.clientCloses.push(code);
      if (session?.socket === socket) session.socket = null;
      if (session !== null && (code === 1000 || code === 1001)) sessions.delete(session.id);
    });
    socket.on('message', (data) => {
      const raw = data.toString();
      if (Buffer.byteLength(raw) > MAX_PAYLOAD_BYTES) return socket.close(4002);
      const payload = parse(raw);
      if (payload === null) return socket.close(4002);
      switch (payload.op) {
        case 1:
          gateway.heartbeats.push(performance.now());
          if (gateway.acking) send(socket, { op: 11, d: null });
          return;
        case 2:
          if (session !== null) return socket.close(4005);
          session = identify(socket, payload.d);
          return;
        case 6:
          if (session !== null) return socket.close(4005);
          session = resume(socket, payload.d);
          return;
        case 3:
        case 4:
        case 8:
          if (session === null) socket.close(4003);
          return;
        default:
          socket.close(4001);
      }
    });
  });

  const identify = (socket: WebSocket, d: Record<string, unknown>): Session | null => {
    gateway.identifies.push(performance.now());
    if (d.token !== options.token()) return refuseLogin(socket, 4004);
    const intents = d.intents;
    if (typeof intents !== 'number' || !Number.isInteger(intents) || intents < 0)
      return refuseLogin(socket, 4013);
    if ((intents & ~options.allowedIntents()) !== 0) return refuseLogin(socket, 4014);
    if (typeof d.properties !== 'object' || d.properties === null) return refuseLogin(socket, 4002);
    gateway.intents.push(intents);
    const session: Session = { id: randomUUID(), intents, sequence: 0, sent: [], socket };
    sessions.set(session.id, session);
    const guilds = [...state.guilds.values()].filter((g) => g.joined);
    emit(session, {
      t: 'READY',
      d: {
        v: 10,
        user: { ...userJson(state.bot), verified: true, mfa_enabled: true, email: null },
        guilds: guilds.map((g) => ({ id: g.id, unavailable: true })),
        session_id: session.id,
        resume_gateway_url: options.url(),
        session_type: 'normal',
        application: { id: state.applicationId, flags: 0 },
        shard: d.shard ?? [0, 1],
      },
    });
    for (const guild of guilds) emit(session, { t: 'GUILD_CREATE', d: guildCreateJson(state, guild) });
    return closeIfTold(socket, session);
  };

  const resume = (socket: WebSocket, d: Record<string, unknown>): Session | null => {
    gateway.resumes.push(performance.now());
    if (d.token !== options.token()) return refuseLogin(socket, 4004);
    const session = sessions.get(String(d.session_id));
    const from = Number(d.seq);
    const replayable = session !== undefined && (session.sent[0]?.s ?? 1) <= from + 1;
    if (gateway.refuseResume || !replayable) {
      sessions.delete(String(d.session_id));
      send(socket, { op: 9, d: false });
      return null;
    }
    if (session.socket !== null && session.socket !== socket) session.socket.close(4000);
    for (const { s, frame } of session.sent) if (s > from) socket.send(frame);
    session.socket = socket;
    emit(session, { t: 'RESUMED', d: { _trace: [] } });
    return closeIfTold(socket, session);
  };

  const closeIfTold = (socket: WebSocket, session: Session): Session => {
    if (gateway.closeAfterLogin.times > 0) {
      gateway.closeAfterLogin.times -= 1;
      const code = gateway.closeAfterLogin.code;
      if (code === 1000 || code === 1001) sessions.delete(session.id);
      socket.close(code);
    }
    return session;
  };

  return gateway;
}

function refuseLogin(socket: WebSocket, code: number): null {
  socket.close(code);
  return null;
}

function parse(raw: string): { op: number; d: Record<string, unknown> } | null {
  try {
    const payload: unknown = JSON.parse(raw);
    return typeof payload === 'object' &&
      payload !== null &&
      'op' in payload &&
      typeof payload.op === 'number'
      ? { op: payload.op, d: 'd' in payload ? ((payload.d ?? {}) as Record<string, unknown>) : {} }
      : null;
  } catch {
    return null;
  }
}

/** Nothing is told of a server the bot is not in, and nothing that happens in a channel it may not see. */
function isShown({ t, d }: GatewayEvent, state: State): boolean {
  if (typeof d.guild_id === 'string' && state.guilds.get(d.guild_id)?.joined === false) return false;
  const channel = typeof d.channel_id === 'string' ? state.channels.get(d.channel_id) : undefined;
  if (channel === undefined || !t.startsWith('MESSAGE_')) return true;
  return (botPermissions(state, channel) & Permission.viewChannel) !== 0n;
}

/** What a session with these intents sees of an event; null when nothing. */
function filterByIntents(
  event: GatewayEvent,
  intents: number,
  botId: string,
): Record<string, unknown> | null {
  const direct = event.d.guild_id === undefined;
  const has = (guildIntent: number, directIntent: number) =>
    (intents & (direct ? directIntent : guildIntent)) !== 0;
  if (event.t.startsWith('MESSAGE_REACTION')) {
    return has(Intent.guildReactions, Intent.directReactions) ? event.d : null;
  }
  if (event.t.startsWith('MESSAGE_')) {
    if (!has(Intent.guildMessages, Intent.directMessages)) return null;
    const author = event.d.author as { id?: string } | undefined;
    const mentions = (event.d.mentions ?? []) as { id: string }[];
    const open = direct || author?.id === botId || mentions.some((m) => m.id === botId);
    if ((intents & Intent.messageContent) !== 0 || open || author === undefined) return event.d;
    return { ...event.d, content: '', embeds: [], attachments: [], components: [] };
  }
  if (/^(GUILD|CHANNEL|THREAD)_/.test(event.t)) return (intents & Intent.guilds) !== 0 ? event.d : null;
  return event.d;
}
