import { afterEach, expect, test } from 'vitest';
import { type Action, actionId } from '../../src/core/actions.ts';
import type { Effect } from '../../src/core/delivery/effect.ts';
import type { InboundMessage } from '../../src/core/inbound.ts';
import type { CivilDay } from '../../src/core/model/day.ts';
import type { AttachmentRef, ChallengeId, ProofId } from '../../src/core/model/ids.ts';
import { LOCALES, type Locale } from '../../src/core/model/locale.ts';
import { altOf } from '../../src/core/pictures/alt.ts';
import { createMornings } from '../../src/core/streak/mornings.ts';
import { createReadStreak } from '../../src/core/streak/read-streak.ts';
import type { PostView } from '../../src/core/views.ts';
import { cheering } from '../support/cheering.ts';
import { type Core, openCore, plain } from '../support/core.ts';
import { quietLog } from '../support/quiet.ts';

/**
 * What is said of proofs as members read it, in each language: several challenges in one channel, days that are over,
 * milestones, rest, freezes. `vitest run test/transcripts -u` writes them anew; a changed line is a changed product.
 */
const seoul = (day: string, time: string) => Date.parse(`2026-11-${day}T${time}:00+09:00`);
const photo = { ref: 'F1' as AttachmentRef, name: '한강.jpg', type: 'image/jpeg', size: 10 };

let core: Core | null = null;
afterEach(async () => {
  await core?.stop();
  core = null;
});

test.each(LOCALES)('what counts, and what is said of it, in %s', async (locale) => {
  const { lines, at, says, deletes, counts, undoes, asks, chooses, presses, cancels, morning, here } =
    await stage(locale);
  const running = await here.challenge({
    title: '아침 달리기',
    emoji: '🏃',
    goal: { kind: 'perWeek', n: 3 },
    startsOn: '2026-11-02' as CivilDay,
  });
  const writing = await here.challenge({
    title: '글쓰기',
    emoji: '✍️',
    minLength: 10,
    proofKind: 'text',
    startsOn: '2026-11-02' as CivilDay,
  });
  const [junho, nara] = ['준호', '나래'] as const;

  at('02', '07:10');
  await asks(junho, 'challenge join', { challenge: '아침 달리기' });
  await asks(junho, 'challenge join', { challenge: '글쓰기' });
  await says(junho, '#글쓰기 오늘부터 매일 한 줄씩 써 볼게요');
  const first = await says(junho, '오늘 아침 한강에서 5km 달렸어요');
  await chooses(nara, first, running);
  await chooses(junho, first, running);
  await chooses(junho, first, running);
  at('03', '21:00');
  await says(junho, '조금 피곤했지만 그래도 나갔어요');
  await says(junho, '', { attachments: [photo] });
  await says(junho, '✍️ 짧은글');
  at('04', '09:00');
  await morning();
  at('05', '08:00');
  await asks(junho, 'checkin', { text: '어제 3km', challenge: '아침 달리기', day: '어제' });
  await asks(junho, 'checkin', { text: '지난주', challenge: '아침 달리기', day: '11/1' });
  await asks(junho, 'checkin', { text: '미리', challenge: '아침 달리기', day: '내일' });
  await asks(junho, 'checkin', { text: '언제더라', challenge: '아침 달리기', day: '2026-02-30' });
  await asks(junho, 'checkin', { text: '', challenge: '아침 달리기' });

  at('06', '08:00');
  for (const day of ['04', '05'])
    await asks(junho, 'checkin', { text: '매일 한 줄씩 꾸준히 쓰기', challenge: '글쓰기', day: `11-${day}` });
  await asks(junho, 'rest', { what: 'day', challenge: '글쓰기' });
  await asks(junho, 'rest', { what: 'pause', from: '내일', to: '11-30' });
  await asks(junho, 'rest', { what: 'holiday', from: '12-24', to: '12-26', challenge: '달리기' });
  await asks(junho, 'rest');
  await asks(junho, 'rest', { what: 'day', from: '어제' });
  await asks(junho, 'rest', { what: 'back', challenge: '달리기' });
  await asks(junho, 'rest', { what: 'day', challenge: '달리기' });
  await asks(junho, 'rest', { challenge: '달리기' });
  await asks(junho, 'rest', { what: 'back', challenge: '달리기' });
  await cancels(junho, running, '2026-12-24', '2026-12-26');
  await cancels(junho, running, '2026-12-24', '2026-12-26');
  at('07', '22:00');
  await says(junho, '글쓰기: 쉬고 나니 더 잘 써져요');
  const seventh: InboundMessage[] = [];
  for (const day of ['09', '10', '11']) {
    at(day, '20:00');
    seventh.push(await says(junho, `✍️ ${Number(day)}일의 기록을 길게 남겨 봐요`));
  }
  await deletes(junho, seventh.at(-1)!);
  at('12', '20:00');
  await asks(junho, 'pal');
  await asks(junho, 'pal', { timezone: 'tokyo' });
  await asks(junho, 'pal', { timezone: 'Europe/London' });
  await asks(junho, 'pal', { timezone: '한국' });

  // In a channel without a challenge, and of two challenges.
  at('13', '08:00');
  const lounge = { channel: 'C-lounge' as never };
  const hers = await says(nara, '어제는 강을 따라 천천히 6km 달렸어요', lounge);
  await counts(nara, hers);
  await counts('관리자', hers);
  for (const challenge of ['아침 달리기', '글쓰기']) await asks(nara, 'challenge join', { challenge });
  await counts('관리자', hers);
  await presses('관리자', hers, (proof) => ({ do: 'chooseFor', proof, challenge: running }));
  const his = await says(junho, '어젯밤 늦게 동네를 한 바퀴 달렸어요', lounge);
  await counts(junho, his);
  await presses(junho, his, (proof) => ({ do: 'choose', proof, challenge: running, once: true }));
  await counts(junho, his);
  const yesterday = '2026-11-12' as CivilDay;
  const move = (proof: ProofId): Action => ({ do: 'forDay', proof, challenge: running, day: yesterday });
  await presses(junho, his, move);
  await presses(junho, his, move);
  await undoes(junho, his);
  await presses(junho, his, move);
  at('14', '08:00');
  const withPhoto = { attachments: [photo] };
  await chooses(junho, await says(junho, '토요일 아침에도 한 바퀴 달렸어요', withPhoto), running);
  const second = await says(junho, '돌아와서 쓴 글도 한 장 찍었어요', withPhoto);
  await presses(junho, second, (proof) => ({ do: 'choose', proof, challenge: writing, once: true }));
  at('15', '08:00');
  await says(junho, '일요일에도 가볍게 달렸어요');
  await says(junho, '그리고 오늘의 생각을 길게 적어 봐요');
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`counting.${locale}.txt`);
});

async function stage(locale: Locale) {
  const here = await openCore(seoul('02', '07:00'), { locale });
  core = here;
  let now = here.clock.now();
  const lines: string[] = [];
  await here.storage.unitOfWork.run(async (tx) => {
    const { id } = await tx.ensureWorkspace('slack', 'T1' as never);
    await tx.saveSettings(id, { locale });
  });
  const { db } = here.storage;
  const { writeCheer } = cheering({
    ...here.storage,
    readStreak: createReadStreak(here.storage),
    clock: here.clock,
  });
  const tellFreezes = createMornings({ ...here.storage, clock: here.clock, log: quietLog });
  const wall = () => new Date(now + 9 * 3_600_000).toISOString().slice(11, 16);

  /** Writes what was said since, in the order it was decided, and lets it be posted. */
  async function look(): Promise<void> {
    const queued = await db.cheer.findMany({ where: { state: 'queued' } });
    for (const { proofId } of queued) await writeCheer(proofId as ProofId);
    const open = await db.delivery.findMany({
      where: { state: 'pending' },
      orderBy: [{ createdAt: 'asc' }, { key: 'asc' }],
    });
    for (const { key, effect } of open) {
      lines.push(...shown(effect as unknown as Effect).map((text) => `    ${text}`));
      await db.delivery.update({ where: { key }, data: { state: 'sent', messageRef: `said/${key}` } });
    }
  }

  return {
    here,
    lines,
    at(day: string, time: string) {
      now = seoul(day, time);
      here.set(now);
      lines.push('', `-- November ${Number(day)}`);
    },
    async says(who: string, text: string, change: Partial<InboundMessage> = {}) {
      const where = change.channel ? ' (where no challenge is)' : '';
      const shown = [...(change.attachments ?? []).map(({ name }) => `(${name})`), ...(text ? [text] : [])];
      lines.push(`${wall()} ${who}${where}: ${shown.join(' ')}`);
      const event = await here.post(who, text, change);
      await look();
      return event;
    },
    async deletes(who: string, event: InboundMessage) {
      lines.push(`${wall()} * ${who} deletes "${event.text}"`);
      await here.remove(event);
      await look();
    },
    async counts(who: string, event: InboundMessage) {
      lines.push(`${wall()} * ${who} counts "${event.text}" by its menu`);
      lines.push(`    (only they see) ${await here.menu(who, 'count', event, who === '관리자')}`);
      await look();
    },
    async undoes(who: string, event: InboundMessage) {
      lines.push(`${wall()} * ${who} undoes "${event.text}" by its menu`);
      lines.push(`    (only they see) ${await here.menu(who, 'undo', event)}`);
      await look();
    },
    async asks(who: string, words: string, options: Readonly<Record<string, string>> = {}) {
      const typed = Object.entries(options).map(([name, value]) => `${name}: ${value}`);
      lines.push(`${wall()} * ${who}: /${[words, ...typed].join(' ')}`);
      lines.push(`    (only they see) ${await here.command(who, words, options)}`);
      await look();
    },
    async chooses(who: string, event: InboundMessage, challenge: ChallengeId) {
      const { id } = await db.proof.findFirstOrThrow({ where: { messageRef: event.message } });
      lines.push(`${wall()} * ${who} presses the first button`);
      lines.push(`    (only they see) ${await here.press(who, `1:choose:${id}:${challenge}`)}`);
      await look();
    },
    async presses(who: string, event: InboundMessage, action: (proof: ProofId) => Action) {
      const { id } = await db.proof.findFirstOrThrow({ where: { messageRef: event.message } });
      const pressed = action(id as ProofId);
      lines.push(`${wall()} * ${who} presses the button (${pressed.do})`);
      lines.push(`    (only they see) ${await here.press(who, actionId(pressed))}`);
      await look();
    },
    async cancels(who: string, challenge: ChallengeId, from: string, to: string) {
      lines.push(`${wall()} * ${who} presses the button that cancels`);
      const said = await here.press(who, `1:restCancel:${challenge}:rest:${from}:${to}`);
      lines.push(`    (only they see) ${said}`);
      await look();
    },
    async morning() {
      lines.push(`${wall()} * the morning comes`);
      await tellFreezes();
      await look();
    },
  };
}

function shown(effect: Effect): readonly string[] {
  switch (effect.do) {
    case 'react':
      return [`[${effect.mark}]`];
    case 'unreact':
      return [`[no ${effect.mark} any more]`];
    case 'remove':
      return [`(removed: ${effect.message.replace(/^said\//, '').replace(/:.*/, '')})`];
    case 'edit':
      return said(effect.view).map((text) => `(edited) ${text}`);
    case 'post': {
      const { kind } = effect.target;
      const where = kind === 'private' || kind === 'direct' ? '(only they see) ' : '';
      return said(effect.view).map((text) => `${where}${text}`);
    }
  }
}

function said(view: PostView): readonly string[] {
  switch (view.view) {
    case 'cheer':
      return [...view.lines, ...(view.credit ? [plain(view.credit)] : [])].map((text) => `담찌: ${text}`);
    case 'note': {
      const buttons = (view.buttons ?? []).map(({ label }) => ` [${label}]`);
      return [`담찌: ${plain(view.line)}${buttons.join('')}`];
    }
    case 'card':
      return [
        `담찌: ## ${view.title}`,
        ...view.lines.map((line) => `담찌: ${plain(line)}`),
        ...(view.picture ? [`담찌: (picture: ${altOf(view.picture)})`] : []),
      ];
    case 'proofCard':
      return [`담찌: ${plain(view.heading)}: ${view.text}`];
    case 'welcome':
      return [view.title];
  }
}
