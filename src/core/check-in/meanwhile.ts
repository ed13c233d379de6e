import type { WatchedChannel } from '../inbound.ts';
import type { Instant } from '../model/day.ts';
import type { AttachmentRef, MessageRef, PlatformName } from '../model/ids.ts';
import { storable } from '../model/storable.ts';

/** A proof of a channel, not taken back, as we last stored it. */
export interface KnownProof {
  readonly message: MessageRef;
  readonly text: string;
  /** The platform's time of the newest edit we stored, in milliseconds since 1970; null: none. */
  readonly editedAt: number | null;
  /** The files of which we have copies or will have them; none when absent. */
  readonly files?: readonly AttachmentRef[];
}

/**
 * Reads the proofs of a channel that as far as we know still stand, newest first: those posted in the days before `heardUntil` or since.
 * `heardUntil`: until when the channel was heard, in milliseconds since 1970. Without cards that the bot posted for a member, and without
 * proofs that were taken back.
 */
export type KnownProofs = (
  platform: PlatformName,
  channel: Pick<WatchedChannel, 'workspace' | 'channel'>,
  heardUntil: Instant,
) => Promise<readonly KnownProof[]>;

/** A message, of any author, as the platform's history has it now. */
export interface StandingMessage {
  readonly message: MessageRef;
  readonly text: string;
  /** The platform's time of the newest edit, in milliseconds since 1970; null: never edited. */
  readonly editedAt: number | null;
  /** The files that the message still has; absent when the platform did not say. */
  readonly filesLeft?: readonly AttachmentRef[] | undefined;
}

/** What happened to known proofs while we were away. */
export interface Meanwhile<M extends StandingMessage> {
  /** The edited messages, as they are now. */
  readonly edited: readonly M[];
  readonly deleted: readonly MessageRef[];
  /** Proofs newer, or older, than every message that was read: we cannot tell whether they were deleted. */
  readonly newer: readonly MessageRef[];
  readonly older: readonly MessageRef[];
}

/**
 * Finds out what happened to known proofs while we were away, from a part of the channel's history that was read without gaps. A proof
 * counts as deleted only if it is missing between two messages that are there: so a history that is empty (as for a bot that may no
 * longer read it) or that ends early deletes nothing. `placeOf`: a message's position in the channel; unique and increasing.
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

/** Whether a message was edited since. Its edit time alone does not show it: it may have been edited before we first stored it. */
function wasEdited(known: KnownProof, now: StandingMessage): boolean {
  if (now.editedAt === null || (known.editedAt !== null && now.editedAt <= known.editedAt)) return false;
  return storable(now.text) !== known.text;
}

/** Whether a file was taken out of the message, which on Slack sets no edit time. */
function lostFile({ files = [] }: KnownProof, { filesLeft }: StandingMessage): boolean {
  return filesLeft !== undefined && files.some((file) => !filesLeft.includes(file));
}
