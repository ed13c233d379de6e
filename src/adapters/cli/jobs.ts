import { defineCommand } from 'citty';
import { readConfig } from '../../config.ts';
import { type DeadLetter, findDead, redriveDead, type Selection } from '../postgres/dead-letters.ts';
import { command, UsageError } from './command.ts';
import { age, readSince } from './span.ts';
import { withStorage } from './storage.ts';

const usualLimit = 100;

const selection = {
  reason: { type: 'string', valueHint: 'text', description: 'only those whose reason contains this' },
  since: { type: 'string', valueHint: '6h|2d|2026-12-01T09:00Z', description: 'only those that died since' },
  limit: { type: 'string', valueHint: 'n', description: `at most this many, oldest first (${usualLimit})` },
} as const;

function readSelection(args: { key?: string; reason?: string; since?: string; limit?: string }): Selection {
  const limit = args.limit ?? String(usualLimit);
  if (!/^[1-9]\d{0,5}$/.test(limit)) throw new UsageError(`--limit ${limit} is no number from 1 to 999999.`);
  return {
    key: args.key ?? null,
    reason: args.reason ?? null,
    since: args.since === undefined ? null : readSince(args.since, Date.now()),
    workspace: null,
    limit: Number(limit),
  };
}

const list = command({
  name: 'list',
  description: 'Lists what will not be tried again by itself, oldest first, with the reason',
  args: selection,
  async run(args) {
    const select = readSelection(args);
    const letters = await withStorage(readConfig(), ({ db }) => findDead(db, select));
    return { value: letters, lines: letters.length === 0 ? ['Nothing is dead.'] : letters.map(lineOf) };
  },
});

const show = command({
  name: 'show',
  description: 'Shows one of them, or any delivery by its key',
  args: { key: { type: 'positional', required: true, description: 'as jobs list gives it' } },
  async run({ key }) {
    const found = await withStorage(readConfig(), async ({ db }) => {
      const any = { reason: null, since: null, workspace: null };
      const [letter] = await findDead(db, { ...any, key, limit: 1 });
      const [delivery] = await db.$queryRaw<Record<string, unknown>[]>`
        select d.key, w.platform || ':' || w.ref as workspace, d.proof_id as proof, d.effect->>'do' as what,
          d.effect->'target' as target, d.effect->>'message' as "onMessage", d.state, d.reason, d.attempts,
          d.maybe_sent as "maybeSent", d.message_ref as message, d.created_at as "createdAt", d.updated_at as "updatedAt"
        from delivery d left join workspace w on w.id = d.workspace_id where d.key = ${key}`;
      return delivery ?? letter ?? null;
    });
    if (!found)
      throw new UsageError(`There is no delivery ${key} and no dead job of that name: see pal jobs list.`);
    return {
      value: found,
      lines: Object.entries(found)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => `${name.padEnd(10)} ${text(value)}`),
    };
  },
});

const redrive = command({
  name: 'redrive',
  description:
    'Has them done again, one by its key or many: nothing twice, and what is older than a day is closed unsaid',
  args: { key: { type: 'positional', required: false, description: 'one of them' }, ...selection },
  async run(args) {
    const select = readSelection(args);
    const { letters, redriven, closed } = await withStorage(readConfig(), ({ db }) =>
      db.$transaction(async (tx) => {
        const letters = await findDead(tx, select);
        return { letters, ...(await redriveDead(tx, letters)) };
      }),
    );
    if (select.key !== null && letters.length === 0) {
      throw new UsageError(`${select.key} is not dead (any more): see pal jobs show ${select.key}.`);
    }
    return {
      value: { redriven, closed },
      lines: [
        ...redriven.map((key) => `redriven  ${key}`),
        ...closed.map((key) => `closed    ${key}`),
        `${redriven.length} redriven, ${closed.length} closed unsaid because they are older than a day.`,
      ],
    };
  },
});

/** `pal jobs`: lists, shows and retries dead deliveries and jobs. */
export const jobs = defineCommand({
  meta: { name: 'jobs', description: 'Lists, shows and redrives dead deliveries and jobs' },
  subCommands: { list, show, redrive },
  default: 'list',
});

function lineOf(letter: DeadLetter): string {
  const dead = age(Date.now() - letter.diedAt.getTime());
  const old = letter.redrivable ? '' : '  (older than a day: closed, not said)';
  return `${letter.key}  ${letter.what}  ${letter.workspace ?? '-'}  dead for ${dead}  ${letter.attempts} tries  ${letter.reason}${old}`;
}

function text(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
