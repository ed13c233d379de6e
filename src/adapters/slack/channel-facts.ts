import type { WebClient } from '@slack/web-api';
import { PlatformError } from '../../core/errors.ts';
import type { ChannelRef } from '../../core/model/ids.ts';
import type { ChannelFacts } from '../../core/ports.ts';
import type { Call } from './call.ts';

/**
 * Whether everybody in the workspace may read a channel. For the bot, a private channel that it is not in does not exist, and a channel
 * that needs a scope it lacks is private too, since `channels:read` covers all public ones. Null where the bot lacks that scope as well.
 * Slack: conversations.info.
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
