import type { WebClient } from '@slack/web-api';
import { PlatformError } from '../../core/errors.ts';
import type { ChannelRef } from '../../core/model/ids.ts';
import type { ChannelFacts } from '../../core/ports.ts';
import type { Call } from './call.ts';

/**
 * Whether everybody of the workspace may read a channel. A private one that the bot is not in is not there for it, and one it has no
 * scope for is private too, since it reads all public ones. Null where it has no scope for those either. Slack: conversations.info.
 */
export async function channelFacts(
  { client, call }: { readonly client: WebClient; readonly call: Call },
  channel: ChannelRef,
): Promise<ChannelFacts | null> {
  try {
    const { channel: found } = await call('conversations.info', 'repeatable', () =>
      client.conversations.info({ channel }),
    );
    return { closed: found?.is_private === true || found?.is_im === true, takesPosts: true };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (error.missing === 'channels:read') return null;
    if (error.word !== 'channel_not_found' && error.word !== 'missing_scope') throw error;
    return { closed: true, takesPosts: true };
  }
}
