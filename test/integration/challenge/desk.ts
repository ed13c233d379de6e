import { openStorage, type Storage } from '../../../src/adapters/postgres/index.ts';
import type { Reply } from '../../../src/core/actions.ts';
import { createCloseDueChallenge } from '../../../src/core/challenge/close-challenge.ts';
import { createEndNotice } from '../../../src/core/challenge/end-notice.ts';
import { createPlanEnds } from '../../../src/core/challenge/plan-ends.ts';
import type { InboundDeps } from '../../../src/core/create-inbound.ts';
import type { InboundMember, InboundMessage } from '../../../src/core/inbound.ts';
import type {
  ChallengeId,
  ChannelRef,
  MemberRef,
  MessageRef,
  WorkspaceRef,
} from '../../../src/core/model/ids.ts';
import type { Button, FormView, Line } from '../../../src/core/views.ts';
import { freshDatabase } from '../../support/database.ts';
import { inboundOver } from '../../support/inbound.ts';
import { quietLog } from '../../support/quiet.ts';

export const person = (ref: string, name: string, change: Partial<InboundMember> = {}): InboundMember => ({
  ref: ref as MemberRef,
  name,
  locale: 'ko',
  ...change,
});
export const minji = person('U-minji', '민지', { manager: true });
export const seoyeon = person('U-seoyeon', '서연', { manager: true });
export const junho = person('U-junho', '준호');
export const alex = person('U-alex', 'Kim Alex');

/** One workspace over a real database, its members and the hands of its clock. Nothing is posted: the ledger is read. */
export async function openDesk(change: Partial<InboundDeps> = {}) {
  const database = await freshDatabase();
  let now = Date.parse('2026-11-21T15:00:00+09:00');
  const clock = { now: () => now, monotonic: () => performance.now() };
  const storage: Storage = await openStorage({
    databaseUrl: database.url,
    dataDir: 'unused',
    defaults: { locale: 'ko', timezone: 'Asia/Seoul' },
    clock,
    log: quietLog,
  });
  const inbound = inboundOver(storage, { clock, ...change });
  const jobs = { unitOfWork: storage.unitOfWork, clock, log: quietLog };
  let calls = 0;
  const place = (member: InboundMember, channel: string) => ({
    platform: 'slack' as const,
    workspace: 'T1' as WorkspaceRef,
    channel: channel as ChannelRef,
    member,
    at: now,
    locale: member.locale ?? null,
  });

  const desk = {
    storage,
    db: storage.db,
    now: () => now,
    /** Seoul wall time in 2026. */
    at(wall: string) {
      now = Date.parse(`2026-${wall.replace(' ', 'T')}:00+09:00`);
    },
    closeDue: createCloseDueChallenge(jobs),
    endNotice: createEndNotice(jobs),
    planEnds: createPlanEnds(jobs),

    command(member: InboundMember, words: string, options: Record<string, string> = {}, channel = 'C1') {
      return inbound.command({
        ...place(member, channel),
        id: `call-${++calls}`,
        path: words.split(' '),
        options,
        attachments: [],
        target: null,
      });
    },
    press(
      member: InboundMember,
      action: string,
      values: Record<string, string> = {},
      { id = `call-${++calls}`, channel = 'C1' } = {},
    ) {
      return inbound.action({ ...place(member, channel), id, action, values });
    },
    async post(
      member: InboundMember,
      text: string,
      channel = 'C1',
      at = now,
      change: Partial<InboundMessage> = {},
    ): Promise<MessageRef> {
      const message = `message-${++calls}` as MessageRef;
      await inbound.message({
        ...place(member, channel),
        at,
        message,
        text,
        attachments: [],
        inThread: false,
        mentionsBot: false,
        ...change,
      });
      return message;
    },

    async edit(
      member: InboundMember,
      message: MessageRef,
      text: string,
      channel = 'C1',
      at = now,
    ): Promise<void> {
      await inbound.edited({ ...place(member, channel), at, message, text, editedAt: at + 1_000 });
    },

    /** A form as it is opened, filled in and sent. */
    async fill(member: InboundMember, opened: Reply, values: Record<string, string> = {}) {
      const form = formOf(opened);
      return desk.press(member, form.action, { ...valuesOf(form), ...values });
    },
    /** A draft, by the form; its preview. */
    async draft(values: Record<string, string> = {}, channel = 'C1') {
      const opened = await desk.command(minji, 'challenge create', {}, channel);
      return desk.fill(minji, opened, { title: '아침 달리기', channel, ...values });
    },
    /** A challenge that is on; its id. */
    async begin(values: Record<string, string> = {}, channel = 'C1'): Promise<ChallengeId> {
      const started = await desk.press(minji, button(await desk.draft(values, channel), '시작'));
      return button(started, '참여').split(':')[2] as ChallengeId;
    },
    challenge: (id: ChallengeId) => storage.db.challenge.findUniqueOrThrow({ where: { id } }),
    audits: async (id: ChallengeId) =>
      (await storage.db.audit.findMany({ where: { challengeId: id }, orderBy: { at: 'asc' } })).map(
        ({ what }) => what,
      ),
    /** What was asked of the platform under keys like this, oldest first. */
    deliveries: (like: string) =>
      storage.db.delivery.findMany({
        where: { key: { contains: like } },
        orderBy: [{ createdAt: 'asc' }, { key: 'asc' }],
      }),
    jobs: () =>
      storage.db.$queryRaw<{ task: string; key: string | null; at: Date }[]>`
        select task_identifier as task, key, run_at as at from graphile_worker.jobs
        where task_identifier in ('endNotice', 'closeChallenge') order by run_at`,
    async close() {
      await storage.close();
      await database.drop();
    },
  };
  return desk;
}
export type Desk = Awaited<ReturnType<typeof openDesk>>;

export function formOf(reply: Reply): FormView {
  if (reply.kind !== 'form') throw new Error(`no form: ${JSON.stringify(reply)}`);
  return reply.form;
}

/** What a form says when it is sent as it was opened. */
export function valuesOf(form: FormView): Record<string, string> {
  return Object.fromEntries(
    form.fields.map((field) => [
      field.name,
      field.kind === 'choices' ? field.values.join(',') : (field.value ?? ''),
    ]),
  );
}

export function buttonsOf(reply: Reply): readonly Button[] {
  if (reply.kind !== 'message') return [];
  const { view } = reply;
  if (view.view === 'challengeList') return view.items.flatMap(({ buttons }) => buttons);
  return 'buttons' in view ? view.buttons : [];
}

export function button(reply: Reply, label: string): string {
  const found = buttonsOf(reply).find((each) => each.label === label);
  if (!found)
    throw new Error(`no ${label} in ${said(reply)} [${buttonsOf(reply).map((each) => each.label)}]`);
  return found.action;
}

/** An answer as it is read: lines, then label and value. */
export function said(reply: Reply): string {
  if (reply.kind !== 'message') return reply.kind;
  const { view } = reply;
  const fields = (given: readonly { label: string; value: Line }[]) =>
    given.map(({ label, value }) => `${label}: ${plain(value)}`);
  switch (view.view) {
    case 'answer':
      return view.lines.map(plain).join('\n');
    case 'card':
      return [view.title, ...view.lines.map(plain), ...fields(view.fields)].join('\n');
    case 'challengeInfo':
      return [view.title, view.sentence, ...fields(view.fields)].join('\n');
    case 'challengeList':
      return [view.heading, ...view.items.map(({ title, line }) => `${title} · ${plain(line)}`)].join('\n');
    default:
      return view.heading;
  }
}

export function toneOf(reply: Reply): string {
  return reply.kind === 'message' && reply.view.view === 'answer' ? reply.view.tone : reply.kind;
}

export function plain(line: Line): string {
  return line
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      switch (piece.kind) {
        case 'command':
          return `/${piece.path.join(' ')}`;
        case 'channel':
          return `#${piece.ref}`;
        case 'member':
          return `${piece.name}`;
        case 'group':
          return piece.ref;
        default:
          return piece.text;
      }
    })
    .join('');
}
