import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InboundDeps } from '../../../src/core/create-inbound.ts';
import { PlatformError } from '../../../src/core/errors.ts';
import type { Inbound, InboundMessage, InboundReaction } from '../../../src/core/inbound.ts';
import type { Line } from '../../../src/core/views.ts';
import { type Core, openCore, plain, textOf } from '../../support/core.ts';
import { inboundOver } from '../../support/inbound.ts';

const noon = Date.parse('2026-11-21T12:00:00+09:00');
const manager = '관리자';
const photo = { ref: 'F1', name: '그림.jpg', type: 'image/jpeg', size: 1_000 } as never;

let core: Core;
let deps: Partial<InboundDeps>;
let inbound: Inbound;
let posts: Map<string, InboundMessage>;
let looked: number;
let logged: Record<string, unknown>[];
/** What the platform answers in place of the message. */
let refusal: PlatformError | null;

beforeEach(async () => {
  core = await openCore(noon);
  posts = new Map();
  looked = 0;
  logged = [];
  refusal = null;
  const log = (_: string, fields?: object) => void logged.push({ ...fields });
  deps = {
    clock: core.clock,
    log: { info: log, warn: log, error: log },
    async messageFacts(_, message, by) {
      looked += 1;
      if (refusal) throw refusal;
      const found = posts.get(message);
      if (!found) return null;
      const { member, at, text, attachments } = found;
      return {
        target: {
          ...{ message: found.message, at, text, attachments },
          ...{ author: member.ref, authorName: member.name, authorIsBot: member.ref.startsWith('봇') },
        },
        member: { ref: by, name: by, manager: by.startsWith(manager) },
        byBot: by.startsWith('봇'),
      };
    },
  };
  inbound = inboundOver(core.storage, deps);
});
afterEach(() => core.stop());

/** Posted in a thread, where nothing counts by itself. */
async function says(member: string, text: string, change: Partial<InboundMessage> = {}) {
  const event = await core.post(member, text, { inThread: true, ...change });
  posts.set(event.message, event);
  return event;
}
const marks = (
  by: string,
  on: Pick<InboundMessage, 'message' | 'channel'>,
  change: Partial<InboundReaction> = {},
  door = inbound,
) =>
  door.reaction({
    ...{ platform: 'slack', workspace: 'T1' as never, channel: on.channel, message: on.message },
    ...{ by: by as never, mark: '🐹', at: core.clock.now() },
    ...change,
  });
const counted = async ({ message }: InboundMessage) =>
  core.storage.db.checkIn.count({ where: { revokedAt: null, proof: { messageRef: message } } });
const audited = () => core.storage.db.audit.count({ where: { what: 'checkInAdded' } });
const notes = async () => {
  const rows = await core.storage.db.delivery.findMany({ where: { key: { startsWith: 'note:' } } });
  return rows.map(({ effect }) => plain((effect as unknown as { view: { line: Line } }).view.line));
};
/** What is said and was not taken back. */
const standing = async () => {
  const rows = await core.storage.db.delivery.findMany({
    where: { key: { startsWith: 'note:' }, state: { not: 'skipped' } },
  });
  const undone = await core.storage.db.delivery.findMany({ where: { key: { startsWith: 'undo:' } } });
  return rows
    .filter(({ key }) => !undone.some((undo) => undo.key.includes(key)))
    .map(({ effect }) => plain((effect as unknown as { view: { line: Line } }).view.line));
};
const reasons = () => logged.flatMap(({ why }) => (why === undefined ? [] : [why]));

describe('the workspace’s mark, put on a message by hand', () => {
  test('counts it for its author and for a manager, whose deed is noted once', async () => {
    await core.challenge({ title: '그림' });
    const own = await says('지민', '오늘 그렸어요');
    await marks('지민', own);
    expect(await counted(own)).toBe(1);
    expect(await audited()).toBe(0);
    const other = await says('수아', '저도 그렸어요');
    const first = core.clock.now();
    await marks(manager, other);
    await marks(manager, other, { at: first });
    await marks('관리자 둘', other);
    expect(await counted(other)).toBe(1);
    const rows = await core.storage.db.audit.findMany({ where: { what: 'checkInAdded' } });
    const by = await core.storage.db.member.findFirstOrThrow({ where: { ref: manager } });
    const of = await core.storage.db.member.findFirstOrThrow({ where: { ref: '수아' } });
    expect(rows).toMatchObject([{ actorId: by.id, memberId: of.id }]);
    expect(reasons()).toEqual([]);
  });

  test('at the same moment by several counts it once', async () => {
    await core.challenge({ title: '그림' });
    const post = await says('지민', '오늘 그렸어요');
    await Promise.all(['지민', manager, '관리자 둘', manager, '지민'].map((by) => marks(by, post)));
    expect(await counted(post)).toBe(1);
    expect(await core.storage.db.checkIn.count({ where: { revokedAt: null } })).toBe(1);
    expect(await audited()).toBeLessThanOrEqual(1);
  });

  test('is applause from anybody else: nothing is kept of it or of them', async () => {
    await core.challenge({ title: '그림' });
    const post = await says('지민', '오늘 그렸어요');
    const before = await core.storage.db.member.count();
    for (const by of ['수아', '하준', '봇']) await marks(by, post);
    expect(await core.storage.db.proof.count()).toBe(0);
    expect(await core.storage.db.member.count()).toBe(before);
    expect(await core.storage.db.delivery.count()).toBe(0);
    expect(reasons()).toEqual([]);
  });

  test('asks the platform nothing where it cannot matter, as every other emoji does not', async () => {
    const early = await says('지민', '챌린지 전');
    await marks('지민', early);
    await core.challenge({ title: '그림' });
    const proof = await says('지민', '오늘 그렸어요', { inThread: false });
    expect(await counted(proof)).toBe(1);
    await marks(manager, proof);
    const post = await says('수아', '저도 그렸어요');
    for (const mark of ['👏', '🐭', ':hamster:', 'hamster:123456789012345678'])
      await marks('수아', post, { mark });
    await marks('수아', { ...post, channel: 'C-elsewhere' as never });
    await marks('수아', post, { workspace: 'T-unknown' as never });
    await core.storage.db.workspace.updateMany({ data: { parkedAt: new Date() } });
    await marks('수아', post);
    expect(looked).toBe(0);
    expect(await counted(post)).toBe(0);
    expect(await core.storage.db.workspace.count({ where: { ref: 'T-unknown' } })).toBe(0);
    expect(await core.storage.db.workspace.count({ where: { parkedAt: null } })).toBe(0);
  });

  test.each([
    ['💪', '💪🏽'],
    ['💪🏽', '💪'],
    ['❤️', '❤'],
    [':wave-own:', ':wave-own:'],
  ])('is the one that was set (%s), whatever its skin (%s)', async (mark, put) => {
    await core.challenge({ title: '그림' });
    await core.storage.db.workspace.updateMany({ data: { mark } });
    const post = await says('지민', '오늘 그렸어요');
    await marks('지민', post);
    expect(await counted(post)).toBe(0);
    await marks('지민', post, { mark: put });
    expect(await counted(post)).toBe(1);
  });

  test('told again after the check-in was undone leaves it undone; put there again it counts', async () => {
    await core.challenge({ title: '그림' });
    const post = await says('수아', '오늘 그렸어요');
    const at = core.clock.now();
    await marks(manager, post, { at });
    core.set(noon + 60_000);
    expect(await core.menu('수아', 'undo', post)).toContain('취소했어요');
    await marks(manager, post, { at });
    expect(await counted(post)).toBe(0);
    core.set(noon + 120_000);
    await marks(manager, post);
    expect(await counted(post)).toBe(1);
    expect(await audited()).toBe(2);
  });

  test('does not bring back what a manager removed, unless a manager puts it there', async () => {
    await core.challenge({ title: '그림' });
    const post = await says('수아', '오늘 그렸어요');
    await marks('수아', post);
    core.set(noon + 60_000);
    expect(await core.menu(manager, 'undo', post, true)).toContain('취소했어요');
    core.set(noon + 120_000);
    await marks('수아', post);
    expect(await counted(post)).toBe(0);
    expect(reasons()).toEqual(['removedByManager']);
    await marks(manager, post);
    expect(await counted(post)).toBe(1);
  });

  test('on what does not count tells its author in the thread, and nobody of what a manager tried', async () => {
    await core.challenge({ title: '그림', proofKind: 'photo' });
    const file = { ref: 'F2', name: '그림.pdf', type: 'application/pdf', size: 1_000 } as never;
    const own = await says('지민', '오늘 그렸어요', { attachments: [file] });
    const other = await says('수아', '저도 그렸어요', { attachments: [file] });
    await marks(manager, other);
    expect(await notes()).toEqual([]);
    await marks('지민', own);
    expect(await notes()).toEqual([expect.stringContaining('사진이 있어야')]);
    // Nothing but talk is left alone, as it is without a mark.
    const talk = await says('지민', '내일도 그릴게요');
    await marks('지민', talk);
    await marks(manager, talk);
    expect(await notes()).toHaveLength(1);
    expect(reasons()).toEqual(['notCounted', 'notCounted', 'nothing', 'nothing']);
    const shown = await says('하준', '여기요', { attachments: [photo] });
    await marks('하준', shown);
    expect(await counted(shown)).toBe(1);
    expect(await core.storage.db.checkIn.count()).toBe(1);
  });

  test('of a manager on what did not count before either tells its author again, as it is now', async () => {
    await core.challenge({ title: '그림', proofKind: 'photo' });
    const file = { ref: 'F2', name: '그림.pdf', type: 'application/pdf', size: 1_000 } as never;
    const post = await says('수아', '저도 그렸어요', { inThread: false, attachments: [file] });
    expect(await standing()).toEqual([expect.stringContaining('사진이 있어야')]);
    await marks(manager, post);
    expect(await standing()).toEqual([expect.stringContaining('사진이 있어야')]);
    expect(await notes()).toHaveLength(2);
    expect(reasons()).toEqual(['notCounted']);
    expect(await audited()).toBe(0);
  });

  test('on what did not count before, and the menu as well: where the process dies on it, all stays as it was', async () => {
    const { unitOfWork, proofs } = core.storage;
    const died = () => Promise.reject(new Error('died'));
    const dying = inboundOver(core.storage, {
      ...deps,
      proofs: { ...proofs, write: died },
      unitOfWork: { run: (work) => unitOfWork.run((tx) => work({ ...tx, writeFacts: died })) },
    });
    await core.challenge({ title: '그림', proofKind: 'photo' });
    const file = { ref: 'F2', name: '그림.pdf', type: 'application/pdf', size: 1_000 } as never;
    const post = await says('수아', '저도 그렸어요', { inThread: false, attachments: [file] });
    const before = await standing();
    expect(before).toEqual([expect.stringContaining('사진이 있어야')]);
    await core.storage.db.challenge.updateMany({ data: { proofKind: 'any' } });
    await expect(marks(manager, post, {}, dying)).rejects.toThrow('died');
    const { member, at, text, attachments, message, ...place } = post;
    const { ref: author, name: authorName } = member;
    const asked = await dying.command({
      ...{ ...place, member, at, attachments: [], id: '1', locale: null, path: ['count'], options: {} },
      target: { message, at, author, authorName, authorIsBot: false, text, attachments },
    });
    expect(textOf(asked)).toContain('저장하지 못했어요');
    expect(await standing()).toEqual(before);
    expect(await core.storage.db.proof.findMany()).toMatchObject([
      { messageRef: post.message, undoneAt: null },
    ]);
    await marks(manager, post);
    expect(await counted(post)).toBe(1);
    expect(await standing()).toEqual([]);
    expect(await audited()).toBe(1);
  });

  test('of several challenges asks its author which one is meant', async () => {
    await core.challenge({ title: '그림' });
    await core.challenge({ title: '산책' });
    for (const title of ['그림', '산책']) await core.command('지민', 'challenge join', { challenge: title });
    const post = await says('지민', '오늘도 했어요');
    await marks(manager, post);
    const questions = await core.storage.db.delivery.findMany({ where: { key: { startsWith: 'choose:' } } });
    expect(questions).toMatchObject([{ effect: { target: { kind: 'private', member: '지민' } } }]);
    expect(await audited()).toBe(0);
  });

  test('on a bot’s message, on one that is gone or closed to us, is one line in the log', async () => {
    await core.challenge({ title: '그림' });
    const ofBot = await says('봇', '안녕하세요');
    await marks(manager, ofBot);
    await marks(manager, { ...ofBot, message: 'C1/gone' as never });
    refusal = new PlatformError('forbidden', '50001 VIEW_CHANNEL');
    await marks(manager, ofBot);
    expect(reasons()).toEqual(['ofBot', 'notFound', 'notFound']);
    expect(JSON.stringify(logged)).not.toContain('안녕');
    const deleted = await says('지민', '오늘 그렸어요');
    await core.remove(deleted);
    refusal = null;
    await core.storage.unitOfWork.run(async (tx) => {
      const { id } = await tx.ensureWorkspace('slack', 'T1' as never);
      await tx.rememberUnseen(id, deleted.channel, deleted.message, { deletedAt: noon });
    });
    await marks('지민', deleted);
    expect(reasons().at(-1)).toBe('deleted');
    expect(await core.storage.db.checkIn.count()).toBe(0);
  });

  test.each(['unavailable', 'rateLimited'] as const)('while the platform is %s comes again', async (kind) => {
    await core.challenge({ title: '그림' });
    const post = await says('지민', '오늘 그렸어요');
    refusal = new PlatformError(kind, 'later');
    await expect(marks('지민', post)).rejects.toBe(refusal);
    refusal = null;
    await marks('지민', post);
    expect(await counted(post)).toBe(1);
  });

  test('finds a reply by its full name, and leaves one that counts by it alone', async () => {
    await core.challenge({ title: '그림' });
    const reply = await says('지민', '오늘 그렸어요', { message: 'C1/9.1/9.0' as never });
    posts.set('C1/9.1', reply);
    await marks('지민', { ...reply, message: 'C1/9.1' as never });
    expect(await counted(reply)).toBe(1);
    await marks(manager, { ...reply, message: 'C1/9.1' as never });
    expect(await counted(reply)).toBe(1);
    expect(await core.storage.db.proof.count()).toBe(1);
    expect(await audited()).toBe(0);
  });
});
