import { actionId } from '../actions.ts';
import { nameOfCharacter } from '../characters/speaker.ts';
import { againOf, deliveryKey, undoOf } from '../delivery/keys.ts';
import { messagesFor } from '../messages/index.ts';
import { goalSentence } from '../model/goal.ts';
import type { ChallengeId, ChannelRef, DeliveryKey } from '../model/ids.ts';
import type { Tx, WorkspaceRow } from '../store.ts';
import type { WelcomeView } from '../views.ts';
import type { Challenge } from './challenge.ts';
import { nameOf } from './title.ts';

type Welcomed = Pick<
  Challenge,
  'title' | 'emoji' | 'goal' | 'weekStart' | 'graceMinutes' | 'proofKind' | 'minLength' | 'startsOn'
> & { readonly id: ChallengeId; readonly channel: ChannelRef };

/** The welcome that the channel sees when a challenge starts. */
export function welcomeView(
  { locale, character }: Pick<WorkspaceRow, 'locale' | 'character'>,
  challenge: Omit<Welcomed, 'channel'>,
): WelcomeView {
  const texts = messagesFor(locale);
  const { id, goal } = challenge;
  return {
    view: 'welcome',
    title: nameOf(challenge),
    lines: texts.welcome(
      goalSentence(goal, challenge, locale),
      challenge,
      nameOfCharacter(character, locale),
    ),
    buttons: [
      { action: actionId({ do: 'join', challenge: id }), label: texts.button.join, style: 'primary' },
      { action: actionId({ do: 'info', challenge: id }), label: texts.button.info, style: 'secondary' },
    ],
  };
}

/** Posts the welcome, once. `again`: the challenge's version when it moved, for one more welcome in its new channel. */
export function postWelcome(
  tx: Tx,
  workspace: Pick<WorkspaceRow, 'id' | 'locale' | 'character'>,
  challenge: Welcomed,
  again?: number,
): Promise<void> {
  const key = deliveryKey('welcome', challenge.id, ...(again === undefined ? [] : [again]));
  return deliverWelcome(tx, workspace, challenge, key);
}

function deliverWelcome(
  tx: Tx,
  workspace: Pick<WorkspaceRow, 'id' | 'locale' | 'character'>,
  challenge: Welcomed,
  key: DeliveryKey,
): Promise<void> {
  return tx.deliver(workspace.id, null, key, {
    do: 'post',
    target: { kind: 'channel', channel: challenge.channel },
    view: welcomeView(workspace, challenge),
  });
}

/**
 * Posts the welcomes that a channel refused, as their challenges are now. Each refused delivery is settled with it, so that its
 * welcome comes once, however often we hear that the channel lets us in.
 */
export async function postRefusedWelcomes(
  tx: Tx,
  workspace: Pick<WorkspaceRow, 'id' | 'locale' | 'character'>,
  channel: ChannelRef,
): Promise<void> {
  const here = (await tx.listChallenges(workspace.id)).filter((each) => each.channel === channel);
  for (const challenge of here) {
    const refused = await tx.settleRefusedWelcome(challenge.id);
    if (refused) await deliverWelcome(tx, workspace, challenge, againOf(refused));
  }
}

/** Edits the welcome to what it should show now. `change` names what changed it, so that each change is shown once. */
export async function renewWelcome(
  tx: Tx,
  workspace: Pick<WorkspaceRow, 'id'>,
  challenge: Pick<Welcomed, 'id'>,
  change: string,
  view: WelcomeView,
): Promise<void> {
  const of = await tx.newestWelcome(challenge.id);
  if (!of) return;
  await tx.deliver(workspace.id, null, deliveryKey(`welcome-${change}`, challenge.id), {
    do: 'edit',
    of,
    view,
  });
}

/** Edits every welcome of a workspace after its character or its language changed. */
export async function renewWelcomes(tx: Tx, workspace: WorkspaceRow, change: string): Promise<void> {
  for (const challenge of await tx.listChallenges(workspace.id))
    await renewWelcome(tx, workspace, challenge, change, welcomeView(workspace, challenge));
}

/** Takes the welcome out of the channel. */
export async function removeWelcome(
  tx: Tx,
  workspace: Pick<WorkspaceRow, 'id'>,
  challenge: Pick<Welcomed, 'id'>,
  reason: string,
): Promise<void> {
  const of = await tx.newestWelcome(challenge.id);
  const message = of && (await tx.withdraw(of, reason));
  if (message) await tx.deliver(workspace.id, null, undoOf(of), { do: 'remove', message });
}
