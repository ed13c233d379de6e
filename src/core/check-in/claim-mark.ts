import type { Claimed } from '../delivery/ledger.ts';
import type { Instant } from '../model/day.ts';
import type { PlatformName } from '../model/ids.ts';
import type { Facts } from './facts.ts';

/**
 * Changes the facts so that the mark of credit is written already claimed under `claim`: the process that writes the facts then sets it
 * at once, without a job. Null when the facts contain no mark. Pure.
 */
export function claimMark(
  facts: Facts,
  platform: PlatformName,
  claim: string,
  now: Instant,
): { facts: Facts; claimed: Claimed } | null {
  const mark = facts.deliveries.find(({ effect }) => effect.do === 'react');
  if (!mark) return null;
  const { key, effect } = mark;
  return {
    facts: {
      ...facts,
      deliveries: facts.deliveries.map((each) => (each === mark ? { ...each, how: { claim } } : each)),
    },
    claimed: {
      kind: 'claimed',
      key,
      claim,
      workspace: facts.workspace,
      platform,
      proof: facts.proof.id,
      effect,
      attempts: 1,
      maybeSent: false,
      createdAt: now,
      moot: null,
      otherMessage: null,
      otherFailed: false,
    },
  };
}
