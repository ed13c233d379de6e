import type { WatchedChannel } from '../inbound.ts';
import type { Instant } from '../model/day.ts';
import type { AttachmentRef, MessageRef, PlatformName } from '../model/ids.ts';
import { storable } from '../model/storable.ts';

/** A live proof of a channel as it was last taken in. */
export interface KnownProof {
  readonly message: MessageRef;
  readonly text: string;
  /** The platform's time of the newest edit taken in, in milliseconds since 1970; null: none. */
  readonly editedAt: number | null;
  /** Those of its files of which copies are kept or to come; none when left out. */
  readonly files?: readonly AttachmentRef[];
}

/**
 * The proofs members posted in a channel in the recent past that still stand as far as we know, newest first: in the days before
 * `heardUntil`, up to when the channel was heard, in milliseconds since 1970, and since. What the bot posted for a member (a card)
 * and what was taken back is not among them.
 */
export type KnownProofs = (
  platform: PlatformName,
  channel: Pick<WatchedChannel, 'workspace' | 'channel'>,
  heardUntil: Instant,
) => Promise<readonly KnownProof[]>;

/** A message of anybody's as the platform's history holds it now. */
export interface StandingMessage {
  readonly message: MessageRef;
  readonly text: string;
  /** As above; null: never edited. */
  readonly editedAt: number | null;
  /** The files that are still there; left out: the platform did not tell. */
  readonly filesLeft?: readonly AttachmentRef[] | undefined;
}

export interface Meanwhile<M extends StandingMessage> {
  /** As they stand now. */
  readonly edited: readonly M[];
  readonly deleted: readonly MessageRef[];
  /** Not there, but beyond the newest or the oldest message read: nothing tells whether they were deleted. */
  readonly newer: readonly MessageRef[];
  readonly older: readonly MessageRef[];
}

/**
 * What became of known proofs while nobody listened, by a part of the channel's history that was read without gaps. Only
 * what is missing between two messages that stand was deleted: a history that is empty, as it is for a bot that may no
 * longer read it, or that ends early, deletes nothing. `placeOf`: a message's place in the channel; unique, growing.
 */
export function sinceLastSeen<M extends StandingMessage>(
  known: readonly KnownProof[],
  history: readonly M[],
  placeOf: (message: MessageRef) => bigint,
): Meanwhile<M> {
  const standing = new Map(history.map((each) => [each.message, each]));
  const places = history.map(({ message }) => placeOf(message)).toSorted((a, b) => (a < b ? -1 : 1));
  const [oldest, newest] = [places[0], places.at(-1)];
  const deleted: MessageRef[] = [];
  const newer: MessageRef[] = [];
  const older: MessageRef[] = [];
  const edited: M[] = [];
  for (const proof of known) {
    const now = standing.get(proof.message);
    const place = placeOf(proof.message);
    if (now !== undefined) {
      if (wasEdited(proof, now) || lostFile(proof, now)) edited.push(now);
    } else if (newest === undefined || place > newest) newer.push(proof.message);
    else if (oldest === undefined || place < oldest) older.push(proof.message);
    else deleted.push(proof.message);
  }
  return { edited, deleted, newer, older };
}

/** An edit mark alone is not enough: a message may have been edited before it was first taken in. */
function wasEdited(known: KnownProof, now: StandingMessage): boolean {
  if (now.editedAt === null || (known.editedAt !== null && now.editedAt <= known.editedAt)) return false;
  return storable(now.text) !== known.text;
}

/** A photo that was taken out, which on Slack leaves no mark of an edit. */
function lostFile({ files = [] }: KnownProof, { filesLeft }: StandingMessage): boolean {
  return filesLeft !== undefined && files.some((file) => !filesLeft.includes(file));
}
