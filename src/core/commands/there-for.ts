import { mayHost } from '../challenge/may-host.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import type { Asked } from './run.ts';

/**
 * Those of the given challenges that exist for the asker. A closed one, whose channel not everybody may read, exists for its
 * members, for those who may host it and for what is typed or pressed in that channel itself; for everybody else it does not.
 * `left`: also for members who left it, when the question is only about their own records.
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
