import { randomUUID } from 'node:crypto';
import { openStorage, type Storage } from '../../src/adapters/postgres/index.ts';
import type { Reply } from '../../src/core/actions.ts';
import type { NewChallenge } from '../../src/core/challenge/store.ts';
import type { Inbound, InboundMessage } from '../../src/core/inbound.ts';
import type {
  ChallengeId,
  ChannelRef,
  MemberRef,
  MessageRef,
  PlatformName,
  WorkspaceRef,
} from '../../src/core/model/ids.ts';
import type { Locale } from '../../src/core/model/locale.ts';
import type { Line } from '../../src/core/views.ts';
import { beginChallenge } from './challenge.ts';
import { freshDatabase } from './database.ts';
import { inboundOver } from './inbound.ts';
import { quietLog } from './quiet.ts';

/** The core on a real database, without a platform: what it would say waits in the ledger. Its clock stands where it is set. */
export interface Core {
  readonly storage: Storage;
  readonly inbound: Inbound;
  readonly clock: { now(): number; monotonic(): number };
  set(instant: number): void;
  challenge(change?: Partial<NewChallenge>, channel?: string): Promise<ChallengeId>;
  /** Posts at the clock's time unless said otherwise. */
  post(member: string, text: string, change?: Partial<InboundMessage>): Promise<InboundMessage>;
  remove(event: InboundMessage): Promise<void>;
  command(member: string, words: string, options?: Readonly<Record<string, string>>): Promise<string>;
  menu(member: string, which: 'count' | 'undo', event: InboundMessage, manager?: boolean): Promise<string>;
  press(member: string, action: string): Promise<string>;
  stop(): Promise<void>;
}

const platform: PlatformName = 'slack';
const workspace = 'T1' as WorkspaceRef;

/** `locale`: what everybody's app is set to; left out: nobody tells. */
export async function openCore(
  begun: number,
  {
    zone = 'Asia/Seoul',
    privateNotice = true,
    locale,
  }: { zone?: string; privateNotice?: boolean; locale?: Locale } = {},
): Promise<Core> {
  let instant = begun;
  const clock = { now: () => instant, monotonic: () => performance.now() };
  const database = await freshDatabase();
  const storage = await openStorage({
    databaseUrl: database.url,
    dataDir: 'unused',
    defaults: { locale: 'ko', timezone: zone },
    clock,
    log: quietLog,
  });
  // Ids in order, so that what is chosen by them is the same every time.
  let ids = 0;
  const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
  const inbound = inboundOver(storage, { clock, newId, privateNotice: () => privateNotice });
  let count = 0;
  const place = (member: string, channel = 'C1') => ({
    platform,
    workspace,
    channel: channel as ChannelRef,
    member: {
      ref: member as MemberRef,
      name: member,
      manager: member.startsWith('관리자'),
      ...(locale === undefined ? {} : { locale }),
    },
  });
  return {
    storage,
    inbound,
    clock,
    set(next) {
      instant = next;
    },
    challenge: (change, channel = 'C1') =>
      beginChallenge(storage, { name: platform, workspace, channel: channel as ChannelRef }, change),
    async post(member, text, change = {}) {
      const event: InboundMessage = {
        ...place(member),
        message: `C1/${++count}` as MessageRef,
        at: instant,
        text,
        attachments: [],
        inThread: false,
        mentionsBot: false,
        ...change,
      };
      await inbound.message(event);
      return event;
    },
    remove: ({ message, channel }) =>
      inbound.deleted({ platform, workspace, channel, messages: [message], at: instant }),
    async command(member, words, options = {}) {
      const reply = await inbound.command({
        ...place(member),
        id: randomUUID(),
        at: instant,
        locale: null,
        path: words.split(' '),
        options,
        attachments: [],
        target: null,
      });
      return textOf(reply);
    },
    async menu(member, which, event, manager = false) {
      const by = place(member, event.channel);
      const reply = await inbound.command({
        ...by,
        member: { ...by.member, manager },
        id: randomUUID(),
        at: instant,
        locale: null,
        path: [which],
        options: {},
        attachments: [],
        target: {
          message: event.message,
          at: event.at,
          author: event.member.ref,
          authorName: event.member.name,
          authorZone: event.member.zone ?? null,
          authorIsBot: false,
          text: event.text,
          attachments: event.attachments,
        },
      });
      return textOf(reply);
    },
    async press(member, action) {
      return textOf(
        await inbound.action({
          ...place(member),
          id: randomUUID(),
          at: instant,
          locale: null,
          action,
          values: {},
        }),
      );
    },
    async stop() {
      await storage.close();
      await database.drop();
    },
  };
}

/** What a reply says, with its buttons in brackets. */
export function textOf(reply: Reply): string {
  if (reply.kind !== 'message') return reply.kind;
  const { view } = reply;
  const lines = 'lines' in view ? view.lines.map(plain) : [JSON.stringify(view)];
  const buttons = 'buttons' in view ? view.buttons.map(({ label }) => `[${label}]`) : [];
  return [...lines, ...buttons].join(' ');
}

/** A line without its markup; a command as people type it. */
export function plain(line: Line): string {
  return line
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'command') return `/${part.path.join(' ')}`;
      return 'text' in part ? part.text : 'name' in part ? part.name : part.ref;
    })
    .join('');
}
