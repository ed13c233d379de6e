import type { Instant } from '../model/day.ts';
import type { Tx, WorkspaceRow } from '../store.ts';
import type { Challenge } from './challenge.ts';
import { closingAt, noticesOf } from './schedule.ts';
import type { ChallengeSettings } from './settings.ts';
import { postWelcome } from './welcome.ts';

type Begun = ChallengeSettings & Pick<Challenge, 'id' | 'past'>;

/** Does what follows from starting a challenge, in the transaction that starts it: posts its welcome and plans its end. */
export async function announceStart(
  tx: Tx,
  workspace: Pick<WorkspaceRow, 'id' | 'locale' | 'timezone' | 'character'>,
  challenge: Begun,
  now: Instant,
): Promise<void> {
  await postWelcome(tx, workspace, challenge);
  await planEnd(tx, workspace, challenge, now);
}

/** Enqueues the jobs for the notices before the end and for the end itself. When planned anew, the waiting ones are replaced. */
export async function planEnd(
  tx: Tx,
  workspace: Pick<WorkspaceRow, 'timezone'>,
  challenge: Begun,
  now: Instant,
): Promise<void> {
  const { id } = challenge;
  for (const { days, at } of noticesOf(challenge, now)) {
    await tx.enqueue({
      task: 'endNotice',
      payload: { challenge: id, days },
      key: `end-notice:${id}:${days}`,
      runAt: at,
    });
  }
  const closing = closingAt(challenge, [workspace.timezone, ...(await tx.zonesOf(id))]);
  if (closing === null) return;
  await tx.enqueue({
    task: 'closeChallenge',
    payload: { challenge: id },
    key: `close:${id}`,
    runAt: closing,
  });
}
