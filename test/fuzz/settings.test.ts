import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfig, settingsSchema } from '../../src/config.ts';
import { StartError } from '../../src/core/errors.ts';
import { isZone } from '../../src/core/model/zone.ts';
import { bent, fuzzer, junk, timeout } from './fuzz.ts';

const fuzz = fuzzer(1);

/** What each setting may be. */
const good: Readonly<Record<string, readonly string[]>> = {
  DATABASE_URL: ['postgresql://u:p@h:5432/d', 'postgres://h/d'],
  DISCORD_API_URL: ['http://h:1/api'],
  DISCORD_REQUESTS_PER_SECOND: ['50', '1200'],
  SLACK_BOT_TOKEN: ['xoxb-1-2-3-of-a-test'],
  SLACK_APP_TOKEN: ['xapp-1-2-3-of-a-test'],
  SLACK_API_URL: ['https://h/api/'],
  OPENAI_BASE_URL: ['https://h/v1'],
  OPENAI_API: ['responses', 'chat'],
  OPENAI_JSON: ['strict', 'loose', 'none'],
  OPENAI_VISION: ['on', 'off'],
  OPENAI_PROMPT: ['v1', 'v2'],
  OPENAI_PROMPT_CANARY: ['v2:5', 'v1:100'],
  OPENAI_MODERATION: ['on', 'off'],
  OPENAI_DECISIONS: ['on', 'off'],
  OPENAI_PRICE: ['0.10/0.01/0.50', '0/0/0/0'],
  OPENAI_ALTERNATE: ['other', 'other@https://h/v1'],
  OPENAI_ALTERNATE_PRICE: ['1/0.1/5'],
  OPENAI_EMBEDDINGS: ['off', 'some-model'],
  BUDGET_DAY: ['0', '0.50'],
  BUDGET_MONTH: ['5'],
  BUDGET_MEMBER_CALLS: ['0', '20'],
  PORT: ['0', '3000', '65535'],
  PLAYGROUND: ['on', 'off'],
  PUBLIC_URL: ['https://pal.example.org'],
  SECRET_KEY: ['a'.repeat(32), `${'a'.repeat(32)}, ${'b'.repeat(40)}`],
  ROLE: ['all', 'intake', 'worker'],
  DEFAULT_LOCALE: ['ko', 'en', 'ja'],
  DEFAULT_TIMEZONE: ['Asia/Seoul', 'America/Sao_Paulo', 'UTC'],
  LOG_LEVEL: ['info', 'silent'],
};
const wrong = fc.constantFrom(
  ...['', ' ', '65536', '-1', '1e3', '0x10', '3000.5', 'Asia/Nowhere', '+09:00', 'ON', 'kr', 'xoxp-1'],
  ...[
    'mysql://h/d',
    'ftp://h',
    'javascript:1',
    'a'.repeat(31),
    `${'a'.repeat(32)},short`,
    '\n',
    'constructor',
  ],
);
const names = Object.keys(settingsSchema.shape);
const bad = fc.oneof(wrong, bent(fc.constantFrom(...Object.values(good).flat())), junk);
const setting = (name: string) =>
  fc.oneof(
    { weight: 15, arbitrary: fc.constant(undefined) },
    { weight: 15, arbitrary: fc.constantFrom(...(good[name] ?? ['anything that is long enough'])) },
    { weight: 1, arbitrary: bad },
  );
const environment = fc.record(Object.fromEntries(names.map((name) => [name, setting(name)])));
/** What the advice itself shows, should it be drawn for a secret. */
const example = 'https://pal.example.org';
const secrets = ['DISCORD_TOKEN', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SECRET_KEY', 'DATABASE_URL'];

test('any environment gives settings that make sense, or one line that says what to do', {
  timeout,
}, async () => {
  let taken = 0;
  let refused = 0;
  await fuzz(environment, (env) => {
    let config: ReturnType<typeof readConfig>;
    try {
      config = readConfig(env);
      taken++;
    } catch (error) {
      refused++;
      expect(error).toBeInstanceOf(StartError);
      const { message } = error as StartError;
      expect(message).not.toMatch(/[\n\r]|undefined|\[object/);
      expect(names.some((name) => message.includes(name))).toBe(true);
      // What was set stays unsaid: it may be a secret.
      for (const secret of secrets) {
        const set = env[secret]?.trim() ?? '';
        if (set.length > 12 && set !== example) expect(message).not.toContain(set);
      }
      return;
    }
    const { http, slack } = config;
    expect(Number.isInteger(http.port) && http.port >= 0 && http.port < 65_536).toBe(true);
    if (!good.DEFAULT_TIMEZONE!.includes(config.timezone)) expect(isZone(config.timezone)).toBe(true);
    expect(good.DEFAULT_LOCALE).toContain(config.locale);
    expect(good.ROLE).toContain(config.role);
    if (config.databaseUrl !== null) expect(config.databaseUrl).toMatch(/^\s*postgres(ql)?:/i);
    if (slack) expect(slack.botToken).toMatch(/^xoxb-/);
    if (slack) expect(slack.appToken ?? slack.signingSecret).toBeTruthy();
    if (config.discord) expect(config.discord.token).toBe(env.DISCORD_TOKEN!.trim());
    for (const key of config.secretKeys ?? []) expect(key.length).toBeGreaterThanOrEqual(32);
  });
  // Both happen often, or the inputs are no good.
  expect(Math.min(taken, refused)).toBeGreaterThan((taken + refused) / 10);
});
