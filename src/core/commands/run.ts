import type { Reply } from '../actions.ts';
import type { Limits } from '../budget/budget.ts';
import { challengeDefaults } from '../challenge/new-challenge.ts';
import type { MoveProof } from '../check-in/move-proof.ts';
import type { RecordAnew } from '../check-in/record-anew.ts';
import type { RecordProof } from '../check-in/record-proof.ts';
import { PlatformError, reasonOf } from '../errors.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { type Messages, messagesFor } from '../messages/index.ts';
import { type CivilDay, dayOf } from '../model/day.ts';
import type { ChannelRef, MessageRef, PlatformName } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { Sharing } from '../own/sharing.ts';
import type { OwnStore } from '../own/store.ts';
import type { ChannelFacts, Clock, Log, PlatformCaps } from '../ports.ts';
import type { RecordStore } from '../record/store.ts';
import type { MemberRow, Tx, UnitOfWork, WorkspaceRow } from '../store.ts';
import type { ReadMembers } from '../streak/read-members.ts';
import type { ReadStreak } from '../streak/read-streak.ts';
import type { StreakStore } from '../streak/store.ts';
import type { AnswerView, Button, Line } from '../views.ts';

/** What commands and actions depend on. */
export interface CommandDeps {
  readonly unitOfWork: UnitOfWork;
  readonly recordProof: RecordProof;
  readonly recordAnew: RecordAnew;
  readonly moveProof: MoveProof;
  readonly records: RecordStore;
  readonly own: OwnStore;
  readonly streaks: StreakStore;
  readonly readStreak: ReadStreak;
  readonly readMembers: ReadMembers;
  /** The address of a message for a member; null when the platform has none. */
  readonly linkTo: (platform: PlatformName, message: MessageRef) => string | null;
  /** Whether the platform can show a line to one member alone. */
  readonly privateNotice: (platform: PlatformName) => boolean;
  /** The most fields a form can have on the platform. */
  readonly formFields: (platform: PlatformName) => number;
  /** Whether the platform itself keeps the welcome of a challenge in sight. */
  readonly pinsWelcome: (platform: PlatformName) => boolean;
  /** Whether the platform can put this mark on a message. */
  readonly canMark: (platform: PlatformName, mark: string) => boolean;
  readonly fileGoes: (platform: PlatformName) => PlatformCaps['fileGoes'];
  /** A channel's facts as its platform gives them now; null when it gives none, or is off here. */
  readonly channelFacts: (platform: PlatformName, channel: ChannelRef) => Promise<ChannelFacts | null>;
  /** What the model may cost; null when no model is set up. */
  readonly limits: Limits | null;
  /** What goes to models; null when no model is set up. */
  readonly sharing: Sharing | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** One command or action, who asked, and the language of the answer. */
export interface Asked {
  readonly event: InboundCommand | InboundAction;
  readonly workspace: WorkspaceRow;
  readonly member: MemberRow;
  /** The member's current day by the default cut-off (03:00). */
  readonly today: CivilDay;
  readonly locale: Locale;
  readonly texts: Messages;
}

/**
 * A look-up that runs after the transaction has ended. Within it, the look-up would wait for a second connection while holding
 * the first, and with as many askers at once as there are connections all would wait for one another.
 */
export type Afterwards = () => Promise<Reply>;

/** Establishes who asks, then runs `work` in one transaction, and after it the look-up that `work` may return. */
export async function asking(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  work: (tx: Tx, asked: Asked) => Promise<Reply | Afterwards>,
): Promise<Reply> {
  const outcome = await deps.unitOfWork.run(async (tx) => {
    const workspace = await tx.ensureWorkspace(event.platform, event.workspace, event.workspaceName);
    if (workspace.parked) await tx.unparkWorkspace(workspace.id);
    const member = await tx.ensureMember(workspace.id, event.member);
    // `ensureMember` has stored the language of the member's app already, unless they chose another.
    const locale = member.locale ?? event.locale ?? workspace.locale;
    const today = dayOf(deps.clock.now(), member.zone ?? workspace.timezone, challengeDefaults.graceMinutes);
    return work(tx, { event, workspace, member, today, locale, texts: messagesFor(locale) });
  });
  return typeof outcome === 'function' ? outcome() : outcome;
}

/** A reply that says something was done or answers a question. */
export function done(line: Line, buttons: readonly Button[] = []): Reply {
  return answer('done', line, buttons);
}

/** A reply that says why nothing was done. */
export function problem(line: Line): Reply {
  return answer('problem', line, []);
}

function answer(tone: AnswerView['tone'], line: Line, buttons: readonly Button[]): Reply {
  return { kind: 'message', view: { view: 'answer', tone, lines: [line], buttons } };
}

/**
 * Answers and logs a command that failed through no fault of the member. The answer is in the language it would have had, as far
 * as that can be read now; else in that of their app, or in `fallback`.
 */
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
    deps.log.error('command.failed', { command: what, kind, reason: reasonOf(error) });
    const locale = (await languageOf(deps, event).catch(() => null)) ?? event.locale ?? fallback;
    return problem(messagesFor(locale).answer.failed());
  }
}

/** The language `asking` would answer in; null when the workspace is not known and the event names none. */
function languageOf(
  { unitOfWork }: CommandDeps,
  event: InboundCommand | InboundAction,
): Promise<Locale | null> {
  return unitOfWork.run(async (tx) => {
    const workspace = await tx.findWorkspace(event.platform, event.workspace);
    const member = workspace && (await tx.findMember(workspace.id, event.member.ref));
    return member?.locale ?? event.locale ?? workspace?.locale ?? null;
  });
}
