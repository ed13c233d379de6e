import { commandTable } from '../../../src/core/commands/table.ts';
import type { ChannelRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import {
  type FakeDiscord,
  type FakeMember,
  type FakeMessage,
  Permission,
  startFakeDiscord,
  visibleText,
} from '../../fakes/discord/index.ts';
import { type Component, flatten } from '../../fakes/discord/message-rules.ts';
import type { Driver, Photo } from '../driver.ts';

interface Labelled {
  readonly label?: string;
  readonly components?: readonly Labelled[];
}
const labelsIn = (components: readonly Labelled[]): readonly string[] =>
  components.flatMap(({ label, components: inside = [] }) => [
    ...(label ? [label] : []),
    ...labelsIn(inside),
  ]);

export async function discordDriver(
  given?: FakeDiscord,
): Promise<Driver<FakeMember, FakeMessage> & { fake: FakeDiscord }> {
  const fake = given ?? (await startFakeDiscord());
  const guild = fake.guild({ name: '달리는 사람들' });
  const channel = fake.channel(guild, { name: '아침-달리기' });
  const members = ['민지', '준호', 'Kim Alex', 'さくら', '🐹러너3'].map((name, n) =>
    fake.member(guild, { name, manager: n === 0 }),
  );
  /** The last answer of each. */
  const answered = new Map<FakeMember, FakeMessage>();
  const filesOf = (photos: readonly Photo[]) =>
    photos.map(({ name, type, bytes }) => ({ name, bytes, contentType: type }));
  const isBot = (message: FakeMessage) => message.authorId === fake.state.bot.id;

  return {
    fake,
    name: 'discord',
    config: { discord: { token: fake.token, apiUrl: fake.apiUrl, requestsPerSecond: 50 } },
    workspace: guild.id as WorkspaceRef,
    channel: channel.id as ChannelRef,
    attach: async () => undefined,
    member: (n) => members[n]!,
    async post(author, content, photos = [], at) {
      return fake.post({
        channel,
        author,
        content,
        attachments: filesOf(photos),
        ...(at === undefined ? {} : { at }),
      });
    },
    edit: async (message, text) => fake.editMessage(message, text),
    takeOut: async (message, photo) => fake.removeAttachment(message, photo),
    remove: async (message) => fake.deleteMessage(message),
    async answer(author, message, content) {
      const thread = fake.threadOf(message) ?? fake.openThread(message, author, 'thread');
      return fake.post({ channel: thread, author, content });
    },
    direct: async (member, text, photos = []) => fake.directMessage(member, text, filesOf(photos)),
    redeliver: async (message) => fake.redeliver(message),
    async mark(member, message, emoji) {
      fake.unreact(message, member, emoji);
      fake.react(message, member, emoji);
    },
    redeliverMark: async (message) => fake.redeliverReaction(message),
    async tell(acts, order) {
      fake.gateway.hold();
      await acts();
      fake.gateway.release((events) => [...order(events)]);
    },
    async see(message) {
      const direct = fake.state.channels.get(message.channelId);
      // In direct messages there are no threads, only replies.
      const thread = direct?.type === 1 ? direct : fake.threadOf(message);
      const inThread = (thread ? fake.messagesIn(thread) : []).filter(
        ({ referenceId }) => thread !== direct || referenceId === message.id,
      );
      return {
        marks: fake.botReactions(message),
        thread: inThread.filter(isBot).map(({ content, components }) => visibleText(content, components)),
        others: inThread.filter((each) => !isBot(each) && each.content !== '').map((each) => each.content),
      };
    },
    channelSays: async () =>
      fake.botMessagesIn(channel).map(({ content, components }) => visibleText(content, components)),
    channelButtons: async () =>
      fake.botMessagesIn(channel).map(({ components }) => labelsIn(components as readonly Labelled[])),
    async press(member, label) {
      const message = fake
        .botMessagesIn(channel)
        .findLast(({ components }) => labelsIn(components as readonly Labelled[]).includes(label))!;
      const button = flatten(message.components as Component[]).find((part) => part.label === label)!;
      return (await fake.button(message, button.custom_id!, { channel, member }).reply()).text;
    },
    async pressAnswer(member, label) {
      const message = answered.get(member)!;
      const button = flatten(message.components as Component[]).find((part) => part.label === label)!;
      const reply = await fake.button(message, button.custom_id!, { channel, member }).reply();
      if (reply.kind !== 'form') answered.set(member, reply.message);
      return reply.text;
    },
    shut() {
      channel.botPermissions = guild.botPermissions & ~Permission.sendMessages;
    },
    closeDirect: (member) => fake.takeDirectMessages(member, false),
    async privately({ user }) {
      const direct = [...fake.state.channels.values()].find(({ recipientId }) => recipientId === user.id);
      return fake.botMessagesIn(direct).map(({ content, components }) => visibleText(content, components));
    },
    async command(member, words, options = {}) {
      const reply = await fake.slash(words, { channel, member }, options).reply();
      if (reply.kind !== 'form') answered.set(member, reply.message);
      return reply.text;
    },
    async file(member) {
      const message = answered.get(member);
      const file = message?.attachments.at(-1);
      // Others would see a message without this flag (64, ephemeral).
      if (!file || ((message?.flags ?? 0) & 64) === 0) return null;
      return { name: file.filename, text: Buffer.from(file.bytes).toString('utf8') };
    },
    async menu(member, which, message) {
      const spec = commandTable.find(({ path }) => path[0] === which)!;
      const reply = await fake.messageMenu(spec.descriptions.en, message, { channel, member }).reply();
      if (reply.kind !== 'form') answered.set(member, reply.message);
      return reply.text;
    },
    otherBot: () => fake.member(guild, { name: '음악봇', bot: true }).user.id,
    callsBot: `<@${fake.state.bot.id}>`,
    complaints: () => [...fake.violations, ...fake.pings, ...fake.crashes],
    stop: () => fake.stop(),
  };
}
