import { afterEach, expect, test } from 'vitest';
import type { Reply } from '../../src/core/actions.ts';
import type { Effect } from '../../src/core/delivery/effect.ts';
import { messagesFor } from '../../src/core/messages/index.ts';
import { LOCALES } from '../../src/core/model/locale.ts';
import { button, buttonsOf, person, said } from '../integration/challenge/desk.ts';
import { openTownHall, type TownHall } from '../integration/outage/town-hall.ts';

/** What is read after the bot was away, in each language: `vitest run test/transcripts -u` writes it anew. */
let hall: TownHall | null = null;
afterEach(async () => {
  await hall?.close();
  hall = null;
});

test.each(LOCALES)('away over two days, and once more, in %s', async (locale) => {
  const here = await openTownHall({ defaultLocale: locale });
  hall = here;
  const boss = person('U-minji', '민지', { manager: true, locale });
  const other = person('U-seoyeon', '서연', { manager: true, locale });
  const junho = person('U-junho', '준호', { locale });
  const texts = messagesFor(locale).outage.offer;
  await here.storage.unitOfWork.run(async (tx) => {
    const { id } = await tx.ensureWorkspace('slack', 'T1' as never);
    await tx.saveSettings(id, { locale });
  });
  const lines: string[] = [];
  const show = (reply: Reply) => {
    lines.push(
      ...said(reply)
        .split('\n')
        .map((line) => `    ${line}`),
    );
    const labels = buttonsOf(reply).map(({ label }) => `[${label}]`);
    if (labels.length > 0) lines.push(`    ${labels.join(' ')}`);
  };
  const at = (wall: string) => {
    here.at(wall);
    lines.push('', `-- ${wall}`);
  };
  const offer = async () => {
    const { to, view } = (await here.offers()).at(-1)!;
    lines.push(`담찌 (to ${to} alone):`);
    const reply: Reply = { kind: 'message', view };
    show(reply);
    return reply;
  };
  const presses = async (who: typeof boss, on: Reply, label: string) => {
    lines.push(`* ${who.name} presses [${label}]`);
    show(await here.press(who, button(on, label)));
  };
  const tells = async () => {
    for (const { effect } of await here.deliveries('freeze:')) {
      const { target, view } = effect as unknown as Extract<Effect, { do: 'post' }>;
      lines.push(`담찌 (to ${target.kind === 'direct' ? target.member : target.kind} alone):`);
      if (view.view === 'note')
        show({ kind: 'message', view: { view: 'answer', tone: 'done', lines: [view.line], buttons: [] } });
    }
  };

  here.at('11-14 12:00');
  await here.begin({ title: '🏃 아침 달리기' });
  await here.begin({ title: '매일 쓰기', goal: 'week:7' });
  await here.db.member.updateMany({ data: { locale } });
  for (const challenge of ['아침 달리기', '매일 쓰기'])
    for (const day of [14, 15, 16]) {
      here.at(`11-${day} 12:00`);
      await here.command(junho, 'checkin', { text: '했어요', challenge });
    }

  await here.away('11-17 21:00', '11-19 08:00');
  at('11-19 08:05');
  const first = await offer();
  lines.push('-- 11-19 09:00');
  await here.morning('11-19 09:00');
  await tells();
  at('11-19 10:00');
  await presses(junho, first, texts.excuse);
  await presses(boss, first, texts.excuse);
  await presses(other, first, texts.keep);

  for (const challenge of ['아침 달리기', '매일 쓰기'])
    await here.command(junho, 'checkin', { text: '했어요', challenge });
  await here.away('11-20 23:30', '11-21 06:00');
  at('11-21 06:05');
  const second = await offer();
  await presses(other, second, texts.keep);
  await presses(boss, second, texts.excuse);
  await here.db.$executeRaw`update audit set at = ${new Date(here.now())} where what = 'daysKept'`;
  for (const challenge of ['아침 달리기', '매일 쓰기']) {
    here.at('11-21 12:00');
    await here.command(junho, 'checkin', { text: '했어요', challenge });
  }
  at('11-22 09:00');
  await here.morning('11-22 09:00');
  await tells();
  // The log's times are the database's own: here they are made the same for every run.
  await here.db.$executeRaw`delete from audit where what not like 'days%'`;
  await here.db.$executeRaw`
    update audit set at = timed.at from (
      select id, '2024-01-01T06:00:00Z'::timestamptz + row_number() over (order by what, detail->>'title') * interval '1 minute' as at
      from audit) timed where timed.id = audit.id`;
  lines.push('', `* ${boss.name}: admin log`);
  show(await here.command(boss, 'admin log'));
  await expect(`${lines.join('\n').trim()}\n`).toMatchFileSnapshot(`outage.${locale}.txt`);
});
