import { z } from 'zod';
import type { Config } from '../../../config.ts';
import { ask } from './ask.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Discord: resources/application, "Application Flags": the full intent, and the limited one for bots in fewer than 100 servers. */
const messageContentFlags = (1 << 18) | (1 << 19);
/**
 * The permissions that an invite asks for: view channels, send messages (also in threads), read history, embed links, attach files, add
 * reactions, create public threads.
 */
const invitePermissions = [10n, 11n, 38n, 16n, 14n, 15n, 6n, 35n].reduce((sum, bit) => sum | (1n << bit), 0n);

const bot = z.object({ username: z.string() });
const application = z.object({
  id: z.string(),
  flags: z.number().nullish(),
  approximate_guild_count: z.number().optional(),
});

const portal = 'discord.com/developers/applications, your app, Bot';
const intentsUnread = warn('Discord intents', 'could not be read', `look yourself: ${portal}`);

/** Checks the token and the intent (Discord: resources/user "Get Current User", resources/application "Get Current Application"). */
export async function checkDiscord(discord: Config['discord']): Promise<Finding[]> {
  if (discord === null) return [ok('Discord', 'off (set DISCORD_TOKEN to turn it on)')];
  const base = `${(discord.apiUrl ?? 'https://discord.com/api').replace(/\/+$/, '')}/v10`;
  const headers = {
    authorization: `Bot ${discord.token}`,
    'user-agent': 'DiscordBot (boost-pal doctor)',
  };
  const me = await ask(`${base}/users/@me`, { headers });
  if (me === null) {
    return [
      fail(
        'Discord',
        'does not answer',
        `check the network${discord.apiUrl ? ', and DISCORD_API_URL' : ' (discord.com, port 443)'}`,
      ),
    ];
  }
  if (me.status === 401) {
    return [
      fail('Discord token', 'is not accepted', `copy it anew to DISCORD_TOKEN: ${portal}, Reset Token`),
    ];
  }
  const who = bot.safeParse(me.body);
  if (me.status !== 200 || !who.success) {
    return [fail('Discord', `answers ${me.status}`, 'try again in some minutes; see discordstatus.com')];
  }
  const findings = [ok('Discord token', `accepted; the bot is ${who.data.username}`)];
  const app = application.safeParse((await ask(`${base}/applications/@me`, { headers }))?.body);
  if (!app.success) {
    return [...findings, intentsUnread];
  }
  const { id, flags, approximate_guild_count: guilds } = app.data;
  findings.push(intents(flags));
  if (guilds === 0) {
    const invite = `https://discord.com/oauth2/authorize?client_id=${id}&scope=bot+applications.commands&permissions=${invitePermissions}`;
    findings.push(warn('Discord servers', 'the bot is in none', `invite it: ${invite}`));
  } else if (guilds !== undefined) {
    findings.push(ok('Discord servers', `the bot is in about ${guilds}`));
  }
  return findings;
}

/** Whether the app may read messages' text. Not every compatible server tells the flags. */
function intents(flags: number | null | undefined): Finding {
  if (flags == null) return intentsUnread;
  if ((flags & messageContentFlags) !== 0) return ok('Discord intents', 'MESSAGE CONTENT is on');
  return fail(
    'Discord intents',
    'MESSAGE CONTENT is off, and Discord refuses the bot without it',
    `switch it on: ${portal}, Privileged Gateway Intents`,
  );
}
