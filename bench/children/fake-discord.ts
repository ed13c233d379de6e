import { type FakeDiscord, type FakeMember, startFakeDiscord } from '../../test/fakes/discord/index.ts';
import { answerCalls } from '../support/child.ts';
import { type Model, startModel } from '../support/model.ts';
import { createStopwatch, type Load, type Timed } from '../support/stopwatch.ts';
import { pairOf } from '../support/turns.ts';

const reaction = '/channels/:channel_id/messages/:message_id/reactions/:emoji_name/@me';
const message = '/channels/:channel_id/messages';

let fake: FakeDiscord;
let model: Model | undefined;
let next = 0;
const channels: ReturnType<FakeDiscord['channel']>[] = [];
const members: FakeMember[] = [];
const watch = createStopwatch();

export const calls = {
  /** A server with channels, and members who post in each of them. */
  async open(size: { channels: number; members: number }) {
    fake = await startFakeDiscord({ rateLimits: 'off' });
    // A server holds a thousand, and a bench makes more than any server in a day: without a thread a cheer is said in the channel.
    fake.state.mostThreads = Number.POSITIVE_INFINITY;
    const guild = fake.guild({ name: 'bench' });
    for (let n = 0; n < size.channels; n++) channels.push(fake.channel(guild, { name: `c${n}` }));
    for (let n = 0; n < size.members; n++) members.push(fake.member(guild, { name: `m${n}` }));
    fake.onRequest = ({ method, route, params, receivedAt }) => {
      if (method === 'PUT' && route === reaction) watch.credited(params.message_id!, receivedAt);
      // A thread has the id of the message it hangs on.
      if (method === 'POST' && route === message) watch.cheered(params.channel_id!, receivedAt);
    };
    return {
      apiUrl: fake.apiUrl,
      token: fake.token,
      workspace: guild.id,
      channels: channels.map(({ id }) => id),
      members: members.map(({ user }) => user.id),
      names: members.map((_, n) => `m${n}`),
    };
  },

  /** A model that thinks for a while. Answers its address. */
  async model(thinksMs: number): Promise<string> {
    const byNumber = new Map<string, string>();
    model = await startModel(thinksMs, (proof) =>
      watch.answered(byNumber.get(proof) ?? '', performance.now()),
    );
    modelHears = (id, number) => byNumber.set(number, id);
    return model.baseUrl;
  },

  /** Every post is another member's first of the day in its channel, so each counts. */
  load(load: Load): Promise<Timed> {
    return watch.time(load, () => {
      const pair = pairOf(next, channels.length, members.length);
      const [channel, author] = [channels[pair.channel]!, members[pair.member]!];
      next += 1;
      const { id } = fake.post({ channel, author, content: `오늘 아침 ${next}번 길을 달렸어요` });
      modelHears(id, String(next));
      return id;
    });
  },
} as const;

let modelHears = (_id: string, _number: string): void => undefined;

answerCalls(calls, async () => {
  await model?.close();
  await fake.stop();
});
