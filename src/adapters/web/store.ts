import type { View } from '../../core/views.ts';

/** A message as the page keeps it. */
export interface StoredMessage {
  /** Decimal digits, growing with time. */
  readonly id: string;
  readonly workspace: string;
  readonly channel: string;
  /** The message whose thread it stands in. */
  readonly parent: string | null;
  /** A sample member's id, or `pal`. */
  readonly author: string;
  readonly text: string;
  readonly view: View | null;
  readonly files: readonly StoredFile[];
  /** Seen by this member alone. */
  readonly onlyFor: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
  readonly reactions: readonly { readonly mark: string; readonly by: readonly string[] }[];
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  /** What the uploader says it is. */
  readonly type: string | null;
  /** Bytes. */
  readonly size: number;
  /** There is a copy of it that the page can show. */
  readonly shown: boolean;
}

export interface NewMessage {
  readonly workspace: string;
  readonly channel: string;
  readonly parent: string | null;
  readonly author: string;
  readonly text: string;
  readonly view: View | null;
  readonly files: readonly StoredFile[];
  readonly onlyFor: string | null;
  /** The delivery it comes from. A message with this key that exists already is returned instead. */
  readonly key: string | null;
}

/** Something a member did that the core has not taken in yet. Kept until it has. */
export type InboxItem =
  | { readonly kind: 'message'; readonly id: string }
  | { readonly kind: 'edited'; readonly id: string }
  | { readonly kind: 'deleted'; readonly id: string; readonly channel: string; readonly at: number }
  /** A member put a mark on it. */
  | {
      readonly kind: 'marked';
      readonly id: string;
      readonly mark: string;
      readonly by: string;
      readonly at: number;
    };

export interface InboxRow {
  readonly row: string;
  readonly item: InboxItem;
}

/** A change of one message, in the order of commits. */
export interface StoredEvent {
  readonly id: string;
  readonly message: string;
}

/**
 * Where the page keeps what it shows. Every change of a message appends one event in the same transaction, and event
 * ids grow in the order of commits: whoever has read up to one id has missed nothing before it.
 */
export interface WebStore {
  /** Posts. With `inbox`, the core's share of the work is noted in the same transaction; `row` names the note. */
  post(
    message: NewMessage,
    options: { readonly inbox: boolean },
  ): Promise<{ message: StoredMessage; row: string | null }>;
  /** Null when it does not exist or is deleted. */
  edit(
    id: string,
    change: { readonly text: string } | { readonly view: View },
    options: { readonly inbox: boolean },
  ): Promise<{ message: StoredMessage; row: string | null } | null>;
  /** Takes away its words, view, files and marks, and leaves the place. Null when it is gone already. */
  remove(id: string, options: { readonly inbox: boolean }): Promise<{ row: string | null } | null>;
  /** Sets or takes away one mark. Answers what the core has to take in, if anything. */
  react(
    reaction: { readonly message: string; readonly mark: string; readonly by: string; readonly on: boolean },
    options: { readonly inbox: boolean },
  ): Promise<InboxRow | null>;
  message(id: string): Promise<StoredMessage | null>;
  /** The message posted under a delivery's key. */
  byKey(key: string): Promise<StoredMessage | null>;
  /** The newest messages of these channels before `before`, oldest first, with all of their threads; what `viewer` may see. */
  page(query: {
    readonly channels: readonly string[];
    readonly viewer: string;
    readonly before: string | null;
    readonly limit: number;
  }): Promise<{ readonly messages: readonly StoredMessage[]; readonly more: boolean }>;
  /** The animal that speaks to a member, and where nobody is named (null: whoever speaks where nobody chose), and its tone. */
  speakers(
    workspace: string,
    member: string,
  ): Promise<{ readonly house: string | null; readonly mine: string | null; readonly tone: string | null }>;
  /** The newest welcome of a challenge that is not over. */
  pinned(channel: string): Promise<StoredMessage | null>;
  /** Oldest and newest event of these channels; both '0' when there are none. */
  bounds(channels: readonly string[]): Promise<{ readonly oldest: string; readonly newest: string }>;
  events(query: {
    readonly channels: readonly string[];
    readonly viewer: string;
    readonly after: string;
    readonly limit: number;
  }): Promise<readonly StoredEvent[]>;
  /** `bytes`: for the core. `copy`: what the page shows of it (WebP), if anything. */
  addFile(file: StoredFile, bytes: Uint8Array, copy: Uint8Array | null): Promise<void>;
  fileInfo(id: string): Promise<StoredFile | null>;
  /** What is kept of it, for the core. */
  fileBytes(id: string): Promise<Uint8Array | null>;
  fileCopy(id: string): Promise<Uint8Array | null>;
  /** Bytes of all files kept. */
  keptBytes(): Promise<number>;
  /** Forgets uploads older than `ms` that no message shows. Answers how many. */
  sweepFiles(ms: number): Promise<number>;
  /** Forgets events older than `ms`: a page that was away longer loads everything anew. Answers how many. */
  sweepEvents(ms: number): Promise<number>;
  /** What the core has not taken in, older than `ms`, oldest first. */
  inbox(ms: number): Promise<readonly InboxRow[]>;
  /** The core has it. */
  taken(row: string): Promise<void>;
  /** Calls back after every commit of this process (and of others, where the database tells). Answers how to stop. */
  onChange(listener: () => void): () => void;
}
