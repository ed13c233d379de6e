import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStorage, type Storage } from '../../src/adapters/postgres/index.ts';
import { type Action, actionId, type Reply } from '../../src/core/actions.ts';
import type { Inbound } from '../../src/core/inbound.ts';
import type { CivilDay } from '../../src/core/model/day.ts';
import type {
  ChallengeId,
  ChannelRef,
  MemberId,
  MemberRef,
  MessageRef,
  WorkspaceRef,
} from '../../src/core/model/ids.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { everyRow } from '../support/every-row.ts';
import { inboundOver } from '../support/inbound.ts';

// Security lines 2 and 3: what a button carries is found in the presser's own workspace alone, a button is for whom it was made
// for, and whatever is refused is a line for the operator.
const day = '2026-11-20' as CivilDay;
const quiet = { info: () => undefined, error: () => undefined };
const logged: { readonly event: string; readonly fields: unknown }[] = [];
let storage: Storage;
let inbound: Inbound;
let database: Awaited<ReturnType<typeof freshDatabase>>;
/** What belongs to 지수 of the workspace T-theirs. */
let theirs: Readonly<Record<'challenge' | 'member' | 'proof' | 'removal' | 'outage', string>>;

beforeAll(async () => {
  database = await freshDatabase();
  const clock = { now: () => Date.now(), monotonic: () => performance.now() };
  const defaults = { locale: 'ko', timezone: 'Asia/Seoul' } as const;
  const log = { ...quiet, warn: () => undefined };
  storage = await openStorage({ databaseUrl: database.url, dataDir: 'unused', defaults, clock, log });
  inbound = inboundOver(storage, {
    log: { ...quiet, warn: (event, fields) => void logged.push({ event, fields }) },
  });
  await make('T-ours');
  const challenge = await make('T-theirs');
  await inbound.message({
    ...place('T-theirs'),
    member: { ref: '지수' as MemberRef, name: '지수', manager: false },
    message: 'C1/1' as MessageRef,
    at: Date.now(),
    text: '오늘도 했어요',
    attachments: [],
    inThread: false,
    mentionsBot: false,
  });
  const { db } = storage;
  const proof = await db.proof.findFirstOrThrow();
  const member = proof.memberId!;
  const removal = await db.audit.create({
    data: { workspaceId: proof.workspaceId, what: 'checkInRemoved', memberId: member, day: new Date(day) },
  });
  const outage = await db.outage.create({ data: { platform: 'slack', from: new Date() } });
  await db.outageDay.create({ data: { challengeId: challenge, day: new Date(day), outageId: outage.id } });
  theirs = { challenge, member, proof: proof.id, removal: removal.id, outage: outage.id };
  // Whoever presses is there before, as is their workspace.
  for (const workspace of ['T-ours', 'T-theirs'])
    await press(workspace, actionId({ do: 'palTone', tone: 'silent' }), false);
});
afterAll(async () => {
  await storage.close();
  await database.drop();
});

const place = (workspace: string) => ({
  platform: 'slack' as const,
  workspace: workspace as WorkspaceRef,
  channel: 'C1' as ChannelRef,
});

function make(workspace: string): Promise<ChallengeId> {
  return beginChallenge(storage, { ...place(workspace), name: 'slack' }, { title: workspace });
}

function press(workspace: string, action: string, manager: boolean): Promise<Reply> {
  return inbound.action({
    ...place(workspace),
    member: { ref: 'U1' as MemberRef, name: '민지', manager },
    id: randomUUID(),
    at: Date.now(),
    locale: 'ko',
    action,
    values: {},
  });
}

/** `refused`: said and logged. `nothing`: looks among the presser's own alone, and finds nothing. */
type Outcome = 'refused' | 'nothing' | 'allowed';

async function outcomeOf(workspace: string, action: string, manager: boolean): Promise<Outcome> {
  logged.length = 0;
  const reply = await press(workspace, action, manager);
  const isProblem = reply.kind === 'message' && reply.view.view === 'answer' && reply.view.tone === 'problem';
  if (!isProblem) return 'allowed';
  return logged.some(({ event }) => event === 'action.refused') ? 'refused' : 'nothing';
}

type Expected = readonly [
  carried: () => object,
  /** Pressed by a manager of another workspace. */
  abroad: Outcome,
  /** Pressed by another member of the workspace, who is no manager. */
  nearby: Outcome,
];
const ofChallenge = (rest: object = {}) =>
  [() => ({ challenge: theirs.challenge, ...rest }), 'refused' as const] as const;
const ofMember = (rest: object = {}): Expected => [
  () => ({ member: theirs.member as MemberId, ...rest }),
  'refused',
  'refused',
];
const ofRemoval: Expected = [() => ({ audit: theirs.removal }), 'refused', 'refused'];
const ofOutage: Expected = [() => ({ outage: theirs.outage }), 'refused', 'refused'];
const ofNobody = (rest: object, nearby: Outcome): Expected => [() => rest, 'allowed', nearby];

/** Every button there is. */
const buttons: Readonly<Record<Action['do'], Expected>> = {
  join: [...ofChallenge(), 'allowed'],
  leave: [...ofChallenge(), 'nothing'],
  leaveErase: [...ofChallenge(), 'nothing'],
  info: [...ofChallenge(), 'allowed'],
  preview: [...ofChallenge(), 'refused'],
  start: [...ofChallenge(), 'refused'],
  end: [...ofChallenge(), 'refused'],
  endNow: [...ofChallenge(), 'refused'],
  pause: [...ofChallenge(), 'refused'],
  resume: [...ofChallenge(), 'refused'],
  delete: [...ofChallenge(), 'refused'],
  deleteNow: [...ofChallenge(), 'refused'],
  handOver: [...ofChallenge(), 'refused'],
  handOverTo: [...ofChallenge(), 'refused'],
  again: [...ofChallenge(), 'refused'],
  myCard: [...ofChallenge(), 'nothing'],
  boardOn: [...ofChallenge(), 'nothing'],
  boardOff: [...ofChallenge(), 'nothing'],
  streak: [...ofChallenge(), 'nothing'],
  stats: [...ofChallenge(), 'nothing'],
  restToday: [...ofChallenge(), 'refused'],
  restBack: [...ofChallenge(), 'refused'],
  restCancel: [...ofChallenge({ kind: 'rest', from: day, to: day }), 'refused'],
  edit: [...ofChallenge({ part: 'all' }), 'refused'],
  saveEdit: [...ofChallenge({ part: 'all', version: 0 }), 'refused'],
  applyEdit: [...ofChallenge({ change: randomUUID() }), 'refused'],
  why: [...ofChallenge({ until: day }), 'nothing'],
  calendar: [...ofChallenge({ of: '2026-11' }), 'nothing'],
  board: [...ofChallenge({ by: 'current' }), 'allowed'],
  summary: [...ofChallenge({ kind: 'week', on: true }), 'refused'],
  records: [() => ({ challenge: theirs.challenge, of: null, offset: 0 }), 'nothing', 'nothing'],
  search: [
    () => ({ challenge: theirs.challenge, offset: 0, from: null, to: null, words: '오늘도' }),
    'nothing',
    'nothing',
  ],
  log: [() => ({ challenge: theirs.challenge, offset: 0 }), 'nothing', 'refused'],
  choose: [() => ({ proof: theirs.proof, challenge: theirs.challenge }), 'refused', 'refused'],
  forDay: [() => ({ proof: theirs.proof, challenge: theirs.challenge, day }), 'refused', 'refused'],
  chooseFor: [() => ({ proof: theirs.proof, challenge: theirs.challenge }), 'refused', 'refused'],
  forget: [() => ({ proof: theirs.proof }), 'refused', 'refused'],
  nudgeLater: ofMember({ day }),
  nudgeRest: ofMember({ day }),
  nudgeAgain: ofMember({ day, in: 30 }),
  nudgeOff: ofMember(),
  eraseMe: ofMember(),
  appeal: ofRemoval,
  sendAppeal: ofRemoval,
  excuseDays: ofOutage,
  keepDays: ofOutage,
  createChallenge: ofNobody({}, 'refused'),
  openCreateForm: ofNobody({}, 'refused'),
  redrive: ofNobody({ cause: 'forbidden' }, 'refused'),
  nudgeLog: ofNobody({ until: day }, 'refused'),
  palCharacter: ofNobody({ character: null }, 'allowed'),
  palTone: ofNobody({ tone: 'silent' }, 'allowed'),
  openPal: ofNobody({}, 'allowed'),
  openRest: ofNobody({}, 'allowed'),
  nudgeForm: ofNobody({}, 'allowed'),
  nudgeSave: ofNobody({}, 'allowed'),
  nudgeNo: ofNobody({}, 'allowed'),
  keepMe: ofNobody({}, 'allowed'),
};
const rows = Object.entries(buttons);
const idOf = (what: string, carried: () => object) => actionId({ do: what, ...carried() } as Action);

test.each([
  ['a manager of another workspace', 'T-ours', true, ([, abroad]: Expected) => abroad],
  ['another member', 'T-theirs', false, ([, , nearby]: Expected) => nearby],
] as const)(
  'pressed by %s, every button that is not for them is refused and logged, and changes nothing',
  async (_, workspace, manager, expected) => {
    const before = await everyRow(storage);
    const came: Record<string, Outcome> = {};
    for (const [what, row] of rows)
      if (expected(row) !== 'allowed') came[what] = await outcomeOf(workspace, idOf(what, row[0]), manager);
    expect(came).toEqual(
      Object.fromEntries(
        rows.map(([what, row]) => [what, expected(row)]).filter(([, outcome]) => outcome !== 'allowed'),
      ),
    );
    expect(await everyRow(storage)).toEqual(before);
  },
);

test.each([
  '',
  '1:end',
  '2:end:x',
  '1:end:not-an-id',
  `1:grant:${'0'.repeat(36)}`,
  "1:end:' or 1=1 --",
  'x'.repeat(5_000),
])('a forged id %j is refused and logged', async (id) => {
  logged.length = 0;
  const problem = { kind: 'message', view: { tone: 'problem' } };
  expect(await press('T-ours', id, true)).toMatchObject(problem);
  expect(logged).toEqual([{ event: 'action.unknown', fields: { platform: 'slack' } }]);
});

test('a refusal names who pressed what, and never words', async () => {
  logged.length = 0;
  await press('T-ours', actionId({ do: 'end', challenge: theirs.challenge as ChallengeId }), true);
  const presser = await storage.db.member.findFirstOrThrow({
    where: { ref: 'U1', workspace: { ref: 'T-ours' } },
  });
  expect(logged).toEqual([
    {
      event: 'action.refused',
      fields: {
        workspace: presser.workspaceId,
        member: presser.id,
        action: `end:${theirs.challenge}`,
      },
    },
  ]);
});
