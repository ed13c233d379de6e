import { actionId, type Reply } from '../actions.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { addDays, dayOf, daysBetween, type Instant } from '../model/day.ts';
import { isZone } from '../model/zone.ts';
import { type PersonalProblem, personalForm, readPersonal } from '../nudge/personal/form.ts';
import { readNews, releaseNews } from '../nudge/personal/news.ts';
import { readOwn } from '../nudge/personal/read-own.ts';
import { toldResting } from '../nudge/personal/resting.ts';
import { personalAhead } from '../nudge/personal/schedule.ts';
import { longestMute, usualTimes } from '../nudge/personal/settings.ts';
import type { Addressee } from '../nudge/personal/store.ts';
import { clockText } from '../nudge/read-times.ts';
import { type PlannedNudge, previewMs } from '../nudge/schedule.ts';
import type { Tx } from '../store.ts';
import type { ChallengeListView, Line } from '../views.ts';
import { firstOf, nudgeMoment } from './nudge-preview.ts';
import { readDay } from './read-day.ts';
import { type Asked, asking, type CommandDeps, done, problem } from './run.ts';

/** `/nudge me` and the button of the offer: opens the form for the asker's own nudges. */
export function nudgeMe(deps: CommandDeps, event: InboundCommand | InboundAction): Promise<Reply> {
  return asking(deps, event, async (tx, { member, texts, locale }) => {
    const to = await addressee(tx, member.id);
    const privately = deps.privateNotice(event.platform);
    const form = personalForm(to.nudge ?? usualTimes, { texts, locale, zone: to.zone, privately });
    return { kind: 'form', form };
  });
}

/** The submitted form: saves the settings, in force from the next planned nudge on. */
export function nudgeSave(deps: CommandDeps, event: InboundAction): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { member, texts } = asked;
    const to = await addressee(tx, member.id);
    const read = readPersonal(event.values, to.nudge ?? usualTimes, to.home.quiet);
    if (!read.ok) return wrong(read.problem, to, asked);
    const now = deps.clock.now();
    await tx.savePersonal(member.id, read.times, { zone: to.zone, since: now });
    const saved = await addressee(tx, member.id);
    await releaseUnlessDue(tx, saved, now);
    deps.log.info('nudge_me.set', { member: member.id, style: read.times.style, via: read.times.via });
    const [next] = await ownAhead(tx, saved, now);
    const days = texts.nudge.weekdays(read.times.weekdays);
    const { answer } = texts.personal;
    const privately = deps.privateNotice(event.platform);
    const moment = next ? nudgeMoment(next, to.zone, texts) : null;
    const lines: readonly Line[] = [
      answer.set(days, clockText(read.times.minute), to.zone, moment),
      answer.fallback(read.times.via, privately),
    ];
    return { kind: 'message', view: { view: 'answer', tone: 'done', lines, buttons: [] } };
  });
}

function wrong(why: PersonalProblem, { home }: Addressee, { texts }: Asked): Reply {
  const { personal } = texts;
  const line = problemLine();
  const retry = {
    action: actionId({ do: 'nudgeForm' }),
    label: personal.form.again,
    style: 'primary',
  } as const;
  return { kind: 'message', view: { view: 'answer', tone: 'problem', lines: [line], buttons: [retry] } };

  function problemLine(): Line {
    switch (why.what) {
      case 'time':
        return personal.problem(why.problem);
      case 'weekdays':
        return personal.noWeekdays();
      case 'quiet':
        return personal.quietHours(why.time, clockText(home.quiet.from), clockText(home.quiet.to));
    }
  }
}

/** [No] on the offer: nudges are not offered again. */
export function nudgeNo(deps: CommandDeps, event: InboundAction): Promise<Reply> {
  return asking(deps, event, async (_, { texts }) => done(texts.personal.offer.declined()));
}

/** `/nudge off`: switches the asker's own nudges off. */
export function nudgeOff(deps: CommandDeps, event: InboundCommand | InboundAction): Promise<Reply> {
  return asking(deps, event, (tx, asked) => switchOff(deps, tx, asked));
}

/** Switches the member's own nudges off. News that waited to be told with a nudge is sent by itself. */
export async function switchOff(deps: CommandDeps, tx: Tx, { member, texts }: Asked): Promise<Reply> {
  const { answer } = texts.personal;
  await addressee(tx, member.id);
  if (!(await tx.switchPersonalOff(member.id))) return done(answer.offAlready());
  await releaseNews(tx, member.id, null, deps.clock.now());
  deps.log.info('nudge_me.off', { member: member.id });
  return done(answer.off());
}

/** `/nudge snooze`: no nudges up to and including a day; today when none is named. */
export function nudgeSnooze(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, { member, texts }) => {
    const { answer } = texts.personal;
    const to = await addressee(tx, member.id);
    if (!to.nudge?.on) return problem(answer.none());
    const today = dayOf(deps.clock.now(), to.zone, 0);
    const typed = event.options.until?.trim() ?? '';
    const read = typed === '' ? ({ kind: 'day', day: today } as const) : readDay(typed, today);
    if (read.kind === 'noSuchDate') return problem(texts.answer.noSuchDate(read.text));
    if (read.day < today) return problem(answer.mutePast(read.day));
    if (daysBetween(today, read.day) >= longestMute) return problem(answer.muteTooLong(longestMute));
    await tx.mutePersonal(member.id, read.day);
    await releaseNews(tx, member.id, null, deps.clock.now());
    deps.log.info('nudge_me.snoozed', { member: member.id, until: read.day });
    return done(answer.muted(read.day));
  });
}

/** The asker's own nudges as an item of `/nudge list`; null for a member who was never offered any. */
export async function ownItem(
  tx: Tx,
  deps: CommandDeps,
  { member, texts, event }: Asked,
): Promise<ChallengeListView['items'][number] | null> {
  const { nudge, zone } = await addressee(tx, member.id);
  if (!nudge) return null;
  const { list, form } = texts.personal;
  const change = { action: actionId({ do: 'nudgeForm' }), label: list.change, style: 'secondary' } as const;
  if (!nudge.on) return { title: list.heading, line: list.off(), buttons: [change] };
  if (nudge.pausedReason !== null) return { title: list.heading, line: list.closed(), buttons: [change] };
  const privately = deps.privateNotice(event.platform);
  const { minute, weekdays, onlyAtRisk, style, via, mutedUntil } = nudge;
  const today = dayOf(deps.clock.now(), zone, 0);
  const line: Line = [
    ...list.line(texts.nudge.weekdays(weekdays), clockText(minute), nudge.zone),
    list.details(onlyAtRisk, form.styles[style], form.vias(privately)[via]),
    ...(mutedUntil !== null && mutedUntil >= today ? [list.muted(mutedUntil)] : []),
    ...(isZone(nudge.zone) ? [] : texts.nudge.list.zoneGone(nudge.zone)),
  ];
  return { title: list.heading, line, buttons: [change] };
}

/** The asker's own nudges of the next 30 days, line by line; null when they are off. */
export async function ownPreview(
  tx: Tx,
  deps: CommandDeps,
  { member, texts }: Asked,
): Promise<readonly Line[] | null> {
  const to = await addressee(tx, member.id);
  if (!to.nudge?.on || to.nudge.pausedReason !== null) return null;
  const { preview } = texts.personal;
  const ahead = await ownAhead(tx, to, deps.clock.now());
  if (ahead.length === 0) return [preview.nothing()];
  const { zone } = to.nudge;
  return [
    preview.heading(ahead.length, zone),
    ...firstOf(
      ahead.map((planned) => nudgeMoment(planned, zone, texts)),
      texts,
    ),
    preview.rule(),
  ];
}

/**
 * The member's own nudges of the next 30 days, if nothing is posted until then; days that have had theirs, and days in care, are
 * left out.
 */
export async function ownAhead(tx: Tx, to: Addressee, now: Instant): Promise<readonly PlannedNudge[]> {
  if (!to.nudge?.on || !isZone(to.nudge.zone)) return [];
  const { id } = to.member;
  const taken = await tx.personalDays(id, addDays(dayOf(now, to.nudge.zone, 0), -1));
  const news = (await readNews(tx, id, now)).length > 0;
  const care = await tx.inCareSince(id);
  const own = await readOwn(tx, id, now);
  const told = await toldResting(tx, to, own, now);
  return personalAhead(to, own, { from: now, to: now + previewMs, taken, news, care, told });
}

/** Sends by itself the news that waits for a nudge, when none comes within the next 24 hours. */
async function releaseUnlessDue(tx: Tx, to: Addressee, now: Instant): Promise<void> {
  const [next] = await ownAhead(tx, to, now);
  if (!next || next.at - now > 24 * 60 * 60_000) await releaseNews(tx, to.member.id, null, now);
}

async function addressee(tx: Tx, member: Addressee['member']['id']): Promise<Addressee> {
  const found = await tx.lockPersonal(member);
  if (!found) throw new Error('whoever asks is a member');
  return found;
}
