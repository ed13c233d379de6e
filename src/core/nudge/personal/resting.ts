import { nameOf } from '../../challenge/title.ts';
import { messagesFor } from '../../messages/index.ts';
import type { Instant } from '../../model/day.ts';
import type { DeliveryKey } from '../../model/ids.ts';
import type { Tx } from '../../store.ts';
import { awayFrom, type Resting } from './away.ts';
import { type OwnChallenge, standingAt } from './own.ts';
import type { Addressee, HeldNews } from './store.ts';

/** For the challenges that a member is away from at `now`: the keys of those they were told about before, or are about to be. */
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

/**
 * Holds, for the member's next nudge, the news that nudges about these challenges rest; should that nudge not come, it is sent by
 * itself. Returns the held news.
 */
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
