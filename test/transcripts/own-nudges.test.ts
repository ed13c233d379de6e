import { afterEach, expect, test } from 'vitest';
import { actionId, type Reply } from '../../src/core/actions.ts';
import type { Effect } from '../../src/core/delivery/effect.ts';
import type { CivilDay } from '../../src/core/model/day.ts';
import type { DeliveryKey } from '../../src/core/model/ids.ts';
import { LOCALES, type Locale } from '../../src/core/model/locale.ts';
import { createOfferNudge } from '../../src/core/nudge/personal/offer.ts';
import { createSendPersonal } from '../../src/core/nudge/personal/send.ts';
import { createNudgeTick } from '../../src/core/nudge/tick.ts';
import { createMornings } from '../../src/core/streak/mornings.ts';
import { type Core, openCore, plain, textOf } from '../support/core.ts';
import { quietLog } from '../support/quiet.ts';

/**
 * A member's own nudges as they read them, in each language and style. `vitest run test/transcripts -u` writes them anew; a changed
 * line is a changed product.
 */
const seoul = (day: string, time: string) => Date.parse(`2026-12-${day}T${time}:00+09:00`);

let core: Core | null = null;
afterEach(async () => {
  await core?.stop();
  core = null;
});

test.each(LOCALES)('nudges of one’s own, in %s', async (locale) => {
  const { lines, at, says, asks, presses, fills, morning, evening, here } = await stage(locale);
  const writing = {
    title: '글쓰기',
    emoji: '✍️',
    category: 'writing',
    goal: { kind: 'perWeek', n: 3 },
  } as const;
  await here.challenge({
    title: '아침 달리기',
    emoji: '🏃',
    category: 'running',
    startsOn: '2026-11-30' as CivilDay,
  });
  await here.challenge({ ...writing, startsOn: '2026-11-30' as CivilDay }, 'C2');
  const junho = '준호';

  at('01', '07:10');
  await says(junho, '한강에서 5km 달렸어요');
  await presses(junho, 2);
  await presses(junho, 3);
  await presses(junho, 1);
  await asks(junho, 'challenge join', { challenge: '글쓰기' });
  const usual = { weekdays: '1,2,3,4,5,6,7', when: 'always', style: 'light', via: 'direct' };
  for (const time of ['25:00', '9시반', '21:00 KST', 'every 5 minutes', '20:00, 21:00', '23:00'])
    await fills(junho, { ...usual, time });
  await fills(junho, { ...usual, time: '20:00' });
  await asks(junho, 'nudge list');

  await evening('02', '20:00');
  await presses(junho, 0);
  await presses(junho, 0, 1);
  await evening('02', '21:00');
  await presses(junho, 0, 2);
  await fills(junho, { ...usual, time: '20:00', style: 'standard' });
  at('03', '09:00');
  await morning();
  await evening('03', '20:00');
  await presses(junho, 1);
  await presses(junho, 1);
  await asks(junho, 'rest');
  await fills(junho, { ...usual, time: '20:00', style: 'active', via: 'mention' });
  await evening('04', '20:00');
  await asks(junho, 'nudge snooze', { until: '12-06' });
  await asks(junho, 'nudge snooze', { until: '11-20' });
  await asks(junho, 'nudge list');
  await evening('06', '20:00');
  await fills(junho, { ...usual, time: '20:00', when: 'atRisk', weekdays: '6,7' });
  await asks(junho, 'nudge preview');
  await presses(junho, 2);
  await asks(junho, 'nudge off');
  await asks(junho, 'nudge list');

  // On Tuesdays and Sundays, and nothing is posted for three weeks.
  await fills(junho, { ...usual, time: '20:00', style: 'standard', weekdays: '2,7' });
  for (const day of ['08', '13', '15', '20', '22', '27']) await evening(day, '20:00');
  at('28', '07:10');
  await says(junho, '오랜만에 3km 달렸어요');
  await evening('29', '20:00');
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`own-nudges.${locale}.txt`);
});

async function stage(locale: Locale) {
  const here = await openCore(seoul('01', '07:00'), { locale });
  core = here;
  let now = here.clock.now();
  const lines: string[] = [];
  await here.storage.unitOfWork.run(async (tx) => {
    const { id } = await tx.ensureWorkspace('slack', 'T1' as never);
    await tx.saveSettings(id, { locale });
  });
  const { db } = here.storage;
  const deps = {
    unitOfWork: here.storage.unitOfWork,
    privateNotice: () => true,
    clock: here.clock,
    log: quietLog,
  };
  const tick = createNudgeTick({ nudges: here.storage.personalNudges, clock: here.clock, log: quietLog });
  const offer = createOfferNudge(deps);
  const send = createSendPersonal({ ...deps, deliver: async () => undefined });
  const tellFreezes = createMornings({ ...here.storage, clock: here.clock, log: quietLog });
  const wall = () => new Date(now + 9 * 3_600_000).toISOString().slice(11, 16);
  /** Buttons seen last, and those of the message before a question about it. */
  let shown: { label: string; action: string }[] = [];
  let nudge: typeof shown = [];

  async function look(): Promise<void> {
    await db.cheer.updateMany({ data: { state: 'posted' } });
    const jobs = await db.$queryRaw<{ id: string; task: string; payload: never }[]>`
      select j.id::text, t.identifier as task, j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier in ('offerNudge', 'nudgeMe') and (j.run_at = j.created_at or j.run_at <= ${new Date(now)}) order by j.id`;
    for (const { id, task, payload } of jobs) {
      await (task === 'offerNudge' ? offer(payload) : send(payload));
      await db.$executeRaw`select graphile_worker.complete_jobs(array[${id}::bigint])`;
    }
    const open = await db.delivery.findMany({
      where: { state: 'pending' },
      orderBy: [{ createdAt: 'asc' }, { key: 'asc' }],
    });
    for (const { key, effect: stored } of open) {
      const effect = stored as unknown as Effect;
      await db.delivery.update({
        where: { key },
        data: { state: 'sent', messageRef: `said/${key as DeliveryKey}` },
      });
      if (effect.do !== 'post' || effect.view.view !== 'note') continue;
      const { kind } = effect.target;
      const where = kind === 'direct' ? 'by direct message' : kind === 'private' ? 'only they see' : kind;
      const buttons = effect.view.buttons ?? [];
      if (buttons.length > 0) {
        shown = buttons.map(({ label, action }) => ({ label, action }));
        nudge = shown;
      }
      const labels = buttons.map(({ label }) => ` [${label}]`).join('');
      const text = plain(effect.view.line).split('\n');
      for (const [index, line] of text.entries())
        lines.push(
          `    ${index === 0 ? `(${where}) ` : '    '}담찌: ${line}${index === text.length - 1 ? labels : ''}`,
        );
    }
  }

  const reply = (answer: Reply) => {
    if (answer.kind === 'form')
      return answer.form.fields.map(({ label, hint }) => `${label}${hint ? ` (${hint})` : ''}`);
    if (answer.kind === 'message' && 'buttons' in answer.view && answer.view.buttons.length > 0)
      shown = answer.view.buttons.map(({ label, action }) => ({ label, action }));
    if (answer.kind === 'message' && answer.view.view === 'challengeList') {
      const { heading, items, empty } = answer.view;
      return [
        heading,
        ...items.map(({ title, line }) => `${title}: ${plain(line)}`),
        ...(items.length ? [] : [plain(empty)]),
      ];
    }
    return textOf(answer).split('\n');
  };
  const told = (answer: Reply) => {
    for (const line of reply(answer)) lines.push(`    (only they see) ${line}`);
  };
  const act = (who: string, action: string, values: Readonly<Record<string, string>> = {}) =>
    here.inbound.action({
      platform: 'slack',
      workspace: 'T1' as never,
      channel: 'C1' as never,
      member: { ref: who as never, name: who },
      id: crypto.randomUUID(),
      at: now,
      locale: null,
      action,
      values,
    });

  return {
    here,
    lines,
    at(day: string, time: string) {
      now = seoul(day, time);
      here.set(now);
      lines.push('', `-- December ${Number(day)}`);
    },
    async says(who: string, text: string) {
      lines.push(`${wall()} ${who}: ${text}`);
      await here.post(who, text);
      await look();
    },
    async asks(who: string, words: string, options: Readonly<Record<string, string>> = {}) {
      const typed = Object.entries(options).map(([name, value]) => `${name}: ${value}`);
      lines.push(`${wall()} * ${who}: /${[words, ...typed].join(' ')}`);
      told(
        await here.inbound.command({
          platform: 'slack',
          workspace: 'T1' as never,
          channel: 'C1' as never,
          member: { ref: who as never, name: who },
          id: crypto.randomUUID(),
          at: now,
          locale: null,
          path: words.split(' '),
          options,
          attachments: [],
          target: null,
        }),
      );
      await look();
    },
    /** The n-th button of the newest message, then of what that asks. */
    async presses(who: string, first: number, second?: number) {
      shown = nudge;
      for (const index of second === undefined ? [first] : [first, second]) {
        const { label, action } = shown[index]!;
        lines.push(`${wall()} * ${who} presses [${label}]`);
        told(await act(who, action));
      }
      await look();
    },
    async fills(who: string, values: Readonly<Record<string, string>>) {
      lines.push(`${wall()} * ${who} fills in the form: ${Object.values(values).join(' | ')}`);
      told(await act(who, actionId({ do: 'nudgeSave' }), values));
      await look();
    },
    async morning() {
      lines.push(`${wall()} * the morning comes`);
      await tellFreezes();
      await look();
    },
    async evening(day: string, time: string) {
      now = seoul(day, time);
      here.set(now);
      lines.push('', `-- December ${Number(day)}`, `${wall()} * it is time`);
      await tick();
      await look();
    },
  };
}
