import type { Reply } from '../actions.ts';
import { factsOf } from '../challenge/rule-change.ts';
import type { InboundCommand } from '../inbound.ts';
import { zoneAt } from '../model/day.ts';
import { read, replay } from '../model/streak/index.ts';
import type { Tx } from '../store.ts';
import { dayMeant, type Managed, managing, tellMember } from './admin.ts';
import { callOf } from './on-challenge.ts';
import { type CommandDeps, done, problem } from './run.ts';

/** `/admin add`: adds a check-in without a proof, for a day of the challenge that has come; at most one a day. */
export function adminAdd(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return managing(deps, event, async (tx, managed) => {
    const { challenge, name, of, reason, texts, zones, theirToday } = managed;
    const meant = dayMeant(managed, event.options.day ?? '');
    if (!meant.ok) return meant.reply;
    const { day } = meant;
    const at = deps.clock.now();
    const check = { day, at, zone: zoneAt(zones, at), late: day < theirToday };
    if (!(await tx.addDay(challenge.id, of.id, check)))
      return problem(texts.admin.answer.alreadyDone(of.name, name, day));
    await tx.factsChanged(challenge.id, of.id);
    const audit = await noted(tx, managed, { what: 'checkInAdded', day, call: callOf(event) });
    await tellMember(tx, managed, audit, ({ admin }) => ({ line: admin.told.added(name, day, reason) }));
    deps.log.info('check_in.added', { challenge: challenge.id, member: of.id, day, audit });
    return done(texts.admin.answer.added(of.name, name, day));
  });
}

/** `/admin freeze`: grants one more freeze from today on: at most one a day, and never above the member's cap. */
export function adminFreeze(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return managing(deps, event, async (tx, managed) => {
    const { challenge, name, of, reason, texts, theirToday, workspace } = managed;
    const { answer } = texts.admin;
    const { freezeEvery, freezeCap, endsOn, endedAt } = challenge;
    // After the challenge's last day, closed or not, no day is left that a freeze could stand in for (R10).
    if (endedAt !== null || (endsOn !== null && theirToday > endsOn))
      return problem(texts.challenge.answer.alreadyEnded(name));
    if (freezeEvery === null || freezeCap === 0) return problem(answer.noFreezes(name));
    const [facts] = await tx.memberFacts(challenge.id, { only: of.id });
    if (!facts) return problem(answer.notJoined(of.name, name));
    const now = deps.clock.now();
    const terms = factsOf(challenge, facts, workspace.timezone, now);
    const { freezes } = read(replay(terms, now), terms, now);
    if (freezes >= freezeCap) return problem(answer.freezesFull(of.name, freezeCap));
    if (!(await tx.grantFreeze(challenge.id, of.id, theirToday)))
      return problem(answer.grantedToday(of.name, name));
    await tx.factsChanged(challenge.id, of.id);
    const audit = await noted(tx, managed, { what: 'freezeGranted', day: theirToday, call: callOf(event) });
    const left = freezes + 1;
    await tellMember(tx, managed, audit, ({ admin }) => ({ line: admin.told.granted(name, left, reason) }));
    deps.log.info('freeze.granted', { challenge: challenge.id, member: of.id, day: theirToday, audit });
    return done(answer.granted(of.name, name, left));
  });
}

async function noted(
  tx: Tx,
  { workspace, member, challenge, of, reason }: Managed,
  act: Pick<Parameters<Tx['audit']>[0], 'what' | 'day' | 'call'>,
): Promise<string> {
  const { id } = await tx.audit({
    workspace: workspace.id,
    actor: member.id,
    challenge: challenge.id,
    member: of.id,
    reason,
    ...act,
  });
  return id;
}
