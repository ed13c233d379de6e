import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Limits } from './core/budget/budget.ts';
import { StartError } from './core/errors.ts';
import { LOCALES } from './core/model/locale.ts';
import { isZone } from './core/model/zone.ts';
import { type ModelConfig, modelSettings, readLimits, readModel } from './model-settings.ts';
import { onOff, optional, url, withDefault } from './setting.ts';

const port = z.coerce.number({ error: 'must be a port number, such as 3000' }).int().min(0).max(65_535);

/** The shortest SECRET_KEY that cannot be guessed, in characters. */
const shortestSecret = 32;

/** Every setting, with the message shown when its value is wrong. A test checks that .env.example lists the same names. */
export const settingsSchema = z.object({
  DATABASE_URL: optional(url('postgresql://user:password@host:5432/boost', 'postgresql:', 'postgres:')),
  BOOST_DATA_DIR: withDefault(z.string(), './data'),
  DISCORD_TOKEN: optional(z.string().trim()),
  DISCORD_API_URL: optional(url('http://host:port/api', 'http:', 'https:')),
  DISCORD_REQUESTS_PER_SECOND: withDefault(
    z.coerce.number({ error: 'must be a number of requests, such as 50' }).int().min(1).max(10_000),
    '50',
  ),
  SLACK_BOT_TOKEN: optional(
    z.string().trim().startsWith('xoxb-', { error: 'must be the bot token, which begins with xoxb-' }),
  ),
  SLACK_APP_TOKEN: optional(
    z.string().trim().startsWith('xapp-', { error: 'must be the app-level token, which begins with xapp-' }),
  ),
  SLACK_SIGNING_SECRET: optional(z.string().trim()),
  SLACK_API_URL: optional(url('http://host:port/api/', 'http:', 'https:')),
  ...modelSettings,
  HOST: withDefault(z.string(), '127.0.0.1'),
  PORT: withDefault(port, '3000'),
  PLAYGROUND: withDefault(onOff, 'off'),
  PUBLIC_URL: optional(url('https://pal.example.org', 'http:', 'https:')),
  SECRET_KEY: optional(
    z
      .string()
      .transform((text) => text.split(',').map((key) => key.trim()))
      .refine((keys) => keys.every((key) => key.length >= shortestSecret), {
        error: `must be ${shortestSecret} characters or more, such as openssl rand -hex 32 prints`,
      }),
  ),
  ROLE: withDefault(z.enum(['all', 'intake', 'worker'], { error: 'must be all, intake or worker' }), 'all'),
  DEFAULT_LOCALE: withDefault(z.enum(LOCALES, { error: 'must be ko, en or ja' }), 'ko'),
  DEFAULT_TIMEZONE: withDefault(
    z.string().refine(isZone, { error: 'must be a time zone like Asia/Seoul' }),
    'Asia/Seoul',
  ),
  LOG_LEVEL: optional(
    z.enum(['info', 'warn', 'error', 'silent'], { error: 'must be info, warn, error or silent' }),
  ),
});

type Settings = z.infer<typeof settingsSchema>;

/** The settings in the shape the program uses. */
export interface Config {
  /** Null if the built-in PostgreSQL under `dataDir` is used. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly role: 'all' | 'intake' | 'worker';
  readonly discord: {
    readonly token: string;
    readonly apiUrl: string | null;
    /** Discord's limit for the whole bot: 50, unless Discord granted more. */
    readonly requestsPerSecond: number;
  } | null;
  readonly slack: {
    readonly botToken: string;
    readonly appToken: string | undefined;
    readonly signingSecret: string | undefined;
    readonly apiUrl: string | undefined;
  } | null;
  /** Null if no model is set up; cheers then come from templates. */
  readonly model: ModelConfig | null;
  /** What a workspace may spend on the model. */
  readonly limits: Limits;
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly publicUrl: string | null;
    readonly playground: boolean;
  };
  /**
   * The keys of SECRET_KEY: the first one signs, the others are still accepted. If unset, a key is generated once and kept with the data.
   */
  readonly secretKeys?: readonly string[];
  readonly locale: Settings['DEFAULT_LOCALE'];
  readonly timezone: string;
  readonly logLevel: string;
}

/**
 * Reads the settings from the environment and from .env in the working directory; the environment wins. Nothing else reads process.env for
 * settings. Throws StartError with one line that names every wrong setting and what it should be.
 */
export function readConfig(env: NodeJS.ProcessEnv = loadEnv()): Config {
  const parsed = settingsSchema.safeParse(env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new StartError(`Settings need a change: ${wrong.join('; ')}.`);
  }
  const s = parsed.data;
  if (s.SLACK_BOT_TOKEN && !s.SLACK_APP_TOKEN && !s.SLACK_SIGNING_SECRET) {
    throw new StartError(
      'SLACK_BOT_TOKEN alone cannot hear anything: set SLACK_APP_TOKEN (Socket Mode; Basic Information > App-Level Tokens) or SLACK_SIGNING_SECRET (HTTP; Basic Information > App Credentials).',
    );
  }
  if (!s.SLACK_BOT_TOKEN && (s.SLACK_APP_TOKEN || s.SLACK_SIGNING_SECRET)) {
    throw new StartError('Slack needs SLACK_BOT_TOKEN too (OAuth & Permissions > Bot User OAuth Token).');
  }
  return {
    databaseUrl: s.DATABASE_URL ?? null,
    dataDir: s.BOOST_DATA_DIR,
    role: s.ROLE,
    discord: s.DISCORD_TOKEN
      ? {
          token: s.DISCORD_TOKEN,
          apiUrl: s.DISCORD_API_URL ?? null,
          requestsPerSecond: s.DISCORD_REQUESTS_PER_SECOND,
        }
      : null,
    slack: s.SLACK_BOT_TOKEN
      ? {
          botToken: s.SLACK_BOT_TOKEN,
          appToken: s.SLACK_APP_TOKEN,
          signingSecret: s.SLACK_SIGNING_SECRET,
          apiUrl: s.SLACK_API_URL,
        }
      : null,
    model: readModel(s),
    limits: readLimits(s),
    http: { host: s.HOST, port: s.PORT, publicUrl: s.PUBLIC_URL ?? null, playground: s.PLAYGROUND },
    ...(s.SECRET_KEY ? { secretKeys: s.SECRET_KEY } : {}),
    locale: s.DEFAULT_LOCALE,
    timezone: s.DEFAULT_TIMEZONE,
    // On a terminal, a person reads the summary after the start, so info lines would only get in the way.
    logLevel: s.LOG_LEVEL ?? (process.stderr.isTTY ? 'warn' : 'info'),
  };
}

function loadEnv(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
