import type { InboundMember } from '../inbound.ts';
import type { MemberRef } from '../model/ids.ts';

/**
 * Whether a member may set up challenges or, with `challenge` given, change that one. Allowed are managers, members of the
 * workspace's host role or user group, and whoever made the challenge or took it over.
 */
export function mayHost(
  member: Pick<InboundMember, 'ref' | 'manager' | 'roles'>,
  { hostRole }: { readonly hostRole: string | null },
  challenge?: { readonly host: MemberRef | null },
): boolean {
  if (member.manager) return true;
  if (hostRole !== null && member.roles?.includes(hostRole)) return true;
  return challenge !== undefined && challenge.host !== null && challenge.host === member.ref;
}
