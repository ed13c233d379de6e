import * as z from 'zod';
import { type KnownProof, sinceLastSeen } from '../../core/check-in/meanwhile.ts';
import type { Inbound, WatchedChannel } from '../../core/inbound.ts';
import type { MessageRef } from '../../core/model/ids.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { messageSchema } from './event-schemas.ts';
import { standingFiles } from './files.ts';
import { type HistoryDeps, readHistory } from './history.ts';
import type { Intake } from './intake.ts';
import { messageRef, readMessageRef, tsToMillis } from './refs.ts';

/** Five pages are a thousand messages. */
const MOST_PAGES = 5;
const placedSchema = z.object({ ts: z.string(), thread_ts: z.string().nullish() });

export interface LookAgainDeps extends HistoryDeps {
  readonly inbound: Inbound;
  readonly intake: Pick<Intake, 'editedMeanwhile' | 'textOf'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs one piece of work. Throws only failures that would hit all others too; a failure of this one alone is handled. */
  readonly take: (what: string, work: () => Promise<void>) => Promise<void>;
}

/**
 * Finds edits and deletions of known proofs that were made while no instance listened, and hands them to the core. Reads the history
 * backwards to before the oldest proof; if a page cannot be read, nothing is handed in. Slack leaves a tombstone where a message with
 * replies was deleted. Of the other missing messages, those at either end of what was read are left alone, since a workspace may let old
 * messages expire, and so are replies. Makes at most five requests, and none when no proof is known.
 */
export async function lookAgain(
  deps: LookAgainDeps,
  { workspace, channel }: WatchedChannel,
  known: readonly KnownProof[],
  signal: AbortSignal,
): Promise<void> {
  const here = known.filter(({ message }) => readMessageRef(message).channel === channel);
  if (here.length === 0) return;
  const messages = await readBack(deps, channel, here, signal);
  const tombs = new Set(messages.filter(({ read }) => read?.subtype === 'tombstone').map((m) => m.message));
  const buried = here.map(({ message }) => message).filter((message) => tombs.has(message));
  const standing = new Set(messages.map(({ message }) => message));
  // The channel's history contains only those replies that were also sent to the channel, so one that is missing may still be there.
  const rest = here.filter(
    ({ message }) =>
      !tombs.has(message) && (readMessageRef(message).thread === null || standing.has(message)),
  );
  const { edited, deleted } = sinceLastSeen(rest, messages, placeOf);
  const gone = [...buried, ...deleted];
  for (const { read, message } of edited) {
    if (!read) continue;
    const last = here.find((proof) => proof.message === message)?.editedAt ?? tsToMillis(read.ts);
    await deps.take(`edit:${channel}/${read.ts}`, () => deps.intake.editedMeanwhile(channel, read, last));
  }
  const handIn = (messages: readonly MessageRef[]) =>
    deps.inbound.deleted({ platform: 'slack', workspace, channel, messages, at: deps.clock.now() });
  if (gone.length > 0)
    await handIn(gone).catch(async () => {
      for (const message of gone) await deps.take(`delete:${message}`, () => handIn([message]));
    });
  if (edited.length + gone.length > 0) {
    deps.log.info('slack.look_again', { channel, edited: edited.length, deleted: gone.length });
  }
}

async function readBack(
  deps: LookAgainDeps,
  channel: string,
  known: readonly KnownProof[],
  signal: AbortSignal,
) {
  const [oldest] = known.map(({ message }) => placeOf(message)).toSorted((a, b) => (a < b ? -1 : 1));
  const messages = [];
  let pages = 0;
  for await (const page of readHistory(deps, { channel }, signal)) {
    // A message that we cannot parse fully exists all the same. One without a ts makes the whole history unusable (throws).
    for (const raw of page) {
      const { ts, thread_ts } = placedSchema.parse(raw);
      const read = messageSchema.safeParse(raw).data;
      messages.push({
        message: messageRef(channel, ts, thread_ts),
        text: read === undefined ? '' : deps.intake.textOf(read),
        editedAt: read?.edited ? tsToMillis(read.edited.ts) : null,
        filesLeft: standingFiles(read?.files),
        read,
      });
    }
    const last = messages.at(-1);
    if (++pages >= MOST_PAGES || (last && oldest !== undefined && placeOf(last.message) < oldest)) break;
  }
  return messages;
}

const placeOf = (ref: MessageRef): bigint => BigInt(readMessageRef(ref).ts.replace('.', ''));
