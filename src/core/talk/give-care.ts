import type { CareKind } from '../care/guard.ts';
import { isInCare } from '../care/in-care.ts';
import { tellHost } from '../care/tell-host.ts';
import { careView, hereView } from '../care/words.ts';
import type { EffectTarget } from '../delivery/effect.ts';
import type { Claimed, Settlement } from '../delivery/ledger.ts';
import { messagesFor } from '../messages/index.ts';
import { dayOf } from '../model/day.ts';
import type { DeliveryKey, PlatformName } from '../model/ids.ts';
import type { Clock, Log } from '../ports.ts';
import type { Tx, UnitOfWork } from '../store.ts';
import type { TurnId, TurnPlace } from './store.ts';
import { takeAnswer } from './take-answer.ts';

export interface TalkCareDeps {
  readonly unitOfWork: UnitOfWork;
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Somebody in a talk needs help: what core/care does for proofs, for a turn. Its words are forgotten at once. */
export function createTalkCare({ unitOfWork, privateNotice, clock, log }: TalkCareDeps) {
  return { giveCare, give, otherwise };

  async function giveCare(turn: TurnId, what: CareKind): Promise<void> {
    await unitOfWork.run((tx) => give(tx, turn, what));
  }

  async function give(tx: Tx, turn: TurnId, what: CareKind): Promise<void> {
    const now = clock.now();
    const place = await tx.lockTurn(turn);
    if (!place || place.deleted || place.inCare) return;
    const { workspace, member, channel } = place;
    const told = isInCare(await tx.inCareSince(member.id), now);
    await tx.saveTalkCare(turn);
    await takeAnswer(tx, { workspace: workspace.id, turn, why: 'care' }, now);
    log.info('care.given', { turn, again: told });
    if (told) return;
    const target: EffectTarget =
      channel && privateNotice(workspace.platform)
        ? { kind: 'private', channel, member: member.ref }
        : { kind: 'direct', member: member.ref, workspace: workspace.ref };
    const at = { locale: localeOf(place), zone: member.zone, workspaceZone: workspace.zone };
    await tx.deliver(workspace.id, null, careKey('care-talk', turn), {
      do: 'post',
      target,
      view: careView(what, at),
    });
    await tellHost(tx, place, what, now);
  }

  /** A note that will not arrive this way goes the next: alone, directly, else one line in the thread without a subject. */
  async function otherwise({ key, effect }: Claimed, settlement: Settlement): Promise<void> {
    const [, turn] = /^care-talk(?:-direct)?:([0-9a-f-]{36})$/.exec(key) ?? [];
    if (turn === undefined || settlement.state === 'sent' || settlement.state === 'pending') return;
    if (/^(older|revoked|parked)/.test(settlement.reason) || effect.do !== 'post') return;
    await unitOfWork.run(async (tx) => {
      const place = await tx.lockTurn(turn as TurnId);
      if (!place) return;
      const { workspace, member } = place;
      if (effect.target.kind === 'private') {
        const target = { kind: 'direct', member: member.ref, workspace: workspace.ref } as const;
        const direct = careKey('care-talk-direct', place.turn);
        return tx.deliver(workspace.id, null, direct, { do: 'post', target, view: effect.view });
      }
      if (place.deleted) return;
      await tx.deliver(workspace.id, place.proof, careKey('care-talk-here', place.turn), {
        do: 'post',
        target: threadOf(place),
        view: hereView(localeOf(place)),
      });
    });
  }
}

const careKey = (what: string, turn: TurnId) => `${what}:${turn}` as DeliveryKey;

const localeOf = ({ member, workspace }: TurnPlace) => member.locale ?? workspace.locale;

function threadOf(place: TurnPlace): EffectTarget {
  const { member, workspace, message, at } = place;
  const day = dayOf(at, member.zone ?? workspace.zone, 0);
  return { kind: 'thread', on: message, title: messagesFor(localeOf(place)).threadTitle(member.name, day) };
}
