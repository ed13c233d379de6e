import { describe, expect, test } from 'vitest';
import type { Config } from '../../src/config.ts';
import { jpegPhoto } from '../fixtures/photos.ts';
import { leaked } from '../security/leaked.ts';
import { seed } from '../setup/seed.ts';
import { discordChat, slackChat } from './chats.ts';
import { type Kept, up } from './crew.ts';
import { dice } from './dice.ts';
import { figures } from './figures.ts';
import { openWorld, zone } from './world.ts';

const crews: readonly (readonly [many: number, kills: number])[] = [
  [2, figures.randomKillsOfTwo],
  [3, figures.randomKills],
];

const rounds = Array.from({ length: figures.randomKillRounds }, (_, round) => seed + 10 * round);

/** A night is many rounds, so that each has a verdict of its own and one that fails is repeated by its seed. */
describe.each(rounds)('seed %i', (from) => {
  describe.concurrent.each(crews)('%i instances on one database, both platforms on', (many, kills) => {
    test(
      `${kills} of them killed at random: every effect once`,
      {
        timeout: 240_000 + kills * (figures.killEveryMs + 6_000),
      },
      () => survive(many, kills, dice(from + many)),
    );
  });
});

/** What every post begins with: nothing of it belongs in a log. */
const words = '무작위로 쓴 카나리아';

async function survive(many: number, kills: number, roll: () => number): Promise<void> {
  const chats = [await discordChat({ rateLimits: 'off' }), await slackChat(zone)];
  const world = await openWorld(chats);
  try {
    const photo = await jpegPhoto({ width: 160, height: 120 });
    const crew = Array.from({ length: many }, () => world.keep());
    await Promise.all(crew.map(up));
    let killed = 0;
    let posts = 0;
    while (killed < kills) {
      const end = performance.now() + figures.killEveryMs * (0.5 + roll());
      while (performance.now() < end) {
        const chat = chats[Math.floor(roll() * chats.length)]!;
        const post = chat.post(`${words} ${posts++}`, roll() < 0.2 ? { photo } : {});
        // Discord tells a deletion once, to whoever listens then; Slack tells it again.
        if (chat.name === 'slack' && roll() < 0.2) post.remove();
        else if (roll() < 0.15) post.edit(`${words} ${posts}, 고쳐 썼어요`);
        await new Promise((resolve) => setTimeout(resolve, figures.postEveryMs * (0.5 + roll())));
      }
      const hit = crew[Math.floor(roll() * many)]!;
      // Most are at work when it happens, however slow the machine; some are still starting.
      if (roll() < 0.8) await up(hit);
      const victim = hit.current();
      if (victim.ended()) continue;
      victim.signal('SIGKILL');
      if ((await victim.exit).signal === 'SIGKILL') killed++;
    }
    await Promise.all(crew.map(up));
    const wrong = await world.verdict();
    expect(wrong, toldOf(wrong, crew)).toEqual([]);
    expect(killed).toBe(kills);
    // Nobody ended by itself.
    expect(crew.flatMap(({ logged }) => logged('instance.failed'))).toEqual([]);
    // Security line 30: nothing of what they said, dying and starting again, holds a secret or a member's words.
    const said = crew.flatMap(({ all }) =>
      all.flatMap(({ lines, errors }) => [JSON.stringify(lines), errors()]),
    );
    expect(leaked(said.join('\n'), [...secretsOf(world.config()), words])).toEqual([]);
  } finally {
    await world.close();
  }
}

function secretsOf({ discord, slack, databaseUrl }: Config): readonly string[] {
  const { token } = discord!;
  const { botToken, appToken, signingSecret } = slack!;
  const { password } = new URL(databaseUrl!);
  return [token, botToken, appToken ?? '', signingSecret ?? '', password].filter(({ length }) => length > 5);
}

/** What is wrong, and every line of a log that names an id of it: the next run of the same seed kills elsewhere. */
function toldOf(wrong: readonly string[], crew: readonly Kept[]): string {
  const ids = wrong.flatMap((each) => each.match(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{10,}[./]?\d*/g) ?? []);
  const lines = crew.flatMap(({ all }) =>
    all.flatMap(({ lines }) => lines.map((line) => JSON.stringify(line))),
  );
  const about = lines.filter((line) => ids.some((id) => line.includes(id)));
  return [...wrong, ...about.sort()].join('\n');
}
