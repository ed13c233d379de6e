import type { APIMessage } from 'discord.js';
import { type KnownProof, sinceLastSeen } from '../../core/check-in/meanwhile.ts';
import type { WatchedChannel } from '../../core/inbound.ts';
import type { MessageRef } from '../../core/model/ids.ts';
import { storable } from '../../core/model/storable.ts';
import { Code, isCode } from './errors.ts';
import { type HistoryDeps, PAGE, readPage } from './history.ts';
import type { Intake } from './intake.ts';
import { persist } from './persist.ts';
import { compareIds, messageRef, readId, readMessageRef } from './refs.ts';
import { filesOf } from './translate.ts';

/** The most requests for one channel: ten pages (a thousand messages), and twenty messages asked for one by one. */
const MOST_PAGES = 10;
const MOST_ASKED = 20;

export interface LookAgainDeps extends HistoryDeps {
  readonly intake: Pick<Intake, 'edited' | 'deleted' | 'textOf'>;
}

/**
 * Finds edits and deletions of known proofs that were made while no instance listened, hands them to the intake and returns how many
 * there were. `next` is the oldest message posted after the known proofs, or null. Reads the history backwards from there to before the
 * oldest proof, and asks for the missing messages one by one. If anything cannot be read, it throws like any request and hands in
 * nothing. Makes at most 30 requests, and none when no proof is known.
 */
export async function lookAgain(
  deps: LookAgainDeps,
  watched: WatchedChannel,
  known: readonly KnownProof[],
  next: APIMessage | null,
): Promise<{ edited: number; deleted: number }> {
  const channelId = readId(watched.channel);
  const here = known.filter(({ message }) => standsIn(message, channelId));
  if (here.length === 0) return { edited: 0, deleted: 0 };
  const { messages, whole } = await readBack(deps, channelId, next, oldestOf(here));
  const kept = new Map(here.map(({ message, text }) => [message, text]));
  const shown = messages.map((message) => {
    const ref = messageRef({ guildId: watched.workspace, channelId, messageId: message.id });
    // Earlier versions stored the text with Discord's ids in it. Text that is equal to that has not changed either.
    const asKept = kept.get(ref) === storable(message.content);
    return {
      message: ref,
      text: asKept ? message.content : deps.intake.textOf(message),
      editedAt: message.edited_timestamp === null ? null : Date.parse(message.edited_timestamp),
      filesLeft: filesOf(message),
      whole: message,
    };
  });
  const { edited, deleted, newer, older } = sinceLastSeen(here, shown, (ref) => BigInt(idOf(ref)));
  const asked = [...newer, ...(whole ? older : []), ...deleted].slice(0, MOST_ASKED);
  const areGone = await areAllGone(deps, channelId, asked.map(idOf));
  const gone = areGone ? [...new Set([...asked, ...deleted])].map(idOf) : [];
  for (const { whole: message } of edited) deps.intake.edited(message, watched.workspace);
  if (gone.length > 0) deps.intake.deleted(channelId, watched.workspace, gone);
  return { edited: edited.length, deleted: gone.length };
}

/** Reads messages backwards, newest first, until past `oldest`. `whole` is true when the channel has no older messages. */
async function readBack(
  deps: LookAgainDeps,
  channelId: string,
  next: APIMessage | null,
  oldest: string,
): Promise<{ messages: readonly APIMessage[]; whole: boolean }> {
  const messages = next === null ? [] : [next];
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const last = messages.at(-1)?.id;
    const page = await readPage(deps, channelId, last === undefined ? {} : { before: last });
    messages.push(...page.toReversed());
    if (page.length < PAGE) return { messages, whole: true };
    if (compareIds(page[0]!.id, oldest) < 0) break;
  }
  return { messages, whole: false };
}

/**
 * Whether Discord says of each message that it does not exist. This guards against false deletions: a bot that may not read the history
 * gets empty pages, but is refused here (which throws). If any of the messages exists, the history that was read was incomplete.
 */
async function areAllGone(deps: LookAgainDeps, channelId: string, ids: readonly string[]): Promise<boolean> {
  for (const id of ids) {
    deps.signal.throwIfAborted();
    const stands = await persist(deps, channelId, () =>
      deps.rest.request<APIMessage>(
        { method: 'GET', path: `/channels/${channelId}/messages/${id}`, breaker: `history:${channelId}` },
        { needs: 'READ_MESSAGE_HISTORY', once: false },
      ),
    ).catch((error: unknown) => {
      if (isCode(error, Code.unknownMessage)) return null;
      throw error;
    });
    if (stands !== null) return false;
  }
  return true;
}

const idOf = (ref: MessageRef): string => readMessageRef(ref).messageId;

/** Whether a message is in the channel itself. A proof counted by hand may be in a thread, whose messages the history lacks. */
const standsIn = (ref: MessageRef, channelId: string): boolean => ref.split('/')[1] === channelId;

function oldestOf(known: readonly KnownProof[]): string {
  return known.map(({ message }) => idOf(message)).toSorted(compareIds)[0]!;
}
