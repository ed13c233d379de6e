import type { Claimed } from '../delivery/ledger.ts';
import type { Instant } from '../model/day.ts';
import type { PlatformName } from '../model/ids.ts';
import type { Facts } from './facts.ts';

/**
 * Plans the mark of credit as claimed from the start, so that whoever writes it also sets it, at once and without a job.
 * Null where there is no mark to be set. Pure.
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
