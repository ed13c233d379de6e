import type { View } from '../../core/views.ts';

/** A message as the page stores it. */
export interface StoredMessage {
  /** Decimal digits, growing with time. */
  readonly id: string;
  readonly workspace: string;
  readonly channel: string;
  /** The id of the message whose thread it is in; null if it is in the channel itself. */
  readonly parent: string | null;
  /** A sample member's id, or `pal`. */
  readonly author: string;
  readonly text: string;
  readonly view: View | null;
  readonly files: readonly StoredFile[];
  /** The only member who may see it; null for everybody. */
  readonly onlyFor: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
  readonly reactions: readonly { readonly mark: string; readonly by: readonly string[] }[];
}

/** An upload as the page stores it, without its bytes. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  /** The media type that the uploader claims. */
  readonly type: string | null;
  /** In bytes. */
  readonly size: number;
  /** Whether there is a copy that the page can show. */
  readonly shown: boolean;
}

/** A message to be posted. */
export interface NewMessage {
  readonly workspace: string;
  readonly channel: string;
  readonly parent: string | null;
  readonly author: string;
  readonly text: string;
  readonly view: View | null;
  readonly files: readonly StoredFile[];
  readonly onlyFor: string | null;
  /** The key of the delivery that posts it. If a message with this key exists already, that one is returned instead. */
  readonly key: string | null;
}

/** Something a member did that the core has not processed yet; kept until it has. */
export type InboxItem =
  | { readonly kind: 'message'; readonly id: string }
  | { readonly kind: 'edited'; readonly id: string }
  | { readonly kind: 'deleted'; readonly id: string; readonly channel: string; readonly at: number }
  /** A member put a mark on a message. */
  | {
      readonly kind: 'marked';
      readonly id: string;
      readonly mark: string;
      readonly by: string;
      readonly at: number;
    };

/** A row of the inbox: its id and what the member did. */
export interface InboxRow {
  readonly row: string;
  readonly item: InboxItem;
}

/** A change of one message; events are in the order of commits. */
export interface StoredEvent {
  readonly id: string;
  readonly message: string;
}

/**
 * Stores what the page shows. Every change of a message adds one event in the same transaction, and event ids grow in the order of commits:
 * whoever has read up to an id has missed nothing before it.
 */
export interface WebStore {
  /** Posts a message. With `inbox`, a row for the core is written in the same transaction; `row` is its id. */
  post(
    message: NewMessage,
    options: { readonly inbox: boolean },
  ): Promise<{ message: StoredMessage; row: string | null }>;
  /** Edits a message. Null if it does not exist or is deleted. */
  edit(
    id: string,
    change: { readonly text: string } | { readonly view: View },
    options: { readonly inbox: boolean },
  ): Promise<{ message: StoredMessage; row: string | null } | null>;
  /** Removes a message's text, view, files and marks; its place in the channel stays. Null if it is gone already. */
  remove(id: string, options: { readonly inbox: boolean }): Promise<{ row: string | null } | null>;
  /** Sets or removes one mark. Returns what the core has to process, if anything. */
  react(
    reaction: { readonly message: string; readonly mark: string; readonly by: string; readonly on: boolean },
    options: { readonly inbox: boolean },
  ): Promise<InboxRow | null>;
  message(id: string): Promise<StoredMessage | null>;
  /** Finds the message posted under a delivery's key. */
  byKey(key: string): Promise<StoredMessage | null>;
  /** The newest messages of these channels before `before`, oldest first, with all of their threads; only those that `viewer` may see. */
  page(query: {
    readonly channels: readonly string[];
    readonly viewer: string;
    readonly before: string | null;
    readonly limit: number;
  }): Promise<{ readonly messages: readonly StoredMessage[]; readonly more: boolean }>;
  /** Which animal speaks to a member (`mine`) and which by default (`house`; null if none was chosen), and the member's tone. */
  speakers(
    workspace: string,
    member: string,
  ): Promise<{ readonly house: string | null; readonly mine: string | null; readonly tone: string | null }>;
  /** The newest welcome of a challenge that has not ended. */
  pinned(channel: string): Promise<StoredMessage | null>;
  /** The oldest and newest event of these channels; '0' if there are none. */
  bounds(channels: readonly string[]): Promise<{ readonly oldest: string; readonly newest: string }>;
  events(query: {
    readonly channels: readonly string[];
    readonly viewer: string;
    readonly after: string;
    readonly limit: number;
  }): Promise<readonly StoredEvent[]>;
  /** Stores an upload. `bytes` is for the core, `copy` is what the page shows of it (WebP), if anything. */
  addFile(file: StoredFile, bytes: Uint8Array, copy: Uint8Array | null): Promise<void>;
  fileInfo(id: string): Promise<StoredFile | null>;
  /** The bytes stored for the core. */
  fileBytes(id: string): Promise<Uint8Array | null>;
  fileCopy(id: string): Promise<Uint8Array | null>;
  /** The size of all stored files, in bytes. */
  keptBytes(): Promise<number>;
  /** Deletes uploads older than `ms` that no message shows. Returns how many. */
  sweepFiles(ms: number): Promise<number>;
  /** Deletes events older than `ms`: a page that was away longer loads everything again. Returns how many. */
  sweepEvents(ms: number): Promise<number>;
  /** What the core has not processed yet, older than `ms`, oldest first. */
  inbox(ms: number): Promise<readonly InboxRow[]>;
  /** Removes a row from the inbox, since the core has processed it. */
  taken(row: string): Promise<void>;
  /** Calls `listener` after every commit of this process (and of others, if the database tells). Returns how to stop. */
  onChange(listener: () => void): () => void;
}
