import { heroOf } from '../characters/index.ts';
import { deliveryKey } from '../delivery/keys.ts';
import { messagesFor } from '../messages/index.ts';
import type { CivilDay } from '../model/day.ts';
import type { ChallengeId, DeliveryKey, MemberId, ProofId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import { firstWeekMet, type Milestone, milestoneReached, type Streak } from '../model/streak/index.ts';
import type { PictureSpec } from '../pictures/spec.ts';
import type { CardView } from '../views.ts';

/** What a check-in brought that is worth a card. */
export type Reached =
  | { readonly kind: 'milestone'; readonly milestone: Milestone }
  | { readonly kind: 'first'; readonly first: 'week' | 'comeback' };

/**
 * What a check-in reached, at most one thing: a milestone, else a first. The very first proof is welcomed by its cheer and called
 * the first in the line under it; a card as well would be too much. `back`: the member came back with this check-in; whether for
 * the first time is decided where cards are written, since an existing card prevents a second one (boost_write_facts).
 */
export function reachedBy(
  { before, after }: { readonly before: Streak; readonly after: Streak },
  back: boolean,
): Reached | null {
  const milestone = milestoneReached(before, after);
  if (milestone) return { kind: 'milestone', milestone };
  if (back) return { kind: 'first', first: 'comeback' };
  return firstWeekMet(before, after) ? { kind: 'first', first: 'week' } : null;
}

/** The delivery key of the card, once for a proof; an existing card of the same milestone prevents a second one (boost_write_facts). */
export function milestoneKey(
  reached: Reached,
  { challenge, member, proof }: { challenge: ChallengeId; member: MemberId; proof: ProofId },
): DeliveryKey {
  return deliveryKey('milestone', challenge, member, nameOf(reached), proof);
}

function nameOf(reached: Reached): string {
  if (reached.kind === 'first') return `first-${reached.first}`;
  const { count, of } = reached.milestone;
  return of === 'day' ? String(count) : `${count}-${of}`;
}

/** The card posted under the proof that reached it; pure. */
export function milestoneCard(
  reached: Reached,
  of: {
    readonly name: string;
    readonly challenge: { readonly title: string; readonly emoji: string | null };
    readonly daysDone: number;
    readonly asOf: { readonly day: CivilDay; readonly zone: string };
    /** The character on its picture; absent: 담찌. */
    readonly character?: string;
    readonly locale: Locale;
  },
): CardView {
  const { name, challenge, asOf, locale } = of;
  const { milestone: texts } = messagesFor(locale).counting;
  const card = { view: 'card', fields: [], buttons: [] } as const;
  if (reached.kind === 'first') {
    const { title, line } =
      reached.first === 'week'
        ? { title: texts.firstWeek.title, line: texts.firstWeek.line(name, challenge.title) }
        : {
            title: texts.firstComeback.title,
            line: texts.firstComeback.line(name, challenge.title, of.daysDone),
          };
    return { ...card, title, lines: [line], picture: null };
  }
  const { count, of: unit } = reached.milestone;
  const picture: PictureSpec = {
    kind: 'milestone',
    locale,
    asOf,
    name,
    challenge: { title: challenge.title, emoji: challenge.emoji },
    number: count,
    unit: unit === 'block' ? 'turn' : unit,
    ...heroOf(of.character),
  };
  return {
    ...card,
    title: texts.title(count, unit),
    lines: [texts.line(name, challenge.title, count, unit)],
    picture,
  };
}
