import { randomUUID } from 'node:crypto';
import type { WireChannel, WireInline, WireReply, WireView } from '../../src/adapters/web/wire.ts';
import type { FakeMessage as DiscordMessage, FakeDiscord, FakeMember } from '../fakes/discord/index.ts';
import { visibleText } from '../fakes/discord/index.ts';
import { type Component, flatten } from '../fakes/discord/message-rules.ts';
import type { FakeSlack } from '../fakes/slack/index.ts';
import type { TestApp } from '../support/app.ts';
import { until } from '../support/app.ts';
import type { Driver } from './driver.ts';
import { discordDriver } from './drivers/discord.ts';
import { slackDriver } from './drivers/slack.ts';
import { webDriver } from './drivers/web.ts';

/** Something of ours a member can see, with what can be pressed on it. */
export interface Shown {
  readonly text: string;
  readonly labels: readonly string[];
  /** A face is shown with it. */
  readonly hasFace?: boolean;
  press(label: string): Promise<Shown>;
  /** Of a form: sends it. */
  fill(values: Readonly<Record<string, string>>): Promise<Shown>;
}

/** What a person does with the notices they get, on one platform. */
export interface Hands {
  readonly driver: Driver;
  /** Every message with buttons that this member can see, oldest first. */
  notices(): Promise<readonly Shown[]>;
  /** Direct messages are taken no more; null where nobody can refuse them. */
  readonly closeDirect: (() => void) | null;
  /** Who was called by name, so that they are notified. */
  called(): readonly (string | null)[];
}

const noForm = () => Promise.reject(new Error('that is no form'));

/** The hands of the second member of each platform. */
export const hands: readonly [string, (zone: string, app: () => TestApp) => Promise<Hands>][] = [
  ['Discord', discordHands],
  ['Slack', slackHands],
  ['the page', webHands],
];

async function discordHands(): Promise<Hands> {
  const driver = await discordDriver();
  const { fake } = driver;
  const member = driver.member(1);
  return {
    driver: driver as unknown as Driver,
    notices: async () => mine(fake, member),
    closeDirect: () => fake.takeDirectMessages(member, false),
    called: () => fake.calls.map(({ id }) => id),
  };

  function mine(of: FakeDiscord, { user }: FakeMember): readonly Shown[] {
    const others = (place: { recipientId?: string | null }) =>
      place.recipientId && place.recipientId !== user.id;
    return [...of.state.channels.values()]
      .filter((place) => !others(place))
      .flatMap((place) => of.botMessagesIn(place))
      .filter(({ components }) => buttonsOf(components as Component[]).length > 0)
      .toSorted((one, other) => Number(BigInt(one.id) - BigInt(other.id)))
      .map(shownMessage);
  }

  function shownMessage(message: DiscordMessage): Shown {
    const buttons = buttonsOf(message.components as Component[]);
    return {
      text: plain(visibleText(message.content, message.components)),
      labels: buttons.map(({ label }) => String(label)),
      hasFace: message.attachments.length === 1,
      fill: noForm,
      async press(label) {
        const found = buttons.find((each) => each.label === label)!;
        const at = { channel: fake.state.channels.get(message.channelId)!, member };
        const reply = await fake.button(message, String(found.custom_id), at).reply();
        if (reply.kind !== 'form') return shownMessage(reply.message);
        const { form } = reply;
        return {
          text: plain(reply.text),
          labels: [],
          press: noForm,
          async fill(values) {
            const split = Object.fromEntries(
              Object.entries(values).map(([name, value]) => [
                name,
                name === 'weekdays' ? value.split(',') : value,
              ]),
            );
            const sent = await fake.submitForm(form, at, split).reply();
            if (sent.kind === 'form') throw new Error('another form');
            return shownMessage(sent.message);
          },
        };
      },
    };
  }
}

const buttonsOf = (components: readonly Component[]) =>
  flatten(components).filter(({ type, custom_id }) => type === 2 && custom_id !== undefined) as unknown as {
    label?: string;
    custom_id?: string;
  }[];

type Json = Readonly<Record<string, unknown>>;

async function slackHands(zone: string): Promise<Hands> {
  const driver = await slackDriver('socket', zone);
  const { fake } = driver;
  const user = driver.member(1);
  return {
    driver: driver as unknown as Driver,
    notices: async () => all(),
    closeDirect: () =>
      void fake.fail({ method: 'conversations.open' }, { kind: 'error', error: 'cannot_dm_user' } as never),
    called: () => [],
  };

  function all(): readonly Shown[] {
    const own = [...fake.world.channels.values()].filter((c) => c.kind === 'im' && c.members.has(user));
    const direct = own.flatMap(({ id }) => fake.visible(id)).filter(({ botId }) => botId !== undefined);
    const notes = fake.ephemerals.filter((each) => each.user === user && each.via === 'chat.postEphemeral');
    return [
      ...notes.map((note) =>
        shown(note.text, note.blocks ?? [], { blocks: note.blocks ?? [], channel: note.channel }),
      ),
      ...direct.map((message) => shown(message.text, message.blocks ?? [], { message })),
    ].filter(({ labels }) => labels.length > 0);
  }

  function shown(text: string, blocks: readonly Json[], on: Parameters<FakeSlack['pressButton']>[0]): Shown {
    const buttons = blocks
      .filter(({ type }) => type === 'actions')
      .flatMap(({ elements }) => elements as { text: { text: string }; action_id: string }[]);
    return {
      text: plain(text),
      labels: buttons.map((each) => each.text.text),
      hasFace: blocks[0]?.accessory !== undefined,
      fill: noForm,
      async press(label) {
        const { action_id } = buttons.find((each) => each.text.text === label)!;
        return answered(() => fake.pressButton(on, action_id, user));
      },
    };
  }

  /** What came of it: a further line, or a window. */
  async function answered(act: () => Promise<unknown>): Promise<Shown> {
    const before = fake.ephemerals.length;
    const windows = new Map(
      [...fake.world.views.values()].map((each) => [each.id, each.hash + JSON.stringify(each.view)]),
    );
    await act();
    return until('an answer', () => {
      const line = fake.ephemerals.slice(before).find((each) => each.user === user);
      if (line)
        return shown(line.text, line.blocks ?? [], { blocks: line.blocks ?? [], channel: line.channel });
      const window = [...fake.world.views.values()].find(
        (each) => each.open && windows.get(each.id) !== each.hash + JSON.stringify(each.view),
      );
      if (!window) return null;
      const blocks = (window.view.blocks ?? []) as readonly Json[];
      const text = blocks.map((block) => JSON.stringify(block.text ?? '')).join('\n');
      return {
        ...shown(text, blocks, { view: window }),
        fill: (values: Readonly<Record<string, string>>) => answered(() => fake.submitView(window, values)),
      };
    });
  }
}

async function webHands(_zone: string, app: () => TestApp): Promise<Hands> {
  const driver = webDriver();
  const as = driver.member(1);
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const url = app().url!;
    const response = await fetch(`${url}/api${path}?as=${as}&lang=ko`, {
      method,
      headers: { origin: url, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const act = (action: string, values: Readonly<Record<string, string>> = {}) =>
    call<WireReply>('POST', '/actions', { id: randomUUID(), action, values }).then(answer);
  return {
    driver: driver as unknown as Driver,
    async notices() {
      const { messages } = await call<WireChannel>('GET', '/channel');
      return messages
        .flatMap(({ view, onlyYou, deleted }) => (view && onlyYou && !deleted ? [shown(view)] : []))
        .filter(({ labels }) => labels.length > 0);
    },
    closeDirect: null,
    called: () => [],
  };

  function shown(view: WireView): Shown {
    const words = (line: readonly WireInline[]) =>
      line.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
    const buttons = 'buttons' in view ? (view.buttons ?? []) : [];
    const text =
      view.shape === 'line'
        ? words(view.line)
        : view.shape === 'card'
          ? view.lines.map(words).join('\n')
          : view.shape === 'cheer'
            ? view.lines.map(words).join('\n')
            : '';
    return {
      text,
      labels: buttons.map(({ label }) => label),
      hasFace: view.shape === 'cheer',
      press: (label) => act(buttons.find((each) => each.label === label)!.action),
      fill: noForm,
    };
  }

  function answer(reply: WireReply): Shown {
    if (reply.kind === 'message') return shown(reply.view);
    if (reply.kind !== 'form') throw new Error(`no answer but ${reply.kind}`);
    const { form } = reply;
    return { text: form.title, labels: [], press: noForm, fill: (values) => act(form.action, values) };
  }
}

const plain = (text: string) => text.replace(/[*\\\u200B]/g, '');
