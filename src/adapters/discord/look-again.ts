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

/** Bounds of what one channel costs: a thousand messages read, twenty asked for one by one. */
const MOST_PAGES = 10;
const MOST_ASKED = 20;

export interface LookAgainDeps extends HistoryDeps {
  readonly intake: Pick<Intake, 'edited' | 'deleted' | 'textOf'>;
}

/**
 * Hands in the edits and deletions of known proofs that were made while nobody listened; answers how many. `next`: the
 * oldest message that came after them, null when none did. Reads the history backwards from there to before the oldest
 * of them, and asks for those it does not find by name; what cannot be read ends it with nothing handed in. At most 30
 * requests; none when nothing is known. Throws as any request.
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
    // Kept with Discord's ids in it, as earlier versions did, it has not changed either.
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

/** `whole`: the channel has nothing older. */
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
 * Whether Discord says of each message that it does not exist. It does not say so to a bot that may not read the history:
 * such a bot gets empty pages, but is refused here. One that stands shows that the history read was not the whole of it.
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

/** A proof counted by hand may stand in a thread, whose messages are not in the channel's history. */
const standsIn = (ref: MessageRef, channelId: string): boolean => ref.split('/')[1] === channelId;

function oldestOf(known: readonly KnownProof[]): string {
  return known.map(({ message }) => idOf(message)).toSorted(compareIds)[0]!;
}
