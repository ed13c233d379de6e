import { actionId } from '../../actions.ts';
import type { EffectTarget } from '../../delivery/effect.ts';
import { deliveryKey } from '../../delivery/keys.ts';
import { priorities } from '../../jobs/table.ts';
import { messagesFor } from '../../messages/index.ts';
import { dayOf } from '../../model/day.ts';
import type { MemberId, ProofId } from '../../model/ids.ts';
import type { PersonalDeps } from './send.ts';

/** The cheer goes first: while it is on its way, the offer looks again after `againMs` and waits no longer than `patienceMs` in all. */
const againMs = 5_000;
const patienceMs = 60_000;

/**
 * Offers a member nudges of their own after their first proof in a workspace, and beside them a choice of who cheers and days
 * off. It is offered once, whatever they answer and however often they post: to them alone where the platform can do that, else
 * in the thread of that proof. It is not offered to a member who wants silence, nor under bad news.
 */
export function createOfferNudge({ unitOfWork, privateNotice, clock, log }: PersonalDeps) {
  return async function offerNudge({
    member,
    proof,
  }: {
    readonly member: MemberId;
    readonly proof: ProofId;
  }): Promise<void> {
    await unitOfWork.run(async (tx) => {
      const place = await tx.proofPlace(proof);
      if (!place || place.offered || place.message === null) return;
      const now = clock.now();
      if (place.cheering && now - place.at < patienceMs)
        return tx.enqueue({
          task: 'offerNudge',
          payload: { member, proof },
          runAt: now + againMs,
        });
      if (place.hushed) return;
      const to = await tx.lockPersonal(member);
      if (!to) return;
      if (!(await tx.offerPersonal(member, { zone: to.zone, at: now }))) return;
      // Shown beside the line that says they joined, hence in the same language.
      const texts = messagesFor(place.locale);
      const { offer } = texts.personal;
      const privately = privateNotice(to.home.platform);
      const target: EffectTarget = privately
        ? { kind: 'private', channel: place.channel, member: to.member.ref }
        : {
            kind: 'thread',
            on: place.message,
            title: texts.threadTitle(to.member.name, dayOf(place.at, to.zone, 0)),
          };
      await tx.deliver(
        to.home.id,
        proof,
        deliveryKey('nudge-offer', member),
        {
          do: 'post',
          target,
          view: {
            view: 'note',
            line: offer.line(privately ? null : to.member.name),
            buttons: [
              { action: actionId({ do: 'nudgeForm' }), label: offer.yes, style: 'primary' },
              { action: actionId({ do: 'nudgeNo' }), label: offer.no, style: 'secondary' },
              { action: actionId({ do: 'openPal' }), label: offer.pal, style: 'secondary' },
              { action: actionId({ do: 'openRest' }), label: offer.rest, style: 'secondary' },
            ],
          },
        },
        // Cheers go first.
        priorities.nudge,
      );
      log.info('nudge_me.offered', { member });
    });
  };
}
