import { boundedKey, challengeOf } from '../delivery/keys.ts';
import type { Claimed } from '../delivery/ledger.ts';
import { messagesFor } from '../messages/index.ts';
import type { Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';
import { nameOf } from './title.ts';

/**
 * When a challenge's channel no longer exists, tells its host privately, once for each channel, how to move the challenge to
 * another one. There is no need to look for proofs: without a channel there are none.
 */
export function createTellChannelGone({
  unitOfWork,
  log,
}: {
  readonly unitOfWork: UnitOfWork;
  readonly log: Log;
}) {
  return async function tellChannelGone({ key, effect }: Claimed): Promise<void> {
    const id = challengeOf(key);
    if (!id || effect.do !== 'post' || effect.target.kind !== 'channel') return;
    const { channel } = effect.target;
    await unitOfWork.run(async (tx) => {
      const found = await tx.lockChallengeWithPlace(id);
      if (!found || found.challenge.channel !== channel) return;
      const { workspace, challenge } = found;
      log.warn('challenge.channel_gone', { challenge: id });
      if (challenge.host === null || challenge.endedAt !== null) return;
      const host = await tx.findMember(workspace.id, challenge.host);
      const texts = messagesFor(host?.locale ?? workspace.locale).challenge;
      await tx.deliver(workspace.id, null, boundedKey('channel-gone', id, channel), {
        do: 'post',
        target: { kind: 'direct', member: challenge.host, workspace: workspace.ref },
        view: { view: 'note', line: texts.channelGone(nameOf(challenge)) },
      });
    });
  };
}
