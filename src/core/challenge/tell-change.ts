import { deliveryKey } from '../delivery/keys.ts';
import { type Messages, messagesFor } from '../messages/index.ts';
import type { ChallengeRow, Tx, WorkspaceRow } from '../store.ts';
import type { Line } from '../views.ts';
import { type ChallengeSettings, settingsOf } from './settings.ts';
import { type Field, settingsFields } from './settings-fields.ts';

/** Tells the channel, in one line, what was done to its challenge. `act`: the audit row, which is told once. */
export function tellChange(
  tx: Tx,
  workspace: Pick<WorkspaceRow, 'id' | 'locale'>,
  { id, channel }: Pick<ChallengeRow, 'id' | 'channel'>,
  act: string,
  say: (texts: Messages) => Line,
): Promise<void> {
  return tx.deliver(workspace.id, null, deliveryKey('changed', id, act), {
    do: 'post',
    target: { kind: 'channel', channel },
    view: { view: 'note', line: say(messagesFor(workspace.locale)) },
  });
}

/**
 * The settings that an edit changed and that members go by: the first and last day, what a proof is, how late it may come. A
 * changed rule is told when it is saved; a name, an emoji or a team goal is seen where it shows.
 */
export function changesToTell(
  before: ChallengeSettings,
  after: ChallengeSettings,
  texts: Messages,
): readonly Field[] {
  const { info, challenge } = texts;
  const told = [info.period, challenge.label.proof, challenge.label.backfill];
  const fields = (settings: ChallengeSettings) =>
    settingsFields(settingsOf(settings), texts).filter(({ label }) => told.includes(label));
  const was = fields(before).map((field) => JSON.stringify(field));
  return fields(after).filter((field) => !was.includes(JSON.stringify(field)));
}
