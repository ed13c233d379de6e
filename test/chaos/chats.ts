import { directAbout, nonceOf } from '../../src/adapters/discord/refs.ts';
import type { Config } from '../../src/config.ts';
import {
  type ChannelRef,
  callRef,
  type DeliveryKey,
  type MemberRef,
  type MessageRef,
  type PlatformName,
  type WorkspaceRef,
} from '../../src/core/model/ids.ts';
import {
  type FakeChannel,
  type FakeDiscord,
  type FakeDiscordOptions,
  type FakeMember,
  type FakeMessage,
  type Interaction,
  startFakeDiscord,
  visibleText,
} from '../fakes/discord/index.ts';
import {
  type FakeSlack,
  type FakeSlackOptions,
  type FileServing,
  startFakeSlack,
} from '../fakes/slack/index.ts';
import type { FakeMessage as SlackMessage } from '../fakes/slack/types.ts';
import type { Sight } from '../support/oracle-platform.ts';
import { createPlaces, type Places } from './places.ts';

export interface Post {
  readonly ref: MessageRef;
  /** Whether it bears our mark now. */
  marked(): boolean;
  remove(): void;
  edit(text: string): void;
}

/** A platform with one channel in which any number of people post. */
export interface Chat {
  readonly name: PlatformName;
  readonly config: Partial<Config>;
  readonly workspace: WorkspaceRef;
  readonly channel: ChannelRef;
  /** By the n-th person; a new one when left out, so that every post counts. */
  post(text: string, options?: { by?: number; photo?: Uint8Array; at?: number }): Post;
  sight(): Sight;
  complaints(): readonly unknown[];
  stop(): Promise<void>;
}

export interface DiscordChat extends Chat, Pick<Places, 'another' | 'lose' | 'drop'> {
  readonly fake: FakeDiscord;
  /** Also into another channel of the server, or under a thread of one's own, which may be locked. */
  post(
    text: string,
    options?: Parameters<Chat['post']>[1] & { in?: FakeChannel; thread?: 'open' | 'locked' },
  ): Post;
  /** The next person gives a proof by /checkin. */
  checkIn(text: string): Interaction;
}

export async function discordChat(options: FakeDiscordOptions = {}): Promise<DiscordChat> {
  const fake = await startFakeDiscord(options);
  // What is wrong the verdict says; whoever is killed after it breaks off what they ask.
  fake.provoked.push('');
  const guild = fake.guild({ name: '달리는 사람들' });
  const channel = fake.channel(guild, { name: '아침-달리기' });
  const places = createPlaces(fake, channel);
  const people: FakeMember[] = [];
  const person = (n: number) => (people[n] ??= fake.member(guild, { name: `러너${n}` }));
  /** A direct message is about the one server there is. */
  const serverOf = (id: string) =>
    fake.state.channels.get(id)?.type === 1 ? directAbout(guild.id) : guild.id;
  const refOf = ({ channelId, id }: FakeMessage) => `${serverOf(channelId)}/${channelId}/${id}` as MessageRef;
  const calls: Interaction[] = [];
  /** Under what an answer is said that an interaction does not take any more. */
  const keyOfAnswer = ({ id }: Interaction) => nonceOf(`interaction:${id}` as DeliveryKey);
  const keyed = (message: FakeMessage) =>
    message.authorId === fake.state.bot.id && message.interactionId === null
      ? [
          {
            ref: refOf(message),
            key: String(message.nonce),
            text: visibleText(message.content, message.components),
          },
        ]
      : [];
  const isDelivery = ({ key }: { key: string }) => calls.every((call) => keyOfAnswer(call) !== key);
  const posted: FakeMessage[] = [];

  return {
    fake,
    another: places.another,
    lose: places.lose,
    drop: places.drop,
    checkIn(text) {
      const call = fake.slash('checkin', { channel, member: person(people.length) }, { text });
      calls.push(call);
      return call;
    },
    name: 'discord',
    config: { discord: { token: fake.token, apiUrl: fake.apiUrl, requestsPerSecond: 50 } },
    workspace: guild.id as WorkspaceRef,
    channel: channel.id as ChannelRef,
    post(text, { by = people.length, photo, at, in: place = channel, thread } = {}) {
      const attachments = photo ? [{ name: 'run.jpg', bytes: photo, contentType: 'image/jpeg' }] : [];
      const message = fake.post({
        channel: place,
        author: person(by),
        content: text,
        attachments,
        ...(at ? { at } : {}),
      });
      if (thread) {
        const own = fake.openThread(message, person(by), '내 이야기');
        if (thread === 'locked') fake.setThread(own, { archived: true, locked: true });
      }
      posted.push(message);
      return {
        ref: refOf(message),
        marked: () => fake.botReactions(message).length > 0,
        remove: () => fake.deleteMessage(message),
        edit: (changed) => fake.editMessage(message, changed),
      };
    },
    sight() {
      return {
        proofs: posted.map((message) => ({
          ref: refOf(message),
          there: places.isThere(message),
          marks: places.isThere(message) ? fake.botReactions(message).length : 0,
          text: wordsOf(message.content),
          by: message.authorId as MemberRef,
          photos: message.attachments.length,
          refuses: places.refusesOf(message),
        })),
        calls: calls.map((call) => ({
          ref: callRef('discord', call.id),
          ours: call.acknowledgedAt === null || call.callbackType !== null,
          answers:
            (call.original ? 1 : 0) +
            call.followups.length +
            fake.state.said.filter(({ nonce }) => nonce === keyOfAnswer(call)).length,
        })),
        said: [...fake.state.channels.values()]
          .flatMap(({ messages }) => [...messages.values()])
          .flatMap(keyed)
          .filter(isDelivery),
        accepted: fake.state.said.flatMap(keyed).filter(isDelivery),
        isLost: (message) => places.isLost(message.split('/')[1]!),
        // A whisper here is the answer to somebody's own command.
        whispers: [],
        keyOf: (key) => nonceOf(key as DeliveryKey),
      };
    },
    complaints: () => [...fake.violations, ...fake.pings, ...fake.crashes],
    stop: () => fake.stop(),
  };
}

/** What somebody wrote, as it is stored: without whom it mentions. */
const wordsOf = (text: string) => text.replace(/<@\w+>/g, '').trim();

export interface SlackChat extends Chat {
  readonly fake: FakeSlack;
  /** Also with files that Slack hands out as it is told. */
  post(text: string, options?: Parameters<Chat['post']>[1] & { files?: readonly PostedFile[] }): Post;
}

interface PostedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly serve?: FileServing;
}

export async function slackChat(zone: string, options: FakeSlackOptions = {}): Promise<SlackChat> {
  const fake = await startFakeSlack({
    mode: 'socket',
    connectWaitMs: 60_000,
    retryDelaysMs: [50, 500, 2_000, 5_000],
    ...options,
  });
  fake.provoked.push('');
  const { mode = 'socket' } = options;
  const channel = fake.channel({ name: 'run', members: [] }).id;
  const people: string[] = [];
  const person = (n: number) => {
    if (!people[n]) {
      people[n] = fake.user({ name: `러너${n}`, tz: zone, locale: 'ko-KR' }).id;
      fake.world.channels.get(channel)!.members.add(people[n]);
    }
    return people[n];
  };
  const refOf = ({ ts, threadTs }: SlackMessage) =>
    `${channel}/${ts}${threadTs && threadTs !== ts ? `/${threadTs}` : ''}` as MessageRef;
  const marksOf = ({ reactions }: SlackMessage) =>
    [...reactions.values()].filter((by) => by.has(fake.team.botUser)).length;
  const keyed = (message: SlackMessage) => {
    const payload = message.metadata?.event_payload as { key?: string } | undefined;
    const text = `${message.text} ${JSON.stringify(message.blocks ?? [])}`;
    return message.botId === undefined ? [] : [{ ref: refOf(message), key: String(payload?.key), text }];
  };
  const posted: SlackMessage[] = [];

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
    post(text, { by = people.length, photo, files: more = [] } = {}) {
      const user = person(by);
      const files = [...(photo ? [{ name: 'run.jpg', bytes: photo }] : []), ...more].map((file) =>
        fake.file({ mimetype: 'image/jpeg', user, ...file }),
      );
      const { message } = fake.postNow({ channel, user, text, files });
      posted.push(message);
      return {
        ref: refOf(message),
        marked: () => marksOf(message) > 0,
        remove: () => void fake.delete(message),
        edit: (changed) => void fake.edit(message, changed),
      };
    },
    sight() {
      return {
        proofs: posted.map((message) => ({
          ref: refOf(message),
          there: message.state === 'there',
          marks: marksOf(message),
          text: wordsOf(message.text),
          by: message.user as MemberRef,
          photos: message.files.length,
          refuses: [],
        })),
        calls: [],
        said: fake.visible(channel).flatMap(keyed),
        accepted: [...fake.world.messages.values()].flatMap(keyed).filter(({ key }) => key !== 'undefined'),
        isLost: () => false,
        whispers: fake.ephemerals
          .filter(({ via }) => via === 'chat.postEphemeral')
          .map(({ user, text }) => `${user} ${text}`),
        keyOf: (key) => key,
      };
    },
    // Slack takes replies under what was just deleted; what is left of them in the end, the audit sees.
    complaints: () => [
      ...fake.violations.filter((each) => !each.includes('a missing message')),
      ...fake.pings,
    ],
    stop: () => fake.close(),
  };
}
