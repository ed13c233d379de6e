import { actionId, type Reply } from '../actions.ts';
import { dueOn } from '../challenge/next-weeks.ts';
import type { InboundAction } from '../inbound.ts';
import { type CivilDay, dayOf, daysBetween } from '../model/day.ts';
import type { MemberId } from '../model/ids.ts';
import { isQuietAt } from '../nudge/personal/judge.ts';
import { dayAbout, endOf, type OwnChallenge, standingAt } from '../nudge/personal/own.ts';
import { readOwn } from '../nudge/personal/read-own.ts';
import { type Later, laters } from '../nudge/personal/settings.ts';
import type { Addressee, PersonalSlot } from '../nudge/personal/store.ts';
import { clockText } from '../nudge/read-times.ts';
import { momentText } from '../record/moment.ts';
import type { Tx } from '../store.ts';
import { switchOff } from './nudge-me.ts';
import { refused } from './refused.ts';
import { restDays } from './rest.ts';
import { type Asked, asking, type CommandDeps, done, problem } from './run.ts';

interface Pressed {
  readonly member: MemberId;
  readonly day: CivilDay;
}

/** [Later] on a nudge: asks how much later. */
export function nudgeLater(deps: CommandDeps, event: InboundAction, pressed: Pressed): Promise<Reply> {
  return onOwnNudge(deps, event, pressed, async (_tx, { texts }) => {
    const { answer, button } = texts.personal;
    const buttons = laters.map((minutes) => ({
      action: actionId({ do: 'nudgeAgain', ...pressed, in: minutes }),
      label: button.in(minutes),
      style: 'secondary' as const,
    }));
    return done(answer.which(), buttons);
  });
}

/** Sends the nudge again later, about the same day: as a further turn of its slot. Pressed twice, it comes once. */
export function nudgeAgain(
  deps: CommandDeps,
  event: InboundAction,
  pressed: Pressed & { readonly in: Later },
): Promise<Reply> {
  return onOwnNudge(deps, event, pressed, async (tx, { texts, member }, to, slot) => {
    const { answer } = texts.personal;
    const now = deps.clock.now();
    const at = now + pressed.in * 60_000;
    const zone = to.nudge?.zone ?? to.zone;
    const said = (instant: number) => momentText(instant, now, zone, texts);
    if (!to.nudge?.on || to.nudge.pausedReason !== null) return problem(answer.offAlready());
    if (slot.state === 'pending') return done(answer.laterAlready(said(slot.plannedAt)));
    const open = (await openAbout(tx, member.id, slot, now)).map(({ challenge, day }) =>
      endOf(challenge, day, zone),
    );
    if (open.length === 0) return done(answer.nothingOpen());
    const { from, to: until } = to.home.quiet;
    if (isQuietAt(to.home, zone, at))
      return problem(answer.laterQuiet(said(at), clockText(from), clockText(until)));
    const last = Math.max(...open);
    if (at >= last) return problem(answer.laterTooLate(said(at), said(last)));
    await tx.laterPersonal({ member: member.id, day: pressed.day, turn: slot.turn + 1 }, at);
    deps.log.info('nudge_me.later', { member: member.id, day: pressed.day, turn: slot.turn + 1 });
    return done(answer.later(said(at)));
  });
}

/** [Rest today] on a nudge: takes the day the nudge was about off, in every challenge where it is still open, even after midnight. */
export function nudgeRest(deps: CommandDeps, event: InboundAction, pressed: Pressed): Promise<Reply> {
  return onOwnNudge(deps, event, pressed, async (tx, asked, _to, slot) => {
    const open = await openAbout(tx, asked.member.id, slot, deps.clock.now());
    if (open.length === 0) return done(asked.texts.personal.answer.nothingOpen());
    const days = new Map(open.map(({ challenge, day }) => [challenge.challenge.id, day]));
    return restDays(deps, tx, asked, days);
  });
}

/** [Turn off] on a nudge: switches the member's own nudges off. */
export function nudgeOffBy(deps: CommandDeps, event: InboundAction, member: MemberId): Promise<Reply> {
  return asking(deps, event, async (tx, asked) =>
    asked.member.id === member ? switchOff(deps, tx, asked) : notYours(tx, deps, asked, member),
  );
}

/**
 * The challenges in which the day a nudge was about is neither done nor off yet. A press after midnight is still about that day,
 * but not about a day that ended a whole day before.
 */
async function openAbout(
  tx: Tx,
  member: MemberId,
  slot: PersonalSlot,
  now: number,
): Promise<readonly { readonly challenge: OwnChallenge; readonly day: CivilDay }[]> {
  return (await readOwn(tx, member, now)).flatMap((challenge) => {
    const day = dayAbout(challenge, slot.plannedAt);
    const { streak, terms, is } = standingAt(challenge, now);
    if (daysBetween(day, streak.today) > 1 || (streak.lastDone !== null && streak.lastDone >= day)) return [];
    if (day === streak.today && is !== 'open') return [];
    const off = terms.restDays.includes(day);
    const rules = { ...challenge.rule, rules: terms.rules, timezone: '' };
    return off || dueOn(day, { ...rules, pauses: terms.pauses }) === 'none' ? [] : [{ challenge, day }];
  });
}

/**
 * Runs `work` for a button on a nudge: only the nudged member may press, and only while the slot is at most two days old. Two
 * presses at once come one after the other.
 */
function onOwnNudge(
  deps: CommandDeps,
  event: InboundAction,
  { member, day }: Pressed,
  work: (tx: Tx, asked: Asked, to: Addressee, slot: PersonalSlot) => Promise<Reply>,
): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    if (asked.member.id !== member) return notYours(tx, deps, asked, member);
    const to = await tx.lockPersonal(member);
    const slot = to && (await tx.lockPersonalSlot(member, day));
    if (!slot || daysBetween(day, dayOf(deps.clock.now(), to.zone, 0)) > 2)
      return problem(asked.texts.personal.answer.gone());
    return work(tx, asked, to, slot);
  });
}

async function notYours(tx: Tx, deps: CommandDeps, asked: Asked, member: MemberId): Promise<Reply> {
  const { workspace, texts } = asked;
  const theirs = await tx.lockPersonal(member);
  // A member of another workspace is not even named.
  if (theirs?.home.id !== workspace.id) return refused(deps, asked, texts.answer.unknownButton());
  return refused(deps, asked, texts.personal.answer.notYours(theirs.member.name));
}
