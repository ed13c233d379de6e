import type { Claimed } from '../delivery/ledger.ts';
import type { Clock } from '../ports.ts';
import { answeredWithinMs } from './hear.ts';
import { type TalkStore, turnOf } from './store.ts';

/** A reason for the ledger to skip an answer whose question was deleted or is too old, asked before each try; null: send. */
export function createTalkMoot({ talks, clock }: { talks: TalkStore; clock: Clock }) {
  return async function talkMoot({
    key,
    createdAt,
  }: Pick<Claimed, 'key' | 'createdAt'>): Promise<string | null> {
    const turn = turnOf(key);
    if (!turn) return null;
    if (clock.now() - createdAt > answeredWithinMs) return 'the talk is over';
    return (await talks.isGone(turn)) ? 'deleted' : null;
  };
}
