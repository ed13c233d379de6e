import type { CheerContext } from '../cheer/store.ts';
import { substance } from '../cheer/substance.ts';
import { deliveryKey, undoOf } from '../delivery/keys.ts';
import type { PlatformName, ProofId } from '../model/ids.ts';
import type { Clock, Log } from '../ports.ts';
import type { Tx, UnitOfWork } from '../store.ts';
import type { CareKind } from './guard.ts';
import { isInCare } from './in-care.ts';
import { signsOf } from './signs.ts';
import type { CarePlace } from './store.ts';
import { type CareWay, createCareWays } from './ways.ts';

export interface GiveCareDeps {
  readonly unitOfWork: UnitOfWork;
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Gives care to a proof's author who needs help: the proof is not cheered any more, posted cheers are removed, and the member alone
 * is sent a fixed text. All of this is one transaction, so that a kill leaves all or nothing, and the ledger sends each message
 * once. The credit stays.
 */
export function createGiveCare({ unitOfWork, privateNotice, clock, log }: GiveCareDeps) {
  const ways = createCareWays<ProofId>({
    privateNotice,
    name: 'care',
    async find(tx, proof) {
      const place = await tx.lockCare(proof);
      return place && wayOf(place);
    },
  });
  return { giveCare, look, otherwise: ways.otherwise };

  /**
   * Gives care in place of a cheer. Does nothing if the proof was taken back or edited meanwhile, as the job for the new text will
   * decide; edits that change nothing in substance start no such job and do not count.
   */
  async function giveCare({ proof, try: begun, text }: CheerContext, what: CareKind): Promise<void> {
    await unitOfWork.run(async (tx) => {
      const place = await tx.lockCare(proof);
      if (!place || place.gone || place.cheer?.begun !== begun) return;
      if (substance(place.text) !== substance(text)) return;
      await give(tx, place, what);
    });
  }

  /** Looks, by words alone, at a post for which no cheer is written now (a second one of the day, an edited one). */
  async function look(proof: ProofId): Promise<void> {
    await unitOfWork.run(async (tx) => {
      const place = await tx.lockCare(proof);
      const what = place && !place.gone ? signsOf(place.text).care : null;
      if (place && what) await give(tx, place, what);
    });
  }

  async function give(tx: Tx, place: CarePlace, what: CareKind): Promise<void> {
    const now = clock.now();
    const { proof, workspace, member } = place;
    // Care was given already: repeating it changes nothing.
    if (place.cheer?.care) return;
    const told = isInCare(await tx.inCareSince(member.id), now);
    await tx.saveCare(proof, what, now);
    await tx.forgetProof(proof);
    for (const { key, message } of await tx.stopCheering(proof)) {
      if (message) await tx.deliver(workspace.id, proof, undoOf(key), { do: 'remove', message });
    }
    // Not which kind of crisis: that is no business of whoever reads logs.
    log.info('care.given', { proof, again: told });
    if (!told) await ways.begin(tx, proof, wayOf(place), what, now);
  }
}

function wayOf({ workspace, member, host, text, channel, gone, proof, day, message }: CarePlace): CareWay {
  const start = message
    ? ({ kind: 'thread', on: message } as const)
    : ({ kind: 'threadOfDelivery', key: deliveryKey('card', proof) } as const);
  return { workspace, member, host, text, channel, gone, proof, day, start };
}
