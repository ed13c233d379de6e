import { expect, test, vi } from 'vitest';
import { jpegPhoto } from '../fixtures/photos.ts';
import { seed } from '../setup/seed.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { palHere } from '../support/pal.ts';
import { readReplaced } from '../support/replaced.ts';
import { discordChat, type Post, slackChat } from './chats.ts';
import { dice } from './dice.ts';
import { figures } from './figures.ts';
import { openWorld, type World, zone } from './world.ts';

vi.setConfig({ testTimeout: 240_000 });

/** Posts of ten minutes before the start, which the bot may still be reading when the backup is made. */
const unheard = 8;
const words = '되돌려도 남는 말';

const rounds = Array.from({ length: figures.restores }, (_, round) => seed + 10 * round);

/** A night is many rounds, so that each has a verdict of its own and one that fails is repeated by its seed. */
test.each(rounds)(
  'seed %i: a backup made while people post, put back later: what was posted since counts, and nothing is said twice',
  async (from) => {
    const roll = dice(from);
    const discord = await discordChat({ rateLimits: 'off' });
    const slack = await slackChat(zone);
    const world = await openWorld([discord, slack]);
    let bot: TestApp | null = null;
    const start = async () => {
      bot = await startTestApp(world.url, world.config());
    };
    const stop = async () => {
      await bot?.stop();
      bot = null;
    };
    const people = postingOn([discord, slack], roll, await jpegPhoto({ width: 160, height: 120 }));
    try {
      const longAgo = Date.now() - 10 * 60_000;
      for (let nth = 0; nth < unheard; nth++) discord.post(`${words} ${nth}`, { at: longAgo + nth });
      // A history's oldest message that is gone may have expired there, so that it does not count as deleted.
      slack.post(`${words}, 처음`);
      people.begin();
      const starting = start();
      await pause(roll() * figures.beforeBackupMs);
      const [backup] = await Promise.all([pal(world, 'backup', '--json'), starting]);
      const { file } = JSON.parse(backup);
      await pause(figures.sinceBackupMs * (0.5 + roll()));
      await stop();
      const replaced = await readReplaced(world.storage);
      await world.letGo(() => pal(world, 'restore', file, '--replace'));
      await start();
      await pause(figures.sinceBackupMs * (0.5 + roll()));
      people.end();
      const wrong = await world.verdict(undefined, replaced);
      expect(wrong, wrong.join('\n')).toEqual([]);
    } finally {
      people.end();
      await stop();
      await world.close();
    }
  },
);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The operator's command, on the world's own database and data directory. */
async function pal(world: World, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await palHere(args, {
    DATABASE_URL: world.url,
    BOOST_DATA_DIR: world.dataDir,
  });
  expect([stderr, code]).toEqual(['', 0]);
  return stdout;
}

/** People who post, edit and delete from `begin` to `end`, whether anybody listens or not. */
function postingOn(
  chats: readonly Pick<Awaited<ReturnType<typeof discordChat>>, 'post'>[],
  roll: () => number,
  photo: Uint8Array,
) {
  const standing: Post[] = [];
  let timer: NodeJS.Timeout | null = null;
  let posts = 0;
  const any = () => standing[Math.floor(roll() * standing.length)];
  const act = () => {
    const chat = chats[Math.floor(roll() * chats.length)]!;
    standing.push(chat.post(`${words} ${unheard + posts++}`, roll() < 0.2 ? { photo } : {}));
    const what = roll();
    const which = any()!;
    if (what < 0.15) {
      standing.splice(standing.indexOf(which), 1);
      which.remove();
    } else if (what < 0.35) which.edit(`${words} ${posts}, 고쳐 썼어요`);
  };
  return {
    begin() {
      const next = () => {
        act();
        timer = setTimeout(next, figures.postEveryMs * (0.5 + roll()));
      };
      next();
    },
    end() {
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}
