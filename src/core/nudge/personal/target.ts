import type { EffectTarget } from '../../delivery/effect.ts';
import { messagesFor } from '../../messages/index.ts';
import { dayOf } from '../../model/day.ts';
import type { ChannelRef, PlatformName } from '../../model/ids.ts';
import type { Tx } from '../../store.ts';
import type { Via } from './settings.ts';
import type { Addressee } from './store.ts';

/** Where somebody is reached. `publicIn`: the channel whose readers see it too; null: it is for them alone. */
export interface Place {
  readonly target: EffectTarget;
  readonly publicIn: ChannelRef | null;
}

/**
 * Where a member is reached that way: by direct message; or near one of the channels, seen by them alone where the platform can
 * show a line to one member, else called in the thread of their newest proof. Null: there is no such place.
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

export const otherWay: Readonly<Record<Via, Via>> = { direct: 'mention', mention: 'direct' };
