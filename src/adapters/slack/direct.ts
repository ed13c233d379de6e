import type { WebClient } from '@slack/web-api';
import { createBoundedMap } from '../../core/bounded-map.ts';
import { PlatformError } from '../../core/errors.ts';
import type { MemberRef } from '../../core/model/ids.ts';
import type { Call } from './call.ts';

const MAX_KEPT = 5000;

/**
 * Finds the direct message channel with a member, and opens it if there is none. Opening sends nothing, so it may be repeated safely.
 * Throws what `call` throws: `gone` for a member who left, `forbidden` for one who takes no direct messages. Slack: conversations.open.
 */
export function createDirect({ client, call }: { client: WebClient; call: Call }) {
  const kept = createBoundedMap<MemberRef, string>(MAX_KEPT);
  return async (member: MemberRef): Promise<string> => {
    const known = kept.get(member);
    if (known !== undefined) return known;
    const opened = await call('conversations.open', 'repeatable', () =>
      client.conversations.open({ users: member }),
    );
    const id = opened.channel?.id;
    if (id === undefined) throw new PlatformError('unavailable', 'conversations.open answered no channel');
    kept.set(member, id);
    return id;
  };
}
