import { afterEach, expect, test } from 'vitest';
import type { Reply } from '../../src/core/actions.ts';
import type { Effect } from '../../src/core/delivery/effect.ts';
import type { InboundMember } from '../../src/core/inbound.ts';
import { messagesFor } from '../../src/core/messages/index.ts';
import type { CivilDay } from '../../src/core/model/day.ts';
import { LOCALES } from '../../src/core/model/locale.ts';
import { altOf } from '../../src/core/pictures/alt.ts';
import { gridOf } from '../../src/core/pictures/grid.ts';
import { button, buttonsOf, person, plain, said } from '../integration/challenge/desk.ts';
import { openTown, type Town } from '../integration/nudge/town.ts';

/**
 * Days off, summaries and what managers see of nudges, as they are read in each language: `vitest run test/transcripts -u`
 * writes them anew.
 */
let town: Town | null = null;
afterEach(async () => {
  await town?.close();
  town = null;
});

test.each(LOCALES)(
  'days off, the end of a week and of a month, and what became of nudges, in %s',
  async (locale) => {
    town = await openTown(Date.parse('2026-11-09T15:00+09:00'));
    const here = town;
    const texts = messagesFor(locale);
    const boss = person('minji', '민지', { manager: true, locale });
    const junho = person('junho', '준호', { locale });
    const lines: string[] = [];
    const add = (text: string) => lines.push(...text.split('\n').map((line) => `    ${line}`));
    const show = (reply: Reply): Reply => {
      add(said(reply));
      if (reply.kind === 'message' && reply.view.view === 'settings')
        for (const { label, value } of reply.view.fields) add(`${label}: ${plain(value)}`);
      const labels = buttonsOf(reply).map(({ label }) => `[${label}]`);
      if (labels.length > 0) add(labels.join(' '));
      return reply;
    };
    const asks = async (who: InboundMember, words: string, options: Record<string, string> = {}) => {
      lines.push(`* ${who.name}: ${[words, ...Object.values(options)].join(' ')}`);
      return show(await here.command(who, words, options));
    };
    const presses = async (who: InboundMember, on: Reply, label: string) => {
      lines.push(`* ${who.name} presses [${label}]`);
      return show(await here.press(who, button(on, label)));
    };
    const at = (wall: string) => {
      here.set(`2026-${wall.replace(' ', 'T')}:00+09:00`);
      lines.push('', `-- ${wall}`);
    };
    const one = await here.instance();
    const quarter = async (wall: string) => {
      at(wall);
      await one.tick();
      await one.quarter();
      await one.work();
    };

    await here.storage.unitOfWork.run(async (tx) => {
      const { id } = await tx.ensureWorkspace('web', 'demo' as never);
      await tx.saveSettings(id, { locale });
    });
    const id = await here.challenge({
      title: '아침 달리기',
      emoji: '🏃',
      teamGoal: 100,
      startsOn: '2026-11-01' as CivilDay,
    });
    here.names.set('alex', 'Kim Alex');
    await here.join(id, [{ ref: 'junho' }, { ref: 'alex' }, { ref: 'sakura' }], '2026-11-01');
    await here.db.enrollment.updateMany({ where: { member: { ref: 'alex' } }, data: { onBoard: true } });
    // Whoever looks for the first time looks back from now on.
    await one.quarter();

    at('11-09 15:00');
    await asks(junho, 'settings', { daysoff: '주말' });
    await asks(boss, 'settings', { quiet: '22-8' });
    await asks(boss, 'settings', { daysoff: '공휴일' });
    await asks(boss, 'settings', { holidays: '2026-12-25 성탄절, 설날' });
    await asks(boss, 'settings', { holidays: '2025-12-25 성탄절' });
    await asks(boss, 'settings', { holidays: '2026-12-28~2026-12-24' });
    await asks(boss, 'settings', { holidays: '2026-11-27~2028-01-01' });
    await asks(boss, 'settings', {
      quiet: '23:00-07:00',
      daysoff: '토일',
      holidays: '2026-11-13 창립일, 2026-12-24~2026-12-25 성탄절, 2027-01-01',
    });
    await asks(boss, 'nudge set', { time: '21:00', days: '목금토' });
    const off = await asks(boss, 'nudge summary');
    const week = await presses(boss, off, texts.summary.button.on('week'));
    await presses(boss, week, texts.summary.button.on('month'));
    await asks(boss, 'nudge list');
    await asks(junho, 'nudge preview');

    for (const [wall, ...who] of [
      ['11-04 20:00', 'alex'],
      ['11-05 20:00', 'alex', 'junho'],
      ['11-10 20:00', 'junho', 'alex'],
      ['11-11 20:00', 'alex'],
      ['11-12 20:00', 'junho', 'alex', 'sakura'],
    ] as const) {
      here.set(`2026-${wall.replace(' ', 'T')}:00+09:00`);
      for (const ref of who) await here.post(ref);
    }
    // Everybody is done; a holiday; a Saturday.
    await quarter('11-12 21:00');
    await quarter('11-13 21:00');
    await quarter('11-14 21:00');
    await quarter('11-16 09:00');
    await quarter('11-19 21:00');
    await quarter('11-23 09:00');
    here.set('2026-11-24T12:00+09:00');
    for (const ref of ['junho', 'alex', 'sakura']) await here.post(ref);
    await quarter('12-01 09:00');
    await quarter('12-03 21:00');

    for (const { key, effect } of await here.deliveries('summary:')) {
      const told = effect as unknown as Extract<Effect, { do: 'post' }>;
      lines.push('', `담찌 (${key.split(':').slice(2).join(' ')}):`);
      show({ kind: 'message', view: told.view } as Reply);
      if (told.view.view !== 'card' || !told.view.picture) continue;
      add(`(${altOf(told.view.picture)})`);
      add(gridOf(told.view.picture));
    }

    lines.push('');
    const members = await here.db.member.findMany({ orderBy: { ref: 'asc' } });
    const reasons = ['done', 'done', 'quietHours', 'dayOff'];
    await here.db.memberNudgeSlot.createMany({
      data: members.slice(0, 4).map(({ id: memberId }, index) => ({
        memberId,
        day: new Date('2026-12-03'),
        plannedAt: new Date('2026-12-03T11:00Z'),
        version: 1,
        state: 'skipped',
        reason: reasons[index]!,
      })),
    });
    await here.db.delivery.updateMany({
      where: { key: { contains: '2026-11-19' } },
      data: { state: 'dead', reason: 'forbidden: 50013 Missing Permissions' },
    });
    await asks(junho, 'admin nudges');
    const log = await asks(boss, 'admin nudges');
    await presses(boss, log, texts.nudgeLog.older);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`nudges.${locale}.txt`);
  },
);
