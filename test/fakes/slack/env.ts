import type { Faults } from './faults.ts';
import type { Log } from './log.ts';
import type { FakeWorkspace, World } from './state.ts';
import type { Delivered, FakeEphemeral, Json } from './types.ts';

/** What the parts of the server share. */
export interface Env {
  readonly world: World;
  readonly log: Log;
  readonly faults: Faults;
  readonly ephemerals: FakeEphemeral[];
  /** How many looks at `files.info` an upload is scanned for. */
  readonly uploads: { scans: number };
  /** What of an answer is sent. */
  readonly answered: (method: string, answer: Json) => Json;
  readonly appId: string;
  readonly appToken: string;
  /** The events the app's manifest subscribes to, such as `message.channels`. */
  readonly subscriptions: Set<string>;
  /** This server, as http://127.0.0.1:port. */
  origin(): string;
  /** Sends an Events API event to the bot; resolves when it is acknowledged or given up. */
  /** A command, a press or a form as a sparse server tells it. */
  readonly asked: (payload: Json) => Json;
  emit(team: string, event: Json, about: EventAbout): Promise<Delivered>;
  /** A fresh ticket for a WebSocket address, or undefined when ten connections are open. */
  openTicket(): string | undefined;
}

/** Who may see the event: decides subscription, scope and membership. */
export interface EventAbout {
  readonly name: string;
  readonly channel?: string;
}

/** Thrown by a method: Slack's error word and the extra fields beside it. */
export class ApiError extends Error {
  readonly word: string;
  readonly extra: Json;
  constructor(word: string, extra: Json = {}) {
    super(word);
    this.word = word;
    this.extra = extra;
  }
}

/** One call of a Web API method, arguments already parsed to their kinds. */
export interface Call {
  readonly env: Env;
  readonly team: FakeWorkspace;
  readonly method: string;
  readonly args: Json;
}

export type ArgKind = 'string' | 'string!' | 'bool' | 'int' | 'int!' | 'json' | 'json!';

/** A Web API method: its arguments (`!` = required), its scopes (any one of each inner list) and what it does. */
export interface Method {
  readonly args: Readonly<Record<string, ArgKind>>;
  /** Which kind of token it takes; the bot's unless said. */
  readonly token?: 'app';
  scopes?(call: Call): readonly string[];
  run(call: Call): Json;
}
