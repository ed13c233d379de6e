import { afterEach, expect, test } from 'vitest';
import { actionId, type Reply } from '../../src/core/actions.ts';
import type { InboundMember } from '../../src/core/inbound.ts';
import { messagesFor } from '../../src/core/messages/index.ts';
import type { ChallengeId, ChannelRef } from '../../src/core/model/ids.ts';
import { LOCALES, type Locale } from '../../src/core/model/locale.ts';
import { altOf } from '../../src/core/pictures/alt.ts';
import type { PostView } from '../../src/core/views.ts';
import {
  buttonsOf,
  type Desk,
  formOf,
  openDesk,
  person,
  plain,
  said,
  valuesOf,
} from '../integration/challenge/desk.ts';

/**
 * A challenge from idea to end as its manager and its members read it, in each language: `vitest run test/transcripts -u`
 * writes them anew. Ids and the clock are fixed, so a changed line is a changed product.
 */
let desk: Desk | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
});

test.each(LOCALES)('a challenge from idea to end, in %s', async (locale) => {
  const { lines, at, asks, opens, presses, sends, look } = await stage(locale);
  const boss = person('U-minji', '민지', { manager: true, locale });
  const other = person('U-seoyeon', '서연', { manager: true, locale });
  const junho = person('U-junho', '준호', { locale });
  const texts = messagesFor(locale).challenge;
  const { button } = texts;

  at('11-21 15:00');
  await asks(junho, 'challenge create');
  const wrong = await opens(boss, 'challenge create', { template: 'running' });
  await sends(boss, wrong, {
    title: '🏃'.repeat(500),
    goal: 'week:9',
    startsOn: '2026-02-30',
    endsOn: '2020-01-01',
    minLength: '-1',
    timezone: 'Mars/Olympus',
  });
  const mistyped = await opens(boss, 'challenge create', { template: 'running' });
  const refused = await sends(boss, mistyped, { startsOn: '11/31', endsOn: '4주', teamGoal: '200' });
  const form = await presses(boss, refused, button.retry);
  const preview = await sends(boss, form, { startsOn: '11/23' });
  await presses(other, preview, button.start);
  await presses(boss, preview, button.start);
  await look();

  at('11-22 10:00');
  const welcome = { kind: 'message', view: await welcomeOf() } as unknown as Reply;
  await presses(junho, welcome, messagesFor(locale).button.join);
  await presses(junho, welcome, messagesFor(locale).button.join);
  await asks(junho, 'challenge list');

  at('11-25 20:00');
  const id = idIn(preview);
  const edit = await opensBy(boss, actionId({ do: 'edit', challenge: id, part: 'all' }));
  const mine = await sends(boss, edit, { goal: 'week:4' });
  await presses(boss, mine, button.save);
  await look();
  await sends(other, edit, { title: '다른 이름' });
  await asks(junho, 'challenge info');
  await asks(boss, 'challenge pause');
  await asks(boss, 'challenge resume');

  at('12-17 10:00');
  await current().endNotice({ challenge: id, days: 3 });
  await look();
  const leave = await asks(junho, 'challenge leave');
  await presses(junho, leave, button.leaveErase);

  at('12-21 10:00');
  await current().closeDue({ challenge: id });
  await look();
  const over = await current().press(boss, actionId({ do: 'info', challenge: id }));
  await presses(boss, over, button.again);
  await presses(boss, over, button.delete);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`challenge-life.${locale}.txt`);

  async function opensBy(who: InboundMember, action: string): Promise<Reply> {
    return current().press(who, action);
  }

  async function welcomeOf(): Promise<PostView> {
    const [posted] = await current().deliveries('welcome:');
    return (posted!.effect as unknown as { view: PostView }).view;
  }
});

function current(): Desk {
  if (!desk) throw new Error('nobody is at the desk');
  return desk;
}

const idIn = (preview: Reply) => buttonsOf(preview)[0]!.action.split(':')[2] as ChallengeId;

async function stage(locale: Locale) {
  desk = await openDesk({ defaultLocale: locale });
  await desk.storage.unitOfWork.run(async (tx) => {
    const { id } = await tx.ensureWorkspace('slack', 'T1' as never);
    await tx.saveSettings(id, { locale });
  });
  const channel = 'C1' as ChannelRef;
  const lines: string[] = [];
  const posted = new Set<string>();
  const add = (text: string) => lines.push(...text.split('\n').map((line) => `    ${line}`));
  const answer = (reply: Reply): Reply => {
    add(reply.kind === 'form' ? formText(reply) : said(reply));
    if (reply.kind === 'message' && reply.view.view === 'card' && reply.view.picture)
      add(`(${altOf(reply.view.picture)})`);
    const labels = buttonsOf(reply).map(({ label }) => `[${label}]`);
    if (labels.length > 0) add(labels.join(' '));
    return reply;
  };
  return {
    lines,
    at(wall: string) {
      current().at(wall);
      lines.push('', `-- ${wall}`);
    },
    async asks(who: InboundMember, words: string) {
      lines.push(`* ${who.name}: ${words}`);
      return answer(await current().command(who, words, {}, channel));
    },
    async opens(who: InboundMember, words: string, options: Record<string, string>) {
      lines.push(`* ${who.name}: ${words} ${Object.values(options).join(' ')}`);
      return answer(await current().command(who, words, options, channel));
    },
    async sends(who: InboundMember, opened: Reply, values: Record<string, string>) {
      const form = formOf(opened);
      const written = Object.entries(values).map(([name, value]) => `${name}: ${shortened(value)}`);
      lines.push(`* ${who.name} sends ${form.title} (${written.join(', ')})`);
      return answer(await current().press(who, form.action, { ...valuesOf(form), ...values }));
    },
    async presses(who: InboundMember, on: Reply, label: string) {
      const found = buttonsOf(on).find((each) => each.label === label)!;
      lines.push(`* ${who.name} presses [${label}]`);
      return answer(await current().press(who, found.action));
    },
    /** What appeared in the channel since. */
    async look() {
      for (const { key, effect } of await current().deliveries('')) {
        if (posted.has(key)) continue;
        posted.add(key);
        const { do: what, view } = effect as unknown as { do: string; view?: PostView };
        if (!view) continue;
        lines.push(what === 'edit' ? '담찌 (edits the welcome):' : '담찌:');
        if (view.view === 'note') add(plain(view.line));
        if (view.view === 'card') add([view.title, ...view.lines.map(plain)].join('\n'));
        if (view.view === 'welcome') add([view.title, ...view.lines.map(plain)].join('\n'));
      }
    },
  };
}

function formText(reply: Reply): string {
  const form = formOf(reply);
  const fields = form.fields.map((field) => {
    const value = valuesOf({ ...form, fields: [field] })[field.name];
    const options =
      field.kind === 'choice' ? ` (${field.options.map(({ label }) => label).join(' / ')})` : '';
    return `${field.label}: ${value}${options}${field.hint ? ` · ${field.hint}` : ''}`;
  });
  return [`<${form.title}>`, ...fields, `[${form.submit}]`].join('\n');
}

const shortened = (text: string) => (text.length > 40 ? `${text.slice(0, 20)}…` : text);
