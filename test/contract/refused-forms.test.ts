import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WireForm, WireReply, WireView } from '../../src/adapters/web/wire.ts';
import type { ShownForm } from '../fakes/discord/index.ts';
import { type Component, flatten } from '../fakes/discord/message-rules.ts';
import { record } from '../fakes/slack/blocks.ts';
import type { FakeView } from '../fakes/slack/types.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { middayZone } from '../support/midday.ts';
import type { Driver } from './driver.ts';
import { discordDriver } from './drivers/discord.ts';
import { slackDriver } from './drivers/slack.ts';
import { webDriver } from './drivers/web.ts';

type Values = Readonly<Record<string, string>>;

/** A form as it stands open before somebody: what is in its fields, and what it is answered with when it is sent. */
interface OpenForm {
  readonly filled: Values;
  /** Changes some fields and sends it. */
  send(changes: Values): Promise<Answer>;
}

interface Answer {
  readonly text: string;
  /** Presses a button that opens a form. */
  open(label: string): Promise<OpenForm>;
}

/** A manager with a form before them, on one platform. */
interface Desk {
  readonly driver: Driver;
  create(app: TestApp): Promise<OpenForm>;
}

const zone = middayZone();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const [last, later] = [inDays(60), inDays(61)];
const typed = { title: '천천히 걷기', goal: 'week:2', endsOn: '2020-01-01', proof: 'text' };

describe.each<[string, () => Promise<Desk>]>([
  ['Discord', discord],
  ['Slack', slack],
  ['the page', page],
])('a refused form on %s', (_name, open) => {
  let desk: Desk;
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;

  beforeAll(async () => {
    database = await freshDatabase();
    desk = await open();
    app = await startTestApp(database.url, { ...desk.driver.config, timezone: zone });
    await desk.driver.attach(app);
  });
  afterAll(async () => {
    await app.stop();
    expect(desk.driver.complaints()).toEqual([]);
    await desk.driver.stop();
    await database.drop();
  });

  test('opens again with what was typed, when it makes a challenge and when it changes one', async () => {
    const refused = await (await desk.create(app)).send(typed);
    expect(refused.text).toContain('빨라요');
    const again = await refused.open('다시 적기');
    expect(again.filled).toMatchObject(typed);

    const preview = await again.send({ endsOn: last });
    expect(preview.text).toContain('천천히 걷기');
    const edit = await preview.open('고치기');
    expect(edit.filled).toMatchObject({ ...typed, endsOn: last });
    const changed = { title: '아주 천천히 걷기', endsOn: '2020-01-02' };
    const wrong = await edit.send(changed);
    expect(wrong.text).toContain('빨라요');
    const back = await wrong.open('고치기');
    expect(back.filled).toMatchObject({ ...typed, ...changed });
    expect((await back.send({ endsOn: later })).text).toContain('아주 천천히 걷기');
    const made = await app.storage.db.challenge.findMany({ where: { title: { contains: '천천히' } } });
    expect(made).toMatchObject([{ title: '아주 천천히 걷기', endsOn: new Date(later) }]);
  });
});

async function discord(): Promise<Desk> {
  const driver = await discordDriver();
  const { fake } = driver;
  const at = { channel: fake.state.channels.get(driver.channel)!, member: driver.member(0) };
  type Interaction = ReturnType<typeof fake.slash>;
  return {
    driver: driver as unknown as Driver,
    create: async () => formOn(fake.slash('challenge create', at)),
  };

  async function formOn(interaction: Interaction): Promise<OpenForm> {
    const reply = await interaction.reply();
    if (reply.kind !== 'form') throw new Error(reply.text);
    return {
      filled: filledOf(reply.form),
      send: (changes) => answered(fake.submitForm(reply.form, at, changes)),
    };
  }
  async function answered(interaction: Interaction): Promise<Answer> {
    const reply = await interaction.reply();
    if (reply.kind === 'form') throw new Error('another form');
    const { message, text } = reply;
    return {
      text: plain(text),
      async open(label) {
        const button = flatten(message.components as Component[]).find((part) => part.label === label)!;
        return formOn(fake.button(message, button.custom_id!, at));
      },
    };
  }
  function filledOf({ components }: ShownForm): Values {
    const fields = components.map(({ component }) => component!);
    const chosen = ({ options = [] }: Component) =>
      (options as { value: string; default?: boolean }[]).find((option) => option.default)?.value;
    return Object.fromEntries(
      fields.map((field) => [field.custom_id!, String(field.value ?? chosen(field) ?? '')]),
    );
  }
}

async function slack(): Promise<Desk> {
  const driver = await slackDriver('socket', zone);
  const { fake, channel } = driver;
  const user = driver.member(0);
  return {
    driver: driver as unknown as Driver,
    create: () => formAfter(() => fake.slash('/boost', '챌린지 만들기', { channel, user })),
  };

  /** The window that an act opens, or fills. */
  async function formAfter(act: () => Promise<unknown>): Promise<OpenForm> {
    const before = new Set(windows().map(seen));
    await act();
    const view = await until('a form', () =>
      windows().find((each) => !before.has(seen(each)) && each.view.submit !== undefined),
    );
    return { filled: filledOf(view), send: (changes) => answerTo(view, changes) };
  }
  async function answerTo(view: FakeView, changes: Values): Promise<Answer> {
    const lines = fake.ephemerals.length;
    const before = new Set(windows().map(seen));
    await fake.submitView(view, changes);
    return until('an answer', () => {
      const line = fake.ephemerals.slice(lines).find((each) => each.user === user);
      const window = windows().find((each) => !before.has(seen(each)));
      const blocks = line?.blocks ?? (window?.view.blocks as (typeof fake.ephemerals)[0]['blocks']);
      if (!blocks) return null;
      const on = line ? { blocks, channel: line.channel } : { view: window! };
      return {
        text: plain(`${line?.text ?? ''}\n${JSON.stringify(blocks)}`),
        open: (label: string) => formAfter(() => fake.pressButton(on, actionOf(blocks, label), user)),
      };
    });
  }
  function windows(): readonly FakeView[] {
    return [...fake.world.views.values()].filter(({ open }) => open);
  }
  function seen({ id, hash, view }: FakeView): string {
    return [id, hash, JSON.stringify(view)].join();
  }
  function actionOf(blocks: readonly Readonly<Record<string, unknown>>[], label: string): string {
    const buttons = blocks.flatMap(({ type, elements }) =>
      type === 'actions' ? (elements as { text: { text: string }; action_id: string }[]) : [],
    );
    return buttons.find(({ text }) => text.text === label)!.action_id;
  }
  function filledOf({ view }: FakeView): Values {
    const elements = (view.blocks as { element: Readonly<Record<string, unknown>> }[]).map(
      ({ element }) => element,
    );
    return Object.fromEntries(
      elements.map((element) => [
        String(element.action_id),
        String(element.initial_value ?? element.initial_date ?? record(element.initial_option)?.value ?? ''),
      ]),
    );
  }
}

async function page(): Promise<Desk> {
  const driver = webDriver();
  let url = '';
  return {
    driver: driver as unknown as Driver,
    async create(app) {
      url = app.url!;
      return formIn(await call('/commands', { text: '/challenge create', files: [] }));
    },
  };

  async function call(path: string, body: Readonly<Record<string, unknown>>): Promise<WireReply> {
    const response = await fetch(`${url}/api${path}?as=${driver.member(0)}&lang=ko`, {
      method: 'POST',
      headers: { origin: url, 'content-type': 'application/json' },
      body: JSON.stringify({ id: randomUUID(), ...body }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as WireReply;
  }
  function formIn(reply: WireReply): OpenForm {
    if (reply.kind !== 'form') throw new Error(`no form but ${reply.kind}`);
    const filled = valuesOf(reply.form);
    return {
      filled,
      async send(changes) {
        const sent = await call('/actions', { action: reply.form.action, values: { ...filled, ...changes } });
        if (sent.kind !== 'message') throw new Error(`no answer but ${sent.kind}`);
        return answer(sent.view);
      },
    };
  }
  function answer(view: WireView): Answer {
    const buttons = 'buttons' in view ? view.buttons : [];
    return {
      text: JSON.stringify(view),
      open: async (label) => {
        const { action } = buttons.find((each) => each.label === label)!;
        return formIn(await call('/actions', { action, values: {} }));
      },
    };
  }
  function valuesOf({ fields }: WireForm): Values {
    return Object.fromEntries(
      fields.map(({ name, value, input }) => [name, input.kind === 'choices' ? input.chosen.join() : value]),
    );
  }
}

const plain = (text: string) => text.replace(/[*\\\u200B]/g, '');
