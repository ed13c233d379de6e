import type { CareKind } from '../care/guard.ts';
import { isInCare } from '../care/in-care.ts';
import { type CareWay, createCareWays } from '../care/ways.ts';
import { dayOf } from '../model/day.ts';
import type { PlatformName } from '../model/ids.ts';
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

/** Gives care to a member who needs help in a talk, as core/care does for proofs. The turn's words are erased at once. */
export function createTalkCare({ unitOfWork, privateNotice, clock, log }: TalkCareDeps) {
  const ways = createCareWays<TurnId>({
    privateNotice,
    name: 'care-talk',
    async find(tx, turn) {
      const place = await tx.lockTurn(turn);
      return place && wayOf(place);
    },
  });
  return { giveCare, give, otherwise: ways.otherwise };

  async function giveCare(turn: TurnId, what: CareKind): Promise<void> {
    await unitOfWork.run((tx) => give(tx, turn, what));
  }

  async function give(tx: Tx, turn: TurnId, what: CareKind): Promise<void> {
    const now = clock.now();
    const place = await tx.lockTurn(turn);
    if (!place || place.deleted || place.inCare) return;
    const { workspace, member } = place;
    const told = isInCare(await tx.inCareSince(member.id), now);
    await tx.saveTalkCare(turn);
    await takeAnswer(tx, { workspace: workspace.id, turn, why: 'care' }, now);
    log.info('care.given', { turn, again: told });
    if (!told) await ways.begin(tx, turn, wayOf(place), what, now);
  }
}

function wayOf({ workspace, member, host, text, channel, deleted, proof, message, at }: TurnPlace): CareWay {
  const day = dayOf(at, member.zone ?? workspace.zone, 0);
  return {
    workspace,
    member,
    host,
    text,
    channel,
    gone: deleted,
    proof,
    day,
    start: { kind: 'thread', on: message },
  };
}
