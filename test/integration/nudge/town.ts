import { isOutage } from '../../../src/adapters/postgres/errors.ts';
import { openStorage, type Storage } from '../../../src/adapters/postgres/index.ts';
import { createPlatform } from '../../../src/adapters/web/platform.ts';
import type { Reply } from '../../../src/core/actions.ts';
import type { NewChallenge } from '../../../src/core/challenge/store.ts';
import type { GivenUp } from '../../../src/core/delivery/cause.ts';
import { createDeliver } from '../../../src/core/delivery/deliver.ts';
import { createFollowers } from '../../../src/core/delivery/followers.ts';
import type { Claimed, Ledger, Settlement } from '../../../src/core/delivery/ledger.ts';
import { PlatformError } from '../../../src/core/errors.ts';
import type { InboundMember } from '../../../src/core/inbound.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type {
  ChallengeId,
  ChannelRef,
  DeliveryKey,
  MemberRef,
  MessageRef,
  WorkspaceRef,
} from '../../../src/core/model/ids.ts';
import { createReadCircle } from '../../../src/core/nudge/circle.ts';
import type { WriteLine } from '../../../src/core/nudge/line/write-line.ts';
import { createOfferNudge } from '../../../src/core/nudge/personal/offer.ts';
import { createSendPersonal } from '../../../src/core/nudge/personal/send.ts';
import { createSendNudge } from '../../../src/core/nudge/send-nudge.ts';
import { createPlanSummaries } from '../../../src/core/nudge/summary/plan-summaries.ts';
import { createSendSummary } from '../../../src/core/nudge/summary/send-summary.ts';
import { createNudgeTick } from '../../../src/core/nudge/tick.ts';
import type { ChatPlatform, Log, LogFields } from '../../../src/core/ports.ts';
import type { UnitOfWork } from '../../../src/core/store.ts';
import { beginChallenge } from '../../support/challenge.ts';
import { freshDatabase } from '../../support/database.ts';
import { inboundOver } from '../../support/inbound.ts';

const workspace = 'demo' as WorkspaceRef;

/** One process of several: its own storage and clock, the ticks and the jobs it takes. */
export interface Instance {
  tick(): Promise<void>;
  /** What comes every quarter of an hour: the summaries that are due are planned. */
  quarter(): Promise<void>;
  /** Takes every waiting job of nudges and deliveries to its end. One that fails is left for whoever comes next. */
  work(): Promise<void>;
}

export interface ToldSummary {
  readonly challenge: string;
  readonly kind: string;
  readonly from: string;
  readonly at: number;
}

export interface PersonalPost {
  readonly member: string;
  readonly day: string;
  readonly turn: number;
  /** The clock when it reached them. */
  readonly at: number;
}

export interface Post {
  readonly challenge: string;
  readonly day: string;
  /** The clock when it reached the channel. */
  readonly at: number;
}

/**
 * A workspace on the built-in page, over a real database and real ledger, with a clock that is set and instances that come and
 * go. `around` and `ledgerAround` stand between the ledger and the page, and before the ledger (also where a refusal is stored together
 * with what is said instead); `server` is in place of the tests' own.
 */
export async function openTown(
  begun: number,
  around: (platform: ChatPlatform) => ChatPlatform = (same) => same,
  ledgerAround: (ledger: Ledger) => Ledger = (same) => same,
  server: { readonly url: string; drop(): Promise<void> } | null = null,
) {
  const database = server ?? (await freshDatabase());
  let instant = begun;
  const lines: { event: string; fields: LogFields }[] = [];
  const write = (event: string, fields: LogFields = {}) => void lines.push({ event, fields });
  const log: Log = { info: write, warn: write, error: write };
  const monotonic = () => performance.now();
  const clock = { now: () => instant, monotonic };
  const open = (): Promise<Storage> =>
    openStorage({
      databaseUrl: database.url,
      dataDir: 'unused',
      defaults: { locale: 'ko', timezone: 'Asia/Seoul' },
      clock,
      log,
    });
  const storage = await open();
  const opened = [storage];
  const posts: Post[] = [];
  const names = new Map<string, string>();
  const nameOf = (ref: string) => names.get(ref) ?? ref;
  const summaries: ToldSummary[] = [];
  const personal: PersonalPost[] = [];
  const closed = { direct: new Set<string>(), private: new Set<string>() };
  const left = new Set<string>();
  /** Everybody has a letter box of their own, unless they closed it. */
  const letters = (page: ChatPlatform): ChatPlatform => ({
    ...page,
    async ensurePosted(target, view, attempt) {
      const { kind } = target;
      if (kind === 'thread' && target.mention && left.has(target.mention))
        throw new PlatformError('gone', '10007 left', { about: 'memberLeft' });
      if (kind !== 'direct' && kind !== 'private') return page.ensurePosted(target, view, attempt);
      if (left.has(target.member)) throw new PlatformError('gone', '50278 no server in common');
      if (closed[kind].has(target.member)) throw new PlatformError('forbidden', '50007 takes no messages');
      const channel = `${kind}:${target.member}` as ChannelRef;
      return page.ensurePosted({ kind: 'channel', channel }, view, attempt);
    },
  });
  const inbound = inboundOver(storage, { clock });
  let calls = 0;

  const town = {
    storage,
    db: storage.db,
    log: lines,
    posts: posts as readonly Post[],
    summaries: summaries as readonly ToldSummary[],
    personal: personal as readonly PersonalPost[],
    /** Who takes no direct messages, and who cannot be shown a line in the channel. */
    closed,
    /** Who left the server. */
    left,
    clock,
    now: () => instant,
    set(next: number | string) {
      instant = typeof next === 'number' ? next : Date.parse(next);
    },

    /** `ahead`: what its clock is ahead of the others. `own`: with connections of its own. `writeLine`: a model is on. `privately`: the platform shows a line to one member. */
    async instance({
      ahead = 0,
      own = false,
      writeLine = null,
      privately = true,
    }: {
      ahead?: number;
      own?: boolean;
      privately?: boolean;
      writeLine?: WriteLine | null;
    } = {}): Promise<Instance> {
      const mine = own ? await open() : storage;
      if (own) opened.push(mine);
      const clock = { now: () => instant + ahead, monotonic };
      const { unitOfWork, streaks, nudges, db } = mine;
      const page = createPlatform({
        store: mine.web,
        // The page's own doors stay shut: only what is posted matters here.
        intake: { start: () => undefined, stop: async () => undefined } as never,
        feed: { close: () => undefined } as never,
        links: { keep: async () => undefined } as never,
        isOutage,
      });
      const watched: ChatPlatform = {
        ...page,
        async ensurePosted(target, view, attempt) {
          const before = await mine.web.byKey(attempt.key);
          const message = await page.ensurePosted(target, view, attempt);
          const [what, challenge = '', day = '', from = ''] = attempt.key.split(':');
          if (!before && what === 'nudge') posts.push({ challenge, day, at: instant });
          if (!before && what === 'nudge-me')
            personal.push({ member: challenge, day, turn: Number(from), at: instant });
          if (!before && what === 'summary') summaries.push({ challenge, kind: day, from, at: instant });
          return message;
        },
      };
      const platform = around(letters(watched));
      const nudging = { unitOfWork, readCircle: createReadCircle({ streaks }), clock, log };
      const aside = { unitOfWork, privateNotice: () => privately, clock, log };
      const aroundWork: UnitOfWork['run'] = (work) =>
        unitOfWork.run((tx) => {
          const settle = (claimed: Claimed, end: Settlement) => tx.settleGivenUp(claimed, end as GivenUp);
          return work({
            ...tx,
            settleGivenUp: ledgerAround({ ...mine.ledger, settle }).settle as typeof tx.settleGivenUp,
          });
        });
      const { deliver } = createDeliver({
        ledger: ledgerAround(mine.ledger),
        platform: (name) => (name === 'web' ? platform : null),
        clock,
        log,
        random: () => 0.5,
        isOutage,
        ...createFollowers({ ...mine, ...nudging, ...aside, unitOfWork: { run: aroundWork } }),
      });
      const handlers: Readonly<Record<string, (payload: never) => Promise<void>>> = {
        nudge: createSendNudge({ ...nudging, deliver, writeLine }),
        summary: createSendSummary({ ...nudging, deliver }),
        nudgeMe: createSendPersonal({ ...aside, deliver }),
        offerNudge: createOfferNudge(aside),
        deliver: ({ key }: { readonly key: DeliveryKey }) => deliver(key),
      };
      const tick = createNudgeTick({ nudges, clock, log });
      const personalTick = createNudgeTick({ nudges: mine.personalNudges, clock, log, name: 'nudge_me' });
      return {
        async tick() {
          await Promise.all([tick(), personalTick()]);
        },
        quarter: createPlanSummaries({ summaries: mine.summaries, clock, log }),
        async work() {
          for (const { id, task, payload } of await waiting()) {
            // As in the queue: one that is being done is not what a new job of its key replaces.
            if (task === 'summary' || task === 'deliver')
              await db.$executeRaw`update graphile_worker._private_jobs set key = null where id = ${id}::bigint`;
            await handlers[task]!(payload as never).then(
              () => db.$executeRaw`select graphile_worker.complete_jobs(array[${id}::bigint])`,
              (error: unknown) => write('job.failed', { reason: String(error) }),
            );
          }
        },
      };

      async function waiting() {
        return db.$queryRaw<{ id: string; task: string; payload: { key?: string } }[]>`
          select j.id::text, t.identifier as task, j.payload
          from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
          where t.identifier = any(${Object.keys(handlers)}) and j.attempts < j.max_attempts
            -- What was put off waits for this clock, not for the machine's.
            and (t.identifier <> 'summary' or j.key is null or j.run_at <= ${new Date(clock.now())})
            and (t.identifier not in ('nudgeMe', 'offerNudge') or j.run_at = j.created_at or j.run_at <= ${new Date(clock.now())})
          order by j.id`;
      }
    },

    challenge: (change: Partial<NewChallenge> = {}, channel = 'today') =>
      beginChallenge(storage, { name: 'web', workspace, channel: channel as ChannelRef }, change),
    command(member: InboundMember, words: string, options: Record<string, string> = {}, channel = 'today') {
      return inbound.command({
        platform: 'web',
        workspace,
        channel: channel as ChannelRef,
        member,
        at: instant,
        locale: member.locale ?? null,
        id: `call-${++calls}`,
        path: words.split(' '),
        options,
        attachments: [],
        target: null,
      }) as Promise<Reply>;
    },
    press(
      member: InboundMember,
      action: string,
      channel = 'today',
      values: Readonly<Record<string, string>> = {},
    ) {
      return inbound.action({
        platform: 'web',
        workspace,
        channel: channel as ChannelRef,
        member,
        at: instant,
        locale: member.locale ?? null,
        id: `call-${++calls}`,
        action,
        values,
      }) as Promise<Reply>;
    },
    async post(ref: string, channel = 'today', zone?: string) {
      const message = `message-${++calls}` as MessageRef;
      await inbound.message({
        platform: 'web',
        workspace,
        channel: channel as ChannelRef,
        member: { ref: ref as MemberRef, name: nameOf(ref), ...(zone ? { zone } : {}) },
        message,
        at: instant,
        text: '오늘도 했어요',
        attachments: [],
        inThread: false,
        mentionsBot: false,
      });
    },
    /** What members are called whose name is another than their ref. */
    names,
    /** Members who take part since `day`, each with a zone of their own. */
    async join(challenge: ChallengeId, members: readonly { ref: string; zone?: string }[], day: string) {
      await storage.unitOfWork.run(async (tx) => {
        const { id } = await tx.ensureWorkspace('web', workspace);
        for (const { ref, zone } of members) {
          const member = await tx.ensureMember(id, {
            ref: ref as MemberRef,
            name: nameOf(ref),
            locale: null,
          });
          if (zone && member.zone === null) await tx.addOwnZone(member.id, [{ from: 0, zone }]);
          await tx.join(challenge, member.id, day as CivilDay);
        }
      });
    },
    slots: async () =>
      (await storage.db.nudgeSlot.findMany({ orderBy: [{ plannedAt: 'asc' }, { challengeId: 'asc' }] })).map(
        ({ challengeId, day, plannedAt, state, reason, opening }) => ({
          challenge: challengeId,
          day: day.toISOString().slice(0, 10),
          at: plannedAt.getTime(),
          state,
          reason,
          opening,
        }),
      ),
    personalSlots: async () =>
      (
        await storage.db.memberNudgeSlot.findMany({ orderBy: [{ plannedAt: 'asc' }, { memberId: 'asc' }] })
      ).map(({ memberId, day, plannedAt, state, reason, turn }) => ({
        member: memberId,
        day: day.toISOString().slice(0, 10),
        at: plannedAt.getTime(),
        state,
        reason,
        turn,
      })),
    deliveries: (like: string) =>
      storage.db.delivery.findMany({ where: { key: { startsWith: like } }, orderBy: { createdAt: 'asc' } }),
    events: (event: string) => lines.filter((line) => line.event === event),
    /** As if nobody had ever been there. */
    async empty() {
      for (const table of [
        'delivery',
        'audit',
        'workspace',
        'outage',
        'note',
        'web_message',
        'web_event',
        'channel_cursor',
      ])
        await storage.db.$executeRawUnsafe(`delete from ${table}`);
      await storage.db.$executeRaw`delete from graphile_worker._private_jobs`;
      for (const kept of [lines, posts, summaries, personal]) kept.length = 0;
      for (const each of [closed.direct, closed.private, left, names]) each.clear();
    },
    async close() {
      for (const each of opened) await each.close();
      await database.drop();
    },
  };
  return town;
}
export type Town = Awaited<ReturnType<typeof openTown>>;
