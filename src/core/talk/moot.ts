import type { Claimed } from '../delivery/ledger.ts';
import type { Clock } from '../ports.ts';
import { answeredWithinMs } from './hear.ts';
import { type TalkStore, turnOf } from './store.ts';

/** An answer whose question is gone, or that comes when the talk is long over, is not said. Asked before each try. */
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
