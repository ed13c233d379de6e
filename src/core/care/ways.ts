import type { Cause, GivenUp } from '../delivery/cause.ts';
import type { EffectTarget } from '../delivery/effect.ts';
import { deliveryKey, partsIf } from '../delivery/keys.ts';
import type { Claimed } from '../delivery/ledger.ts';
import { messagesFor } from '../messages/index.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type { ChannelRef, PlatformName, ProofId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { Tx, UnitOfWork } from '../store.ts';
import type { CareKind } from './guard.ts';
import type { CarePlace } from './store.ts';
import { tellHost } from './tell-host.ts';
import { careView, hereView, localeOfCare, localeOfNote } from './words.ts';

/** Who is in danger, and where they and their host are reached. */
export interface CareWay extends Pick<CarePlace, 'workspace' | 'member' | 'host'> {
  /** What they wrote; empty once it is forgotten. */
  readonly text: string;
  /** Where a line for the member alone may stand; null: nowhere. */
  readonly channel: ChannelRef | null;
  /** Nothing is there any more for the line in the thread to hang on. */
  readonly gone: boolean;
  /** The proof that the line hangs on; null: none of ours. */
  readonly proof: ProofId | null;
  /** The day its thread is called by. */
  readonly day: CivilDay;
  /** Where that thread begins. */
  readonly start:
    | Pick<Extract<EffectTarget, { kind: 'thread' }>, 'kind' | 'on'>
    | Pick<Extract<EffectTarget, { kind: 'threadOfDelivery' }>, 'kind' | 'key'>;
}

/** Told too late it would only remind; of a workspace that is gone nobody is reached. */
const ending: ReadonlySet<Cause> = new Set(['tooOld', 'revoked', 'parked']);

/**
 * The ways of a note of care to its member, one after the other: alone (`<name>:<id>`), directly (`<name>-direct:<id>`), else one
 * line in the thread without a subject (`<name>-here:<id>`).
 */
export function createCareWays<Id extends string>({
  unitOfWork,
  privateNotice,
  name,
  find,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly name: 'care' | 'care-talk';
  /** The way as it is now, locked; null: there is nobody to tell. */
  readonly find: (tx: Tx, id: Id) => Promise<CareWay | null>;
}) {
  return { begin, otherwise };

  /** Plans the note, and that the host is told. It hangs on no proof: should that be deleted, the numbers stay. */
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

  /** A note that will not arrive goes the next way; told before that is written down, so that a kill loses nothing. */
  async function otherwise({ key, effect }: Claimed, settlement: GivenUp): Promise<void> {
    const id = partsIf(key, name, `${name}-direct`)[0] as Id | undefined;
    if (id === undefined || effect.do !== 'post' || ending.has(settlement.cause)) return;
    const { target, view } = effect;
    await unitOfWork.run(async (tx) => {
      const way = await find(tx, id);
      if (!way) return;
      const { workspace, proof, gone } = way;
      if (target.kind === 'private') {
        const direct = deliveryKey(`${name}-direct`, id);
        return tx.deliver(workspace.id, null, direct, { do: 'post', target: directTo(way), view });
      }
      if (gone) return;
      const here = deliveryKey(`${name}-here`, id);
      // Of a talk nothing is left by now but the note.
      const locale = localeOfNote(view) ?? localeOf(way);
      const line = { do: 'post', target: threadOf(way, locale), view: hereView(locale) } as const;
      await tx.deliver(workspace.id, proof, here, line);
    });
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
