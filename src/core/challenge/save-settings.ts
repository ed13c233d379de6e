import type { Instant } from '../model/day.ts';
import type { ChallengeRow, Tx, WorkspaceRow } from '../store.ts';
import type { Rules } from './rule-change.ts';
import type { ChallengeSettings } from './settings.ts';
import { planEnd } from './start-challenge.ts';
import { postWelcome, removeWelcome, renewWelcome, welcomeView } from './welcome.ts';

/**
 * Saves a locked challenge's settings. While the challenge is running, its welcome is updated or moved to its new channel, and
 * its end is planned anew.
 */
export async function saveSettings(
  tx: Tx,
  workspace: WorkspaceRow,
  before: ChallengeRow,
  settings: ChallengeSettings,
  rules: Rules,
  now: Instant,
  past = before.past ?? [],
): Promise<void> {
  const { id } = before;
  await tx.saveChallenge(id, settings, rules, past, now);
  if (before.timezone !== settings.timezone) await tx.moveNudges(id, settings.timezone, now);
  if (before.startedAt === null) return;
  const version = before.version + 1;
  const after = { ...settings, id, past };
  if (before.channel !== settings.channel) {
    await removeWelcome(tx, workspace, before, 'the challenge moved');
    await postWelcome(tx, workspace, after, version);
  } else if (said(workspace, before) !== said(workspace, after)) {
    await renewWelcome(tx, workspace, after, `edit-${version}`, welcomeView(workspace, after));
  }
  await planEnd(tx, workspace, after, now);
}

function said(workspace: WorkspaceRow, challenge: Parameters<typeof welcomeView>[1]): string {
  return JSON.stringify(welcomeView(workspace, challenge));
}
