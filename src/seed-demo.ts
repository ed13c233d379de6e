import { CHANNEL, WORKSPACE } from './adapters/web/index.ts';
import type { Config } from './config.ts';
import { challengeDefaults, newChallenge } from './core/challenge/new-challenge.ts';
import { announceStart } from './core/challenge/start-challenge.ts';
import { dayOf } from './core/model/day.ts';
import type { Locale } from './core/model/locale.ts';
import type { Clock } from './core/ports.ts';
import type { UnitOfWork } from './core/store.ts';

const titles: Record<Locale, string> = { ko: '매일 조금씩', en: 'A little every day', ja: '毎日すこしずつ' };

/** Creates the page's first challenge, once, so that the very first post counts. If it was ended, it is not created again. */
export function seedDemo(unitOfWork: UnitOfWork, config: Config, clock: Clock): Promise<void> {
  return unitOfWork.run(async (tx) => {
    const workspace = await tx.ensureWorkspace('web', WORKSPACE, 'demo');
    const challenge = newChallenge({
      title: titles[workspace.locale],
      goal: { kind: 'daily' },
      proofKind: 'either',
      startsOn: dayOf(clock.now(), config.timezone, challengeDefaults.graceMinutes),
      endsOn: null,
      workspace: workspace.id,
      channel: CHANNEL,
      timezone: workspace.timezone,
      call: 'web:demo:first',
      startedAt: clock.now(),
    });
    const { id, made } = await tx.createChallenge(challenge);
    if (made) await announceStart(tx, workspace, { ...challenge, id }, clock.now());
  });
}
