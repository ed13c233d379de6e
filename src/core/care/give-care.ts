import type { CheerContext } from '../cheer/store.ts';
import { substance } from '../cheer/substance.ts';
import type { Effect, EffectTarget } from '../delivery/effect.ts';
import type { Claimed, Settlement } from '../delivery/ledger.ts';
import { messagesFor } from '../messages/index.ts';
import type { DeliveryKey, PlatformName, ProofId } from '../model/ids.ts';
import type { Clock, Log } from '../ports.ts';
import type { Tx, UnitOfWork } from '../store.ts';
import type { CareKind } from './guard.ts';
import { isInCare } from './in-care.ts';
import { signsOf } from './signs.ts';
import type { CarePlace } from './store.ts';
import { tellHost } from './tell-host.ts';
import { careView, hereView } from './words.ts';

export interface GiveCareDeps {
  readonly unitOfWork: UnitOfWork;
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Somebody needs help: nothing is cheered any more, what was is taken away, and a fixed text goes to the member alone. All of
 * it is one transaction, so that a kill leaves all or nothing, and the ledger says each thing once. The credit stays.
 */
export function createGiveCare({ unitOfWork, privateNotice, clock, log }: GiveCareDeps) {
  return { giveCare, look, otherwise };

  /**
   * In the place of a cheer. Edited or taken back meanwhile: nothing; whoever reads the new words decides. An edit that changes
   * nothing in substance has nobody read them again.
   */
  async function giveCare({ proof, try: begun, text }: CheerContext, what: CareKind): Promise<void> {
    await unitOfWork.run(async (tx) => {
      const place = await tx.lockCare(proof);
      if (!place || place.gone || place.cheer?.begun !== begun) return;
      if (substance(place.text) !== substance(text)) return;
      await give(tx, place, what);
    });
  }

  /** For a post that no cheer is written for now (a second of its day, an edited one): by its words alone. */
  async function look(proof: ProofId): Promise<void> {
    await unitOfWork.run(async (tx) => {
      const place = await tx.lockCare(proof);
      const what = place && !place.gone ? signsOf(place.text).care : null;
      if (place && what) await give(tx, place, what);
    });
  }

  /** A note of care will not arrive this way; told before that is written down, so that a kill loses nothing. */
  async function otherwise({ key, effect }: Claimed, settlement: Settlement): Promise<void> {
    const way = wayOf(key);
    if (!way || settlement.state === 'sent' || settlement.state === 'pending') return;
    // Told too late it would only remind; of a workspace that is gone nobody is reached.
    if (/^(older|revoked|parked)/.test(settlement.reason)) return;
    if (effect.do !== 'post') return;
    await unitOfWork.run(async (tx) => {
      const place = await tx.lockCare(way.proof);
      if (!place) return;
      const { workspace, member } = place;
      if (effect.target.kind === 'private') {
        const target = { kind: 'direct', member: member.ref, workspace: workspace.ref } as const;
        return tx.deliver(workspace.id, null, directKey(way.proof), {
          do: 'post',
          target,
          view: effect.view,
        });
      }
      if (place.gone) return;
      const line: Effect = { do: 'post', target: threadOf(place), view: hereView(localeOf(place)) };
      await tx.deliver(workspace.id, way.proof, `care-here:${way.proof}` as DeliveryKey, line);
    });
  }

  async function give(tx: Tx, place: CarePlace, what: CareKind): Promise<void> {
    const now = clock.now();
    const { proof, workspace, member } = place;
    // What was found once stays found; asked again, nothing changes.
    if (place.cheer?.care) return;
    const told = isInCare(await tx.inCareSince(member.id), now);
    await tx.saveCare(proof, what, now);
    await tx.forgetProof(proof);
    for (const { key, message } of await tx.stopCheering(proof)) {
      if (message)
        await tx.deliver(workspace.id, proof, `undo:${key}` as DeliveryKey, { do: 'remove', message });
    }
    // Which kind of crisis it is concerns nobody who reads logs.
    log.info('care.given', { proof, again: told });
    if (told) return;
    const at = { locale: localeOf(place), zone: member.zone, workspaceZone: workspace.zone };
    const target: EffectTarget = privateNotice(workspace.platform)
      ? { kind: 'private', channel: place.channel, member: member.ref }
      : { kind: 'direct', member: member.ref, workspace: workspace.ref };
    // Hung on no proof: should the post be deleted, the numbers stay with whoever may need them.
    await tx.deliver(workspace.id, null, `care:${proof}` as DeliveryKey, {
      do: 'post',
      target,
      view: careView(what, at),
    });
    await tellHost(tx, place, what, now);
  }
}

const directKey = (proof: ProofId): DeliveryKey => `care-direct:${proof}` as DeliveryKey;

/** Which proof a note of care is about; null for every other delivery. */
function wayOf(key: DeliveryKey): { readonly proof: ProofId } | null {
  const [, proof] = /^care(?:-direct)?:([0-9a-f-]{36})$/.exec(key) ?? [];
  return proof === undefined ? null : { proof: proof as ProofId };
}

function localeOf({ member, workspace }: CarePlace) {
  return member.locale ?? workspace.locale;
}

function threadOf(place: CarePlace): EffectTarget {
  const title = messagesFor(localeOf(place)).threadTitle(place.member.name, place.day);
  return place.message
    ? { kind: 'thread', on: place.message, title }
    : { kind: 'threadOfDelivery', key: `card:${place.proof}` as DeliveryKey, title };
}
