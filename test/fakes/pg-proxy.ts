import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

/**
 * What becomes of a connection on which a statement is run.
 * - `cutReply`: the server carries it out, and the connection is cut before its answer passes (a COMMIT's lost ack).
 * - `cut`: the connection is cut before the server sees it.
 * - `freeze`: nothing passes any more and nobody hangs up (half-open).
 */
export type Harm = 'cutReply' | 'cut' | 'freeze';

export interface Rule {
  /** How often it has struck. */
  readonly hits: number;
  stop(): void;
}

export interface PgProxy {
  /** The address of the database behind it, by way of the proxy. */
  readonly url: string;
  /** How often somebody has connected. */
  opened(): number;
  /** Harms the connections that run a statement like this, so many times. */
  when(statement: RegExp, harm: Harm, times?: number): Rule;
  /** Every connection there is now becomes half-open; answers how many. New ones pass. */
  freezeAll(): number;
  /** Of each half-open connection that was given up, how long it had been spoken into in vain, in milliseconds. */
  givenUp(): readonly number[];
  /** Cuts every connection; new ones are refused until `open`. */
  shut(): void;
  open(): void;
  close(): Promise<void>;
}

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  frozen: boolean;
  /** When something was first said into its silence. */
  unheard: number | null;
  /** The answer under way is withheld and ends the connection. */
  cutting: (() => void) | null;
}

interface Live {
  readonly statement: RegExp;
  readonly harm: Harm;
  left: number;
  hits: number;
}

/** A loopback proxy before PostgreSQL that reads enough of the protocol to know which statement is run on which connection. */
export async function startPgProxy(target: string): Promise<PgProxy> {
  const to = new URL(target);
  const links = new Set<Link>();
  const rules: Live[] = [];
  const givenUp: number[] = [];
  let shut = false;
  let opened = 0;

  const server = createServer((client) => {
    opened++;
    if (shut) return void client.destroy();
    const upstream = dial({ host: to.hostname, port: Number(to.port || 5432) });
    const link: Link = { client, server: upstream, frozen: false, unheard: null, cutting: null };
    links.add(link);
    const end = () => {
      links.delete(link);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', () => link.frozen || end());
    }
    client.on('close', () => {
      if (link.unheard !== null) givenUp.push(performance.now() - link.unheard);
    });
    const read = statementReader();
    client.on('data', (chunk: Buffer) => {
      if (link.frozen) {
        // A good-bye (Terminate) asks for no answer.
        if (chunk[0] !== 0x58) link.unheard ??= performance.now();
        return;
      }
      for (const statement of read(chunk)) {
        const rule = rules.find((each) => each.left > 0 && each.statement.test(statement));
        if (!rule) continue;
        rule.left--;
        const struck = () => {
          rule.hits++;
        };
        switch (rule.harm) {
          case 'cut':
            struck();
            return end();
          case 'freeze':
            struck();
            link.frozen = true;
            return;
          case 'cutReply':
            link.cutting = () => {
              struck();
              end();
            };
        }
      }
      upstream.write(chunk);
    });
    const answered = readyReader();
    upstream.on('data', (chunk: Buffer) => {
      if (link.frozen) return;
      if (!link.cutting) client.write(chunk);
      else if (answered(chunk)) link.cutting();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cutAll = () => {
    for (const { client, server: upstream } of links) {
      client.destroy();
      upstream.destroy();
    }
    links.clear();
  };

  return {
    url: url.href,
    opened: () => opened,
    when(statement, harm, times = 1) {
      const rule: Live = { statement, harm, left: times, hits: 0 };
      rules.push(rule);
      return {
        get hits() {
          return rule.hits;
        },
        stop() {
          rule.left = 0;
        },
      };
    },
    freezeAll() {
      for (const link of links) link.frozen = true;
      return links.size;
    },
    givenUp: () => givenUp,
    shut() {
      shut = true;
      cutAll();
    },
    open() {
      shut = false;
    },
    async close() {
      cutAll();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The SQL of every statement run in a client's stream: simple queries, and prepared ones whenever they are bound. */
function statementReader(): (chunk: Buffer) => string[] {
  let rest: Buffer = Buffer.alloc(0);
  let greeted = false;
  const prepared = new Map<string, string>();
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const found: string[] = [];
    for (;;) {
      const head = greeted ? 1 : 0;
      if (rest.length < head + 4) return found;
      const length = rest.readUInt32BE(head);
      if (rest.length < head + length) return found;
      const body = rest.subarray(head + 4, head + length);
      const type = greeted ? String.fromCharCode(rest[0]!) : '';
      rest = rest.subarray(head + length);
      greeted = true;
      const [first = '', second = ''] = body.toString('latin1', 0, Math.min(body.length, 4_000)).split('\0');
      if (type === 'Q') found.push(first);
      if (type === 'P') prepared.set(first, second);
      if (type === 'B') found.push(prepared.get(second) ?? '');
    }
  };
}

/** True once the server has said "ready for query": whatever it was asked is done. */
function readyReader(): (chunk: Buffer) => boolean {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5) {
      const length = rest.readUInt32BE(1) + 1;
      if (rest.length < length) return false;
      if (rest[0] === 0x5a) return true;
      rest = rest.subarray(length);
    }
    return false;
  };
}
