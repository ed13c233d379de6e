import { Client } from 'pg';
import { cloudflarePage, type FakeDiscord, tooManyRequests } from '../fakes/discord/index.ts';
import type { FakeSlack } from '../fakes/slack/index.ts';
import { read } from '../photos/children.ts';
import { until } from '../support/app.ts';
import type { Instance } from './crew.ts';

/** A fault of the catalogue that is on for a while. */
export interface Trouble {
  readonly name: string;
  /** Switches it on; answers how often it has struck, and what switches it off again. */
  begin(): Promise<{ hits(): number; end(): Promise<unknown> }>;
}

interface Places {
  readonly discord: FakeDiscord;
  readonly slack: FakeSlack;
  readonly databaseUrl: string;
  /** Deliveries go on without it. */
  readonly worker: Instance;
}

/** So many requests are met by one fault: enough to be felt, too few to be banned for. */
const times = 12;
const sending = /^(chat\.postMessage|reactions\.add)$/;

/** What goes wrong during a soak: the platforms' servers, the lines to them, the database's connections, a worker. */
export function troubles({ discord, slack, databaseUrl, worker }: Places): readonly Trouble[] {
  const onDiscord = (name: string, how: Parameters<FakeDiscord['fail']>[1], most = times): Trouble => ({
    name: `Discord ${name}`,
    async begin() {
      const fault = discord.fail({ where: ({ method }) => method === 'PUT' || method === 'POST' }, how, most);
      return { hits: () => fault.hits, end: async () => fault.stop() };
    },
  });
  const onSlack = (name: string, how: Parameters<FakeSlack['fail']>[1], most = times): Trouble => ({
    name: `Slack ${name}`,
    async begin() {
      const fault = slack.fail({ method: sending, times: most }, how);
      return { hits: fault.hits, end: async () => fault.heal() };
    },
  });
  return [
    onDiscord('limits its rate', tooManyRequests(1), 4),
    onDiscord('answers 503', cloudflarePage(503)),
    onDiscord('hangs up', { kind: 'drop', when: 'before' }),
    onDiscord('hangs up after accepting', { kind: 'drop', when: 'after' }),
    onSlack('limits its rate', { kind: 'rateLimited', retryAfter: 1 }, 4),
    onSlack('answers 500', { kind: 'status', status: 500 }),
    onSlack('hangs up after accepting', { kind: 'dropReply' }),
    {
      name: 'Slack cuts its sockets',
      async begin() {
        const opened = slack.socket.opened();
        slack.socket.cut();
        const hits = () => slack.socket.opened() - opened;
        return { hits, end: async () => undefined };
      },
    },
    {
      name: 'connections to the database are cut',
      async begin() {
        const client = new Client({ connectionString: databaseUrl });
        await client.connect();
        const { rowCount } = await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and application_name = 'boost-pal' and pid <> pg_backend_pid()`,
        );
        await client.end();
        return { hits: () => rowCount ?? 0, end: async () => undefined };
      },
    },
    {
      name: 'a worker stands still',
      async begin() {
        worker.signal('SIGSTOP');
        await until('it to stand', () => /^State:\s+T/m.test(read(`/proc/${worker.pid}/status`)));
        return { hits: () => 1, end: async () => worker.signal('SIGCONT') };
      },
    },
  ];
}
