import { CHANNEL, WORKSPACE } from './adapters/web/index.ts';
import type { Config } from './config.ts';
import { newChallenge } from './core/challenge/new-challenge.ts';
import { welcomeView } from './core/commands/challenge-create.ts';
import { messagesFor } from './core/messages/index.ts';
import { dayOf } from './core/model/day.ts';
import type { DeliveryKey } from './core/model/ids.ts';
import type { Locale } from './core/model/locale.ts';
import type { Clock } from './core/ports.ts';
import type { UnitOfWork } from './core/store.ts';

const titles: Record<Locale, string> = { ko: '매일 조금씩', en: 'A little every day', ja: '毎日すこしずつ' };

/** Gives the page its first challenge, once: so that the very first post counts. Ended later, it stays ended. */
export function seedDemo(unitOfWork: UnitOfWork, config: Config, clock: Clock): Promise<void> {
  return unitOfWork.run(async (tx) => {
    const workspace = await tx.ensureWorkspace('web', WORKSPACE, 'demo');
    const rule = {
      title: titles[workspace.locale],
      goal: { kind: 'daily' } as const,
      proofKind: 'either' as const,
      startsOn: dayOf(clock.now(), config.timezone, 180),
      endsOn: null,
    };
    const { id, made } = await tx.createChallenge(
      newChallenge({
        ...rule,
        workspace: workspace.id,
        channel: CHANNEL,
        timezone: workspace.timezone,
        call: 'web:demo:first',
        startedAt: clock.now(),
      }),
    );
    if (!made) return;
    await tx.deliver(workspace.id, null, `welcome:${id}` as DeliveryKey, {
      do: 'post',
      target: { kind: 'channel', channel: CHANNEL },
      view: welcomeView(messagesFor(workspace.locale), workspace.locale, id, rule),
    });
  });
}
