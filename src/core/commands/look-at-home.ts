import { PlatformError, reasonOf } from '../errors.ts';
import type { ChannelRef, PlatformName } from '../model/ids.ts';
import type { ChannelFacts } from '../ports.ts';
import type { CommandDeps } from './run.ts';

/**
 * What the platform tells about the channel that a challenge is to live in; asked outside of any transaction. Null when the
 * platform gives no answer: such a channel is treated as one that everybody may read and post in, since otherwise nobody could
 * set up a challenge during an outage.
 */
export async function lookAtHome(
  { channelFacts, log }: CommandDeps,
  platform: PlatformName,
  channel: ChannelRef,
): Promise<ChannelFacts | null> {
  try {
    return await channelFacts(platform, channel);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    log.warn('challenge.channel_unknown', { platform, channel, reason: reasonOf(error) });
    return null;
  }
}
