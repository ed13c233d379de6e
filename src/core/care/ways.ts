import type { Cause, GivenUp } from '../delivery/cause.ts';
import type { EffectTarget } from '../delivery/effect.ts';
import type { Instead } from '../delivery/instead.ts';
import { deliveryKey, partsIf } from '../delivery/keys.ts';
import type { Claimed } from '../delivery/ledger.ts';
import { messagesFor } from '../messages/index.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type { ChannelRef, PlatformName, ProofId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { Tx } from '../store.ts';
import type { CareKind } from './guard.ts';
import type { CarePlace } from './store.ts';
import { tellHost } from './tell-host.ts';
import { careView, hereView, localeOfCare, localeOfNote } from './words.ts';

/** A member in danger, with how to reach them and the host. */
export interface CareWay extends Pick<CarePlace, 'workspace' | 'member' | 'host'> {
  /** The member's text; empty once it is erased. */
  readonly text: string;
  /** The channel for a note that only the member sees; null if there is none. */
  readonly channel: ChannelRef | null;
  /** The message is gone on which the thread for the last way would hang. */
  readonly gone: boolean;
  /** The proof of that thread; null if it hangs on no proof of ours. */
  readonly proof: ProofId | null;
  /** The day in the thread's title. */
  readonly day: CivilDay;
  /** The message that the thread hangs on. */
  readonly start:
    | Pick<Extract<EffectTarget, { kind: 'thread' }>, 'kind' | 'on'>
    | Pick<Extract<EffectTarget, { kind: 'threadOfDelivery' }>, 'kind' | 'key'>;
}

/** After these causes no other way is tried: too late, the note would only remind; and in a workspace that is gone nobody is reached. */
const ending: ReadonlySet<Cause> = new Set(['tooOld', 'revoked', 'parked']);

/**
 * Delivers a note of care, trying three ways one after the other: a private note in the channel (`<name>:<id>`), a direct message
 * (`<name>-direct:<id>`), a line without a subject in the thread (`<name>-here:<id>`).
 */
export function createCareWays<Id extends string>({
  privateNotice,
  name,
  find,
}: {
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly name: 'care' | 'care-talk';
  /** Locks and reads the member's ways as they are now; null when there is nobody to tell. */
  readonly find: (tx: Tx, id: Id) => Promise<CareWay | null>;
}) {
  return { begin, otherwise };

  /** Queues the note and the host's. The note belongs to no proof, so that its numbers stay if the proof is deleted. */
  async function begin(tx: Tx, id: Id, way: CareWay, what: CareKind, now: Instant): Promise<void> {
    const { workspace, member, channel } = way;
    const reached = {
      own: member.locale,
      spoken: localeOf(way),
      zone: member.zone,
      workspaceZone: workspace.zone,
    };
    const target: EffectTarget =
      channel && privateNotice(workspace.platform)
        ? { kind: 'private', channel, member: member.ref }
        : directTo(way);
    const key = deliveryKey(name, id);
    await tx.deliver(workspace.id, null, key, { do: 'post', target, view: careView(what, reached) });
    await tellHost(tx, way, what, now);
  }

  /** Sends an undeliverable note the next way. */
  function otherwise({ key, effect }: Claimed, settlement: GivenUp): Instead | null {
    const id = partsIf(key, name, `${name}-direct`)[0] as Id | undefined;
    if (id === undefined || effect.do !== 'post' || ending.has(settlement.cause)) return null;
    const { target, view } = effect;
    return async (tx) => {
      const way = await find(tx, id);
      if (!way) return false;
      const { workspace, proof, gone } = way;
      if (target.kind === 'private') {
        const direct = deliveryKey(`${name}-direct`, id);
        await tx.deliver(workspace.id, null, direct, { do: 'post', target: directTo(way), view });
        return true;
      }
      if (gone) return false;
      const here = deliveryKey(`${name}-here`, id);
      // The words of a talk are erased by now; only the note still tells the language.
      const locale = localeOfNote(view) ?? localeOf(way);
      const line = { do: 'post', target: threadOf(way, locale), view: hereView(locale) } as const;
      await tx.deliver(workspace.id, proof, here, line);
      return true;
    };
  }
}

function directTo({ member, workspace }: CareWay): EffectTarget {
  return { kind: 'direct', member: member.ref, workspace: workspace.ref };
}

function threadOf({ start, member, day }: CareWay, locale: Locale): EffectTarget {
  return { ...start, title: messagesFor(locale).threadTitle(member.name, day) };
}

function localeOf({ text, member, workspace }: CareWay): Locale {
  return localeOfCare(text, { own: member.locale, house: workspace.locale });
}
