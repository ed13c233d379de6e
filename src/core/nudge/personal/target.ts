import type { EffectTarget } from '../../delivery/effect.ts';
import { messagesFor } from '../../messages/index.ts';
import { dayOf } from '../../model/day.ts';
import type { ChannelRef, PlatformName } from '../../model/ids.ts';
import type { Tx } from '../../store.ts';
import type { Via } from './settings.ts';
import type { Addressee } from './store.ts';

/** Where a member is reached. `publicIn`: the channel whose readers see the message too; null when it is for the member alone. */
export interface Place {
  readonly target: EffectTarget;
  readonly publicIn: ChannelRef | null;
}

/**
 * Where a member can be reached by `via`: by direct message; or near one of the channels, with a line seen by them alone where
 * the platform can do that, else mentioned in the thread of their newest proof. Null when there is no such place.
 */
export async function targetOf(
  tx: Tx,
  { member, home, locale, zone }: Addressee,
  via: Via,
  {
    channels,
    privateNotice,
  }: {
    readonly channels: readonly ChannelRef[];
    readonly privateNotice: (platform: PlatformName) => boolean;
  },
): Promise<Place | null> {
  const alone = (target: EffectTarget): Place => ({ target, publicIn: null });
  if (via === 'direct') return alone({ kind: 'direct', member: member.ref, workspace: home.ref });
  const [channel] = channels;
  if (channel === undefined) return null;
  if (privateNotice(home.platform)) return alone({ kind: 'private', channel, member: member.ref });
  const proof = await tx.lastProof(member.id, channels);
  if (!proof) return null;
  const title = messagesFor(locale).threadTitle(member.name, dayOf(proof.at, zone, 0));
  const target: EffectTarget = { kind: 'thread', on: proof.message, title, mention: member.ref };
  return { target, publicIn: proof.channel };
}

/** The way to try when one of them fails. */
export const otherWay: Readonly<Record<Via, Via>> = { direct: 'mention', mention: 'direct' };
