import { type Action, actionId, type Reply } from '../actions.ts';
import type { Limits } from '../budget/budget.ts';
import { mayHost } from '../challenge/may-host.ts';
import { challengeDefaults } from '../challenge/new-challenge.ts';
import { nameOf } from '../challenge/title.ts';
import type { RecordProof } from '../check-in/record-proof.ts';
import { PlatformError } from '../errors.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { type Messages, messagesFor } from '../messages/index.ts';
import { type CivilDay, dayOf, type Instant } from '../model/day.ts';
import type { ChallengeId, MessageRef, PlatformName, WorkspaceId } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { Clock, Log } from '../ports.ts';
import type { RecordStore } from '../record/store.ts';
import type { ChallengeRow, MemberRow, Tx, UnitOfWork, WorkspaceRow } from '../store.ts';
import type { ReadMembers } from '../streak/read-members.ts';
import type { ReadStreak } from '../streak/read-streak.ts';
import type { StreakStore } from '../streak/store.ts';
import type { AnswerView, Button, Line } from '../views.ts';

/** What commands and actions work with. */
export interface CommandDeps {
  readonly unitOfWork: UnitOfWork;
  readonly recordProof: RecordProof;
  readonly records: RecordStore;
  readonly streaks: StreakStore;
  readonly readStreak: ReadStreak;
  readonly readMembers: ReadMembers;
  /** Where a member can see a message; null where there is no such address. */
  readonly linkTo: (platform: PlatformName, message: MessageRef) => string | null;
  /** The platform can show a line to one member alone. */
  readonly privateNotice: (platform: PlatformName) => boolean;
  /** Most fields of a form. */
  readonly formFields: (platform: PlatformName) => number;
  /** What the model may cost; null: no model is set up. */
  readonly limits: Limits | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** One command or action, who asked, and in which language to answer. */
export interface Asked {
  readonly event: InboundCommand | InboundAction;
  readonly workspace: WorkspaceRow;
  readonly member: MemberRow;
  /** The member's day by the usual cut-off (03:00). */
  readonly today: CivilDay;
  readonly locale: Locale;
  readonly texts: Messages;
}

/**
 * What is looked up once the transaction has ended. Within it, the look-up would wait for a second connection while it holds the
 * first, and as many who ask at once as there are connections would wait for one another.
 */
export type Afterwards = () => Promise<Reply>;

/** Establishes who asks, then runs `work` in one transaction, and what it leaves for afterwards. */
export async function asking(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  work: (tx: Tx, asked: Asked) => Promise<Reply | Afterwards>,
): Promise<Reply> {
  const outcome = await deps.unitOfWork.run(async (tx) => {
    const workspace = await tx.ensureWorkspace(event.platform, event.workspace, event.workspaceName);
    if (workspace.parked) await tx.unparkWorkspace(workspace.id);
    const member = await tx.ensureMember(workspace.id, {
      ref: event.member.ref,
      name: event.member.name,
      locale: event.member.locale ?? null,
    });
    // What their app speaks is the member's already, unless they chose another.
    const locale = member.locale ?? event.locale ?? workspace.locale;
    const today = dayOf(deps.clock.now(), member.zone ?? workspace.timezone, challengeDefaults.graceMinutes);
    return work(tx, { event, workspace, member, today, locale, texts: messagesFor(locale) });
  });
  return typeof outcome === 'function' ? outcome() : outcome;
}

export function done(line: Line, buttons: readonly Button[] = []): Reply {
  return answer('done', line, buttons);
}

export function problem(line: Line): Reply {
  return answer('problem', line, []);
}

function answer(tone: AnswerView['tone'], line: Line, buttons: readonly Button[]): Reply {
  return { kind: 'message', view: { view: 'answer', tone, lines: [line], buttons } };
}

/** How one of several challenges is asked for. */
export interface Meant {
  /** What its button does, where a button can ask which one is meant; else the member is asked to name it. */
  readonly offer?: (challenge: ChallengeId) => Action;
  /** One that has not started may be meant by those who may host it; to others it is not there. */
  readonly drafts?: boolean;
  /** One that ended since may be meant, when none that is on is. */
  readonly overSince?: Instant;
  /** A name that none of those on has may be that of one that is over, however long ago. */
  readonly overByName?: boolean;
}

/** Which challenge is meant: the one named, the only one of this channel, the only one there is; else what to say. */
export async function meantChallenge(
  tx: Tx,
  { workspace, texts, event }: Asked,
  name: string | undefined,
  { offer, drafts = false, overSince, overByName = false }: Meant = {},
): Promise<
  { readonly ok: true; readonly challenge: ChallengeRow } | { readonly ok: false; readonly reply: Reply }
> {
  const started = await tx.listChallenges(workspace.id);
  const waiting = drafts ? await tx.listDrafts(workspace.id) : [];
  const all = [...started, ...waiting.filter((draft) => mayHost(event.member, workspace, draft))];
  const over = overSince === undefined ? [] : await tx.listOver(workspace.id, overSince);
  if (name !== undefined && name.trim() !== '') {
    const named = namedChallenges(all, name);
    const newest = named.length > 0 || !overByName ? null : await newestOver(tx, workspace.id, name);
    const meant = named.length > 0 ? named : newest ? [newest] : namedChallenges(over, name);
    if (meant.length > 0 || all.length + over.length > 0)
      return pick(meant, problem(texts.answer.unknownChallenge(name)), texts, offer);
  }
  if (all.length + over.length === 0)
    return { ok: false, reply: problem(texts.answer.noChallengeAnywhere()) };
  const near = [all, over].map((some) => some.filter(({ channel }) => channel === event.channel));
  const meant = [...near, all, over].find((some) => some.length > 0) ?? [];
  return pick(meant, problem(texts.answer.noChallengeHere()), texts, offer);
}

async function newestOver(tx: Tx, workspace: WorkspaceId, name: string): Promise<ChallengeRow | null> {
  const [newest] = namedChallenges(await tx.namesOver(workspace), name);
  return newest ? tx.findChallenge(workspace, newest.id) : null;
}

/** Those whose title is `name`, else those whose title holds it. */
export function namedChallenges<Named extends Pick<ChallengeRow, 'title' | 'emoji'>>(
  all: readonly Named[],
  name: string,
): readonly Named[] {
  const wanted = fold(name);
  const named = (is: (title: string) => boolean) =>
    all.filter((challenge) => is(fold(challenge.title)) || is(fold(nameOf(challenge))));
  const exact = named((title) => title === wanted);
  return exact.length > 0 ? exact : named((title) => title.includes(wanted));
}

/** Rows of five buttons, two of them: whoever has more challenges names the one that is meant. */
const mostOffered = 10;

function pick(found: readonly ChallengeRow[], none: Reply, texts: Messages, offer: Meant['offer']) {
  const [only, ...more] = found;
  if (!only) return { ok: false, reply: none } as const;
  if (more.length === 0) return { ok: true, challenge: only } as const;
  const reply =
    offer && found.length <= mostOffered
      ? done(
          texts.challenge.answer.which(),
          found.map((challenge) => ({
            action: actionId(offer(challenge.id)),
            label: nameOf(challenge),
            style: 'secondary',
          })),
        )
      : problem(texts.answer.whichChallenge(found.map(({ title }) => title)));
  return { ok: false, reply } as const;
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** A command that failed through no fault of the member: said in their language (or `fallback`), logged for the operator. */
export async function guarded(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  { what, fallback }: { readonly what: string; readonly fallback: Locale },
  work: () => Promise<Reply>,
): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    const kind = error instanceof PlatformError ? error.kind : 'error';
    deps.log.error('command.failed', { command: what, kind, reason: (error as Error).message.slice(0, 300) });
    return problem(messagesFor(event.locale ?? fallback).answer.failed());
  }
}
