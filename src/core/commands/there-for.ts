import { mayHost } from '../challenge/may-host.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import type { Asked } from './run.ts';

/**
 * Those of these challenges that are there for whoever asks. A closed one, whose channel not everybody may read, is there for its
 * members, for who may host it and for what is typed or pressed in that channel itself; for everybody else it does not exist. `left`:
 * also for who left it, which is about nothing but their own records.
 */
export async function thereFor(
  tx: Tx,
  { workspace, member, event }: Asked,
  all: readonly ChallengeRow[],
  left = false,
): Promise<readonly ChallengeRow[]> {
  const isOpen = (each: ChallengeRow) =>
    !each.closed || each.channel === event.channel || mayHost(event.member, workspace, each);
  if (all.every(isOpen)) return all;
  const own = await (left ? tx.everIn(member.id) : tx.enrolledIn(member.id));
  return all.filter((each) => isOpen(each) || own.includes(each.id));
}
