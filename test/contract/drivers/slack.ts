import { reactionName } from '../../../src/adapters/slack/emoji.ts';
import { SHORTCUT_NAMES } from '../../../src/adapters/slack/names.ts';
import type { ChannelRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { type Answered, type FakeSlack, startFakeSlack } from '../../fakes/slack/index.ts';
import { directChannel } from '../../fakes/slack/state.ts';
import type { FakeEphemeral, FakeMessage } from '../../fakes/slack/types.ts';
import type { Driver, Photo } from '../driver.ts';

/** Slack over Socket Mode or over HTTP. */
export async function slackDriver(
  mode: 'socket' | 'http',
  zone: string,
  now?: () => number,
): Promise<Driver<string, FakeMessage> & { fake: FakeSlack }> {
  const fake = await startFakeSlack({ mode, ...(now ? { now } : {}) });
  const users = ['민지', '준호', 'Kim Alex', 'さくら', '🐹러너3'].map(
    (name, n) => fake.user({ name, tz: zone, locale: 'ko-KR', admin: n === 0 }).id,
  );
  const channel = fake.channel({ name: 'run', members: users }).id;
  const filesOf = (user: string, photos: readonly Photo[]) =>
    photos.map(({ name, type, bytes }) => fake.file({ name, mimetype: type, bytes, user }));
  const ownInChannel = () =>
    fake.visible(channel).filter(({ botId, threadTs }) => botId !== undefined && !threadTs);

  return {
    fake,
    name: 'slack',
    config: {
      slack: {
        botToken: fake.botToken,
        appToken: mode === 'socket' ? fake.appToken : undefined,
        signingSecret: mode === 'http' ? fake.signingSecret : undefined,
        apiUrl: fake.apiUrl,
      },
    },
    workspace: fake.team.id as WorkspaceRef,
    channel: channel as ChannelRef,
    async attach(app) {
      if (mode === 'http') fake.setEventsUrl(`${app.url}/slack/events`);
    },
    member: (n) => users[n]!,
    async post(user, text, photos = [], at) {
      return (await fake.post({ channel, user, text, files: filesOf(user, photos), at })).message;
    },
    async edit(message, text) {
      await fake.edit(message, text);
    },
    async takeOut(message, photo) {
      await fake.deleteFile(message, photo);
    },
    async remove(message) {
      await fake.delete(message);
    },
    async answer(user, message, text) {
      return (await fake.post({ channel, user, text, thread_ts: message.ts })).message;
    },
    async direct(user, text, photos = []) {
      const { id } = directChannel(fake.world, fake.team.id, user, fake.team.botUser);
      return (await fake.post({ channel: id, user, text, files: filesOf(user, photos) })).message;
    },
    async redeliver(message) {
      const body = fake.dispatch.bodies.find((each) => (each.event as { ts?: string }).ts === message.ts)!;
      await fake.dispatch.resend(body);
    },
    async mark(user, message, emoji) {
      const name = reactionName(emoji)!;
      if (message.reactions.get(name)?.has(user)) await fake.unreact(message, user, name);
      await fake.react(message, user, name);
    },
    async redeliverMark(message) {
      const isIts = ({ event }: (typeof fake.dispatch.bodies)[number]) => {
        const { type, user, item } = event as { type: string; user?: string; item?: { ts: string } };
        return type === 'reaction_added' && user !== fake.team.botUser && item?.ts === message.ts;
      };
      await fake.dispatch.resend(fake.dispatch.bodies.findLast(isIts)!);
    },
    async tell(acts, order) {
      fake.dispatch.hold();
      await acts();
      await fake.dispatch.release(order);
    },
    async see(message) {
      const replies = fake.visible(message.channel, message.ts).filter(({ ts }) => ts !== message.ts);
      const marks = [...message.reactions]
        .filter(([, by]) => by.has(fake.team.botUser))
        .map(([name]) => (name === 'hamster' ? '🐹' : name));
      return {
        marks,
        thread: replies.filter(({ botId }) => botId !== undefined).map(withSmallPrint),
        others: replies.filter(({ botId }) => botId === undefined).map(({ text }) => text),
      };
    },
    channelSays: async () => ownInChannel().map(({ text }) => text),
    channelButtons: async () =>
      ownInChannel().map((message) => buttonsOn(message).map(({ text }) => text.text)),
    async press(user, label) {
      const labelled = (message: FakeMessage) => buttonsOn(message).find(({ text }) => text.text === label);
      const message = ownInChannel().findLast(labelled)!;
      const { action_id } = labelled(message)!;
      return answerText(fake, () => fake.pressButton({ message }, action_id, user), user);
    },
    async pressAnswer(user, label) {
      const labelled = ({ blocks }: Pick<FakeMessage, 'blocks'>) =>
        buttonsOn({ blocks }).find(({ text }) => text.text === label);
      const note = fake.ephemerals.findLast((each) => each.user === user && labelled(each))!;
      const { channel: place, blocks = [], replaced } = note;
      await fake.pressButton({ blocks, channel: place }, labelled(note)!.action_id, user);
      await fake.waitFor(() => note.replaced > replaced);
      return note.text;
    },
    shut() {
      fake.world.channels.get(channel)!.members.delete(fake.team.botUser);
    },
    closeDirect(user) {
      fake.world.users.get(user)!.dmError = 'cannot_dm_user';
    },
    privately: async (user) => {
      const own = [...fake.world.channels.values()].filter((c) => c.kind === 'im' && c.members.has(user));
      return [
        ...fake.ephemerals.filter((each) => each.user === user && each.via === 'chat.postEphemeral'),
        ...own.flatMap(({ id }) => fake.visible(id)).filter(({ botId }) => botId !== undefined),
      ].map(({ text }) => text);
    },
    async command(user, words, options = {}) {
      const text = [words, ...Object.entries(options).map(([name, value]) => typed(name, value))].join(' ');
      return answerText(fake, () => fake.slash('/boost', text, { channel, user }), user);
    },
    async file(user) {
      const { id } = directChannel(fake.world, fake.team.id, user, fake.team.botUser);
      const own = fake.visible(id).filter(({ botId }) => botId !== undefined);
      const file = own.flatMap(({ files }) => files).findLast(({ deleted }) => !deleted);
      return file ? { name: file.name, text: Buffer.from(file.bytes).toString('utf8') } : null;
    },
    async menu(user, which, message) {
      const callback = Object.keys(SHORTCUT_NAMES).find((id) => id.includes(which))!;
      return answerText(fake, () => fake.shortcut(callback, message, user), user);
    },
    otherBot() {
      const bot = fake.user({ name: 'musicbot' });
      bot.isBot = true;
      return bot.id;
    },
    callsBot: `<@${fake.team.botUser}>`,
    complaints: () => [...fake.violations, ...fake.pings],
    stop: () => fake.close(),
  };
}

function buttonsOn({ blocks = [] }: Pick<FakeMessage, 'blocks'>) {
  return blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => elements as { text: { text: string }; action_id: string }[]);
}

/** A message's text, its small print marked as it is on Discord. */
function withSmallPrint({ text, blocks = [] }: FakeMessage): string {
  const bare = (line: string) => line.replace(/[*\u200B]/g, '');
  const small = blocks
    .filter(({ type }) => type === 'context')
    .flatMap(({ elements }) => (elements as { text?: string }[]).map((element) => bare(element.text ?? '')));
  return text
    .split('\n')
    .map((line) => (small.includes(bare(line)) ? `-# ${line}` : line))
    .join('\n');
}

/** An option as people type it: the text as it is, members as mentions, the rest by name. */
function typed(name: string, value: string): string {
  if (name === 'text') return value;
  return name === 'member' ? `<@${value}>` : `${name}:${value}`;
}

async function answerText(fake: FakeSlack, asked: () => Promise<Answered>, user: string): Promise<string> {
  const before = fake.ephemerals.length;
  const answered = await asked();
  // An answer comes by its own address; what is posted to them meanwhile is none.
  const isAnswer = ({ user: to, via }: FakeEphemeral) => to === user && via !== 'chat.postEphemeral';
  const own = () => fake.ephemerals.slice(before).findLast(isAnswer);
  await fake.waitFor(() => own() !== undefined);
  return own()?.text ?? JSON.stringify(answered.answer);
}
