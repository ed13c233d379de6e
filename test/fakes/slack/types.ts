/** Plain data of the fake Slack: what the platform knows, as the tests see it. */

export type Json = Record<string, unknown>;

/** How a server that is only like Slack tells less than Slack does: what is left of what Slack would send. */
export interface Sparse {
  readonly answer?: (method: string, answer: Json) => Json;
  readonly event?: (body: Json) => Json;
  /** Of commands, presses and forms. */
  readonly interaction?: (payload: Json) => Json;
}

export interface FakeUser {
  readonly id: string;
  readonly team: string;
  name: string;
  tz: string;
  locale: string;
  isBot: boolean;
  /** Workspace admin: may change settings. */
  admin: boolean;
  /** What opening a direct message with them is answered with: `user_disabled`, `cannot_dm_user` ... */
  dmError?: string | undefined;
}

/** A user group, mentioned as @handle. */
export interface FakeGroup {
  readonly id: string;
  readonly team: string;
  readonly handle: string;
  readonly users: Set<string>;
}

export interface FakeChannel {
  readonly id: string;
  readonly team: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  archived: boolean;
  members: Set<string>;
  /** Set by `restrict`: posting answers this error, as `restricted_action` does for read-only channels. */
  postError?: string | undefined;
}

export interface FakeFile {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly mimetype: string;
  readonly bytes: Uint8Array;
  readonly user: string;
  readonly external: boolean;
  /** Slack Connect: the message names only the id and the app must ask `files.info`. */
  readonly checkInfo: boolean;
  readonly serve: FileServing;
  deleted?: boolean;
  /** Looks at `files.info` until Slack is done scanning an upload; before, it has no type and no message shows it. */
  scans: number;
}

/** A place for one file, from `files.getUploadURLExternal` until it is complete. */
export interface FakeUpload {
  readonly ticket: string;
  readonly file: string;
  readonly team: string;
  readonly name: string;
  readonly length: number;
  bytes?: Uint8Array | undefined;
}

/** How the file host answers: as it should, or in one of the ways that have bitten real bots. */
export type FileServing =
  | { kind: 'normal' }
  | { kind: 'loginPage' }
  | { kind: 'redirect'; to: string }
  | { kind: 'slow'; bytesPerSecond: number }
  | { kind: 'lyingLength'; claim: number }
  | { kind: 'status'; status: number };

export interface FakeMessage {
  readonly ts: string;
  readonly channel: string;
  readonly team: string;
  readonly user: string;
  readonly botId?: string | undefined;
  text: string;
  blocks?: Json[] | undefined;
  metadata?: Json | undefined;
  readonly threadTs?: string | undefined;
  readonly broadcast: boolean;
  /** Said as `/me`, or somebody's message from elsewhere that is shared. */
  readonly as?: 'me' | 'share' | undefined;
  readonly files: FakeFile[];
  editedTs?: string | undefined;
  reactions: Map<string, Set<string>>;
  /** Of one that was begun as a stream. Slack stops one itself after some minutes. */
  streamingState?: 'in_progress' | 'completed' | undefined;
  state: 'there' | 'tombstone' | 'deleted';
}

export interface FakeEphemeral {
  readonly channel: string;
  readonly user: string;
  text: string;
  blocks?: Json[] | undefined;
  readonly threadTs?: string | undefined;
  /** How often another text took its place. */
  replaced: number;
  readonly via: 'chat.postEphemeral' | 'response_url' | 'ack';
}

export interface FakeView {
  readonly id: string;
  readonly team: string;
  readonly user: string;
  type: 'modal' | 'home';
  view: Json;
  hash: string;
  open: boolean;
  /** The view it was laid over. */
  readonly previous?: string | undefined;
}

/** Text that would have notified people. A `user` ping may be meant; the others never are. */
export interface Ping {
  readonly kind: 'channel' | 'here' | 'everyone' | 'user' | 'usergroup';
  readonly target: string;
  readonly method: string;
  readonly text: string;
}

export interface LoggedRequest {
  readonly method: string;
  readonly args: Json;
  /** Milliseconds of `performance.now()` when the request had arrived. */
  readonly at: number;
  status: number;
  /** `ok`, Slack's error word, or the name of the injected fault. */
  outcome: string;
}

/** What became of one thing Slack sent to the bot. */
export interface Delivered {
  readonly status: 'acked' | 'gaveUp' | 'notSubscribed' | 'held';
  readonly attempts: number;
  /** The payload of the acknowledgement, when there was one. */
  readonly answer?: unknown;
  /** Milliseconds from the first attempt to the acknowledgement. */
  readonly ms: number;
  readonly failures: readonly string[];
}
