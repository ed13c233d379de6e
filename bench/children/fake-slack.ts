import { type FakeSlack, startFakeSlack } from '../../test/fakes/slack/index.ts';
import { answerCalls } from '../support/child.ts';
import { createStopwatch, type Load, type Timed } from '../support/stopwatch.ts';
import { pairOf } from '../support/turns.ts';

let fake: FakeSlack;
let next = 0;
let channels: string[] = [];
let members: string[] = [];
const watch = createStopwatch();

export const calls = {
  /** A workspace with channels, and members who post in each of them. */
  async open(size: { channels: number; members: number; mode: 'http' | 'socket' }) {
    fake = await startFakeSlack({ mode: size.mode });
    const names = Array.from({ length: size.members }, (_, n) => `m${n}`);
    members = names.map((name) => fake.user({ name, tz: 'Asia/Seoul' }).id);
    channels = Array.from({ length: size.channels }, (_, n) => fake.channel({ name: `c${n}`, members }).id);
    fake.events.on('request', ({ method, args, at }) => {
      if (method === 'reactions.add') watch.credited(String(args.timestamp), at);
      if (method === 'chat.postMessage') watch.cheered(String(args.thread_ts), at);
    });
    const { apiUrl, botToken, appToken, signingSecret } = fake;
    return { apiUrl, botToken, appToken, signingSecret, workspace: fake.team.id, channels, members, names };
  },

  async sendTo(url: string): Promise<void> {
    fake.setEventsUrl(url);
  },

  /** Every post is another member's first of the day in its channel, so each counts. */
  load(load: Load): Promise<Timed> {
    return watch.time(load, () => {
      const pair = pairOf(next, channels.length, members.length);
      const [channel, user] = [channels[pair.channel]!, members[pair.member]!];
      next += 1;
      return fake.postNow({ channel, user, text: `오늘 아침 ${next}번 길을 달렸어요` }).ts;
    });
  },
} as const;

answerCalls(calls, () => fake.close());
