import { afterEach, expect, test } from 'vitest';
import type { Reply } from '../../src/core/actions.ts';
import { createFinishCard } from '../../src/core/closing/finish-card.ts';
import type { Effect } from '../../src/core/delivery/effect.ts';
import type { InboundMember } from '../../src/core/inbound.ts';
import { messagesFor } from '../../src/core/messages/index.ts';
import type { ChallengeId, ChannelRef, MemberId } from '../../src/core/model/ids.ts';
import { LOCALES, type Locale } from '../../src/core/model/locale.ts';
import { altOf } from '../../src/core/pictures/alt.ts';
import type { PostView } from '../../src/core/views.ts';
import {
  button,
  buttonsOf,
  type Desk,
  formOf,
  openDesk,
  person,
  plain,
  said,
} from '../integration/challenge/desk.ts';
import { quietLog } from '../support/quiet.ts';

/**
 * What managers do to records, and the end of a challenge, as they and the members read it, in each language: `vitest run
 * test/transcripts -u` writes them anew.
 */
let desk: Desk | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
});

test.each(LOCALES)('removed, appealed, added, given and ended, in %s', async (locale) => {
  const { lines, at, asks, answer, presses, look, start } = await stage(locale);
  const boss = person('U-minji', '민지', { manager: true, locale });
  const other = person('U-seoyeon', '서연', { manager: true, locale });
  const junho = person('U-junho', '준호', { locale });
  const texts = messagesFor(locale);
  const member = 'U-junho';

  at('11-21 15:00');
  const id = await start(boss);
  await current().post(junho, '비가 왔지만 우산을 쓰고 강변을 달렸어요');
  at('11-22 15:00');
  await current().post(junho, '오늘도 5km');
  await current().post(junho, '저녁에 또');
  await look();

  await asks(junho, 'admin remove', { member, day: 'today', reason: '어제 사진이에요' });
  await asks(boss, 'admin remove', { member, day: '2026-02-30', reason: '어제 사진이에요' });
  await asks(boss, 'admin remove', { member, day: 'tomorrow', reason: '어제 사진이에요' });
  await asks(boss, 'admin remove', { member: 'U-nobody', day: 'today', reason: '어제 사진이에요' });
  await asks(boss, 'admin remove', { member, day: 'today', reason: ' ' });
  await asks(boss, 'admin remove', { member, day: 'today', reason: '어제 사진이에요' });
  await asks(other, 'admin remove', { member, day: 'today', reason: '저도 봤어요' });
  const [note] = await look();
  const form = await presses(junho, note!, texts.admin.appeal.button);
  const appeal = async (words: string) => {
    lines.push(`* ${junho.name} sends: ${words}`);
    answer(await current().press(junho, formOf(form).action, { words }));
  };
  await appeal('새벽에 찍은 오늘 사진이에요');
  await appeal('정말이에요');
  await look();

  await asks(other, 'admin add', { member, day: 'today', reason: '확인했어요, 고마워요' });
  await asks(other, 'admin add', { member, day: 'today', reason: '확인했어요, 고마워요' });
  await asks(other, 'admin freeze', { member, reason: '모임 준비를 도와줬어요' });
  await asks(other, 'admin freeze', { member, reason: '한 번 더요' });
  await look();
  await asks(boss, 'settings', { hosts: '운영진' });
  await asks(boss, 'settings', { hosts: 'S0604QSJC' });
  await setLogTimes();
  await asks(boss, 'admin log', {});

  at('11-24 10:00');
  await current().closeDue({ challenge: id });
  const [closing] = await look();
  await sendCards(id);
  await look();
  for (const who of [junho, other]) await presses(who, closing!, texts.closing.post.mine);
  await setLogTimes();
  await asks(boss, 'admin log', {});
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`managing.${locale}.txt`);
});

function current(): Desk {
  if (!desk) throw new Error('nobody is at the desk');
  return desk;
}

/** The log's times are the database's own: here they are made the same for every run, in their order. */
async function setLogTimes(): Promise<void> {
  await current().db.$executeRaw`
    update audit set at = timed.at from (
      select id, '2024-01-01T06:00:00Z'::timestamptz + row_number() over (order by at, id) * interval '1 minute' as at from audit
    ) timed where timed.id = audit.id`;
}

async function sendCards(challenge: ChallengeId): Promise<void> {
  const { storage, now, db } = current();
  const send = createFinishCard({
    unitOfWork: storage.unitOfWork,
    linkTo: () => 'https://chat.example/message',
    clock: { now, monotonic: now },
    log: quietLog,
  });
  for (const { memberId } of await db.enrollment.findMany({ where: { challengeId: challenge } }))
    await send({ challenge, member: memberId as MemberId });
}

async function stage(locale: Locale) {
  desk = await openDesk({ defaultLocale: locale });
  await desk.storage.unitOfWork.run(async (tx) => {
    const { id } = await tx.ensureWorkspace('slack', 'T1' as never);
    await tx.saveSettings(id, { locale });
  });
  const channel = 'C1' as ChannelRef;
  const lines: string[] = [];
  const known = new Set<string>();
  const add = (text: string) => lines.push(...text.split('\n').map((line) => `    ${line}`));
  const show = (reply: Reply): Reply => {
    if (reply.kind === 'form') {
      add(`<${reply.form.title}>`);
      for (const field of reply.form.fields) add(`${field.label}${field.hint ? ` · ${field.hint}` : ''}`);
      add(`[${reply.form.submit}]`);
      return reply;
    }
    add(said(reply));
    if (reply.kind === 'message' && reply.view.view === 'settings')
      for (const { label, value } of reply.view.fields) add(`${label}: ${plain(value)}`);
    const labels = buttonsOf(reply).map(({ label }) => `[${label}]`);
    if (labels.length > 0) add(labels.join(' '));
    return reply;
  };
  const all = async () => (await current().deliveries('')).filter(({ key }) => !known.has(key));
  return {
    lines,
    answer: show,
    at(wall: string) {
      current().at(wall);
      lines.push('', `-- ${wall}`);
    },
    /** A challenge of three days that is on; what was said of it so far is another transcript's. */
    async start(boss: InboundMember): Promise<ChallengeId> {
      const opened = await current().command(boss, 'challenge create', {}, channel);
      const draft = await current().fill(boss, opened, {
        title: '🏃 아침 달리기',
        endsOn: '2026-11-23',
        teamGoal: '2',
        channel,
      });
      const started = await current().press(boss, button(draft, messagesFor(locale).challenge.button.start));
      for (const { key } of await all()) known.add(key);
      return button(started, messagesFor(locale).button.join).split(':')[2] as ChallengeId;
    },
    async asks(who: InboundMember, words: string, options: Record<string, string>) {
      lines.push(`* ${who.name}: ${[words, ...Object.values(options)].join(' ')}`);
      return show(await current().command(who, words, options, channel));
    },
    async presses(who: InboundMember, on: Reply, label: string) {
      lines.push(`* ${who.name} presses [${label}]`);
      return show(await current().press(who, button(on, label)));
    },
    /** What was posted or said to somebody since; answers it. */
    async look(): Promise<readonly Reply[]> {
      const seen: Reply[] = [];
      for (const { key, effect } of await all()) {
        known.add(key);
        const told = effect as unknown as Effect;
        if (told.do !== 'post' || key.startsWith('joined:')) continue;
        const to = told.target.kind === 'direct' ? ` (to ${told.target.member} alone)` : '';
        lines.push(`담찌${to}:`);
        const reply = { kind: 'message', view: asCard(told.view) } as Reply;
        show(reply);
        if (told.view.view === 'card' && told.view.picture) add(`(${altOf(told.view.picture)})`);
        seen.push(reply);
      }
      return seen;
    },
  };
}

function asCard(view: PostView) {
  if (view.view !== 'note') return view;
  return { view: 'answer', tone: 'done', lines: [view.line], buttons: view.buttons ?? [] };
}
