import { nameOf } from '../../challenge/title.ts';
import { messagesFor } from '../../messages/index.ts';
import type { Instant } from '../../model/day.ts';
import type { DeliveryKey } from '../../model/ids.ts';
import type { Tx } from '../../store.ts';
import { awayFrom, type Resting } from './away.ts';
import { type OwnChallenge, standingAt } from './own.ts';
import type { Addressee, HeldNews } from './store.ts';

/** Of the challenges a member is away from at `now`: the keys of what was told them before, or waits to be. */
export async function toldResting(
  tx: Tx,
  { member, nudge }: Addressee,
  own: readonly OwnChallenge[],
  now: Instant,
): Promise<readonly DeliveryKey[]> {
  if (!nudge) return [];
  const standings = own.map((each) => standingAt(each, now));
  return tx.everHeld(awayFrom(member.id, nudge, standings).map(({ key }) => key));
}

/** Has it told with the next nudge that those about these challenges rest, or by itself should that not come. */
export async function tellResting(
  tx: Tx,
  { member, home, locale }: Addressee,
  resting: readonly Resting[],
): Promise<readonly HeldNews[]> {
  const { personal } = messagesFor(locale);
  const target = { kind: 'direct', member: member.ref, workspace: home.ref } as const;
  const news = resting.map(({ key, challenge }) => ({ key, line: personal.resting([nameOf(challenge)]) }));
  for (const { key, line } of news)
    await tx.holdForNudge(home.id, key, { do: 'post', target, view: { view: 'note', line } });
  return news;
}
