import type { MemberId } from '../model/ids.ts';
import type { ProofContext } from './context.ts';
import type { Facts } from './facts.ts';
import type { ProofPost } from './post.ts';

/**
 * Adopts the zone that the platform reports for the member, with at most one change in 24 hours (R14), unless they chose a zone themselves.
 * `told`: the change to be stored; null for none. Pure.
 */
export function applyToldZone(
  context: ProofContext,
  post: ProofPost,
): { context: ProofContext; told: Facts['zone'] } {
  const told = post.member.zone;
  const zones = context.member?.zones ?? [];
  const last = zones.at(-1);
  if (told === null || last?.zone === told || context.member?.ownZone) return { context, told: null };
  if (last && post.at - last.from < 24 * 60 * 60_000) return { context, told: null };
  const change = { from: post.at, zone: told };
  const member = context.member ?? {
    id: '' as MemberId,
    name: post.member.name,
    locale: post.member.locale,
    zones: [],
    ownZone: false,
    choices: {},
  };
  return { context: { ...context, member: { ...member, zones: [...zones, change] } }, told: change };
}
