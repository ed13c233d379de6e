import { actionId, type Reply } from '../actions.ts';
import { cleanLine, nameOf } from '../challenge/title.ts';
import { deliveryKey } from '../delivery/keys.ts';
import type { InboundCommand } from '../inbound.ts';
import { type Messages, messagesFor } from '../messages/index.ts';
import { type CivilDay, dayUnder, isSkipped, type ZoneHistory } from '../model/day.ts';
import type { MemberRef } from '../model/ids.ts';
import type { ChallengeRow, MemberRow, Tx } from '../store.ts';
import { graceOf } from '../streak/terms.ts';
import type { Button, Line } from '../views.ts';
import { meantChallenge } from './meant-challenge.ts';
import { readDay } from './read-day.ts';
import { type Asked, asking, type CommandDeps, problem } from './run.ts';

/** A manager's act on one member's records in one challenge, and its reason. The member's enrollment is locked. */
export interface Managed extends Asked {
  readonly challenge: ChallengeRow;
  /** The challenge's emoji and title. */
  readonly name: string;
  readonly of: MemberRow;
  readonly joinedOn: CivilDay;
  readonly zones: ZoneHistory;
  readonly reason: string;
  /** The current day of this challenge for the member. */
  readonly theirToday: CivilDay;
}

/** The member whom a manager's act concerns, and their workspace. */
type Told = Pick<Managed, 'workspace' | 'of'>;

type Work = (tx: Tx, managed: Managed) => Promise<Reply>;

/**
 * Runs a manager's command on a member. Before `work` runs, it is settled whether the asker may, which member, which challenge
 * and the reason; else the reply says what is wrong.
 */
export function managing(deps: CommandDeps, event: InboundCommand, work: Work): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { texts, workspace } = asked;
    const { answer } = texts.admin;
    if (!event.member.manager) return problem(texts.answer.managersOnly());
    const reason = cleanLine(event.options.reason ?? '');
    if (reason === '') return problem(answer.noReason());
    const ref = event.options.member as MemberRef | undefined;
    if (ref !== undefined && event.bots?.includes(ref)) return problem(answer.noBots());
    const of = ref === undefined ? null : await tx.findMember(workspace.id, ref);
    if (!of) return problem(answer.unknownMember());
    const found = await meantChallenge(tx, asked, event.options.challenge, { overByName: true });
    if (!found.ok) return found.reply;
    const { challenge } = found;
    const name = nameOf(challenge);
    const joined = await tx.lockEnrollment(challenge.id, of.id);
    if (!joined) return problem(answer.notJoined(of.name, name));
    const theirToday = dayUnder(joined.zones, deps.clock.now(), graceOf(challenge));
    return work(tx, { ...asked, ...joined, challenge, name, of, reason, theirToday });
  });
}

/** The day that a manager typed, or a reply that says what is wrong with it. */
export function dayMeant(
  { challenge, name, of, joinedOn, zones, theirToday, texts }: Managed,
  typed: string,
): { readonly ok: true; readonly day: CivilDay } | { readonly ok: false; readonly reply: Reply } {
  const { answer } = texts.admin;
  const refuse = (line: Line) => ({ ok: false, reply: problem(line) }) as const;
  const read = readDay(typed, theirToday, 'past');
  if (read.kind === 'noSuchDate') return refuse(texts.answer.noSuchDate(read.text));
  const { day } = read;
  const { startsOn, endsOn } = challenge;
  if (day < startsOn || (endsOn !== null && day > endsOn))
    return refuse(answer.outside(name, day, startsOn, endsOn));
  if (day > theirToday) return refuse(answer.toCome(day));
  if (day < joinedOn) return refuse(answer.beforeJoining(of.name, joinedOn));
  if (isSkipped(day, zones, graceOf(challenge))) return refuse(answer.skipped(of.name, day));
  return { ok: true, day };
}

/** Tells the member, and nobody else, in their language. `act`: the audit row, for which they are told once. */
export async function tellMember(
  tx: Tx,
  { workspace, of }: Told,
  act: string,
  say: (texts: Messages) => { readonly line: Line; readonly buttons?: readonly Button[] },
): Promise<void> {
  const view = { view: 'note', ...say(messagesFor(of.locale ?? workspace.locale)) } as const;
  const target = { kind: 'direct', member: of.ref, workspace: workspace.ref } as const;
  await tx.deliver(workspace.id, null, deliveryKey('told', act), { do: 'post', target, view });
}

/** Tells the member that a manager took back a check-in of theirs, and why; a button under the message lets them appeal. */
export function tellRemoved(
  tx: Tx,
  told: Told,
  act: string,
  removed: { readonly name: string; readonly day: CivilDay },
  why: (texts: Messages) => string,
): Promise<void> {
  return tellMember(tx, told, act, (texts) => {
    const { told: say, appeal } = texts.admin;
    return {
      line: say.removed(removed.name, removed.day, why(texts)),
      buttons: [{ action: actionId({ do: 'appeal', audit: act }), label: appeal.button, style: 'secondary' }],
    };
  });
}
