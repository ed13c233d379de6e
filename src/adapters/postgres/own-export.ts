import type { AuditedAct } from '../../core/challenge/audit.ts';
import type { Instant } from '../../core/model/day.ts';
import type { MemberId, MessageRef } from '../../core/model/ids.ts';
import { clockText } from '../../core/nudge/read-times.ts';
import type { MemberExport } from '../../core/own/export.ts';
import type { Challenge, CheckIn, Member } from './generated/client.ts';
import { checkInOf, iso, isoOr, type LinkTo, readProofs } from './own-proofs.ts';
import { civil } from './tx/challenge-row.ts';
import { languageNote } from './tx/pal.ts';
import { zoneNote } from './tx/rests.ts';
import type { PrismaTx } from './unit-of-work.ts';

/**
 * Reads everything about a member, in the transaction's snapshot. Whatever table names a member is read here, or a test names the
 * reason (test/integration/own/every-column.test.ts). One query after another: relations that are read along would be asked for at the
 * same time, which a transaction's one connection cannot do.
 */
export async function readExport(
  prisma: PrismaTx,
  id: MemberId,
  at: Instant,
  linkTo: LinkTo,
): Promise<MemberExport | null> {
  const member = await prisma.member.findUnique({ where: { id } });
  if (!member) return null;
  const workspace = await prisma.workspace.findUniqueOrThrow({ where: { id: member.workspaceId } });
  const checkIns = await prisma.checkIn.findMany({
    where: { memberId: id },
    orderBy: [{ day: 'asc' }, { at: 'asc' }, { id: 'asc' }],
  });
  const acts = await prisma.audit.findMany({
    where: { OR: [{ memberId: id }, { actorId: id }] },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const who = (other: string | null) => (other === null ? 'nobody' : other === id ? 'you' : 'another');
  return {
    format: 'boost-pal-member',
    version: 1,
    madeAt: iso(new Date(at)),
    workspace: {
      platform: workspace.platform,
      ref: workspace.ref,
      name: workspace.name,
      timezone: workspace.timezone,
    },
    member: { id, ref: member.ref, name: member.name, firstSeenAt: iso(member.createdAt) },
    settings: await readSettings(prisma, member),
    challenges: await readChallenges(prisma, id, checkIns),
    proofs: await readProofs(prisma, id, checkIns, removedBy(acts), linkTo),
    talks: await readTalks(prisma, id, linkTo),
    nudges: await readNudges(prisma, id),
    acts: acts.map((act) => ({
      at: iso(act.at),
      what: act.what,
      by: who(act.actorId),
      about: who(act.memberId),
      challenge: act.challengeId,
      proof: act.memberId === id ? act.proofId : null,
      day: act.day && civil(act.day),
      reason: act.reason,
    })),
    modelUse: await readModelUse(prisma, id),
  };
}

/** The proofs whose check-ins a manager removed. */
function removedBy(acts: readonly { readonly what: string; readonly detail: unknown }[]) {
  const removed = acts.filter(({ what }) => what === ('checkInRemoved' satisfies AuditedAct));
  return new Set(removed.flatMap(({ detail }) => (detail as { proofs?: string[] } | null)?.proofs ?? []));
}

async function readSettings(prisma: PrismaTx, member: Member): Promise<MemberExport['settings']> {
  const { id } = member;
  const ofMember = { where: { memberId: id } };
  const notes = await prisma.note.findMany({ where: { key: { in: [languageNote(id), zoneNote(id)] } } });
  const has = (key: string) => notes.some((note) => note.key === key);
  const zones = await prisma.memberZone.findMany({ ...ofMember, orderBy: { from: 'asc' } });
  const nudge = await prisma.memberNudge.findUnique(ofMember);
  const choices = await prisma.proofChoice.findMany({ ...ofMember, orderBy: { chosenAt: 'asc' } });
  return {
    language: member.locale,
    languageChosen: has(languageNote(id)),
    character: member.character,
    tone: member.tone,
    zones: zones.map(({ from, zone }) => ({ from: iso(from), zone })),
    zoneChosen: has(zoneNote(id)),
    nudges: nudge && {
      on: nudge.on,
      offeredAt: isoOr(nudge.offeredAt),
      time: clockText(nudge.minute),
      zone: nudge.zone,
      weekdays: nudge.weekdays,
      onlyAtRisk: nudge.onlyAtRisk,
      style: nudge.style,
      via: nudge.via,
      since: iso(nudge.since),
      pausedReason: nudge.pausedReason,
      mutedUntil: nudge.mutedUntil && civil(nudge.mutedUntil),
    },
    choices: choices.map(({ channelRef, kind, challengeId, chosenAt }) => ({
      channel: channelRef,
      kind,
      challenge: challengeId,
      chosenAt: iso(chosenAt),
    })),
  };
}

/** The challenges the member took part in, made or has records in: one that others keep to themselves is never among them. */
async function readChallenges(
  prisma: PrismaTx,
  memberId: MemberId,
  checkIns: readonly CheckIn[],
): Promise<MemberExport['challenges']> {
  const ofMember = { where: { memberId } };
  const enrollments = await prisma.enrollment.findMany(ofMember);
  const rests = await prisma.rest.findMany({ ...ofMember, orderBy: [{ fromDay: 'asc' }, { id: 'asc' }] });
  const grants = await prisma.freezeGrant.findMany({ ...ofMember, orderBy: [{ day: 'asc' }, { id: 'asc' }] });
  const known = [enrollments, rests, grants, checkIns].flatMap((rows) =>
    rows.map(({ challengeId }) => challengeId),
  );
  const rows = await prisma.challenge.findMany({
    where: { OR: [{ createdBy: memberId }, { id: { in: [...new Set(known)] } }] },
    orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => {
    const enrollment = enrollments.find(({ challengeId }) => challengeId === row.id);
    const ofIt = ({ challengeId }: { readonly challengeId: string }) => challengeId === row.id;
    return {
      ...challengeOf(row),
      madeByYou: row.createdBy === memberId,
      enrollment: enrollment
        ? {
            joinedOn: civil(enrollment.joinedOn),
            leftAt: isoOr(enrollment.leftAt),
            backOn: enrollment.backOn && civil(enrollment.backOn),
            onBoard: enrollment.onBoard,
          }
        : null,
      rests: rests.filter(ofIt).map(({ kind, fromDay, toDay, madeAt }) => ({
        kind,
        from: civil(fromDay),
        to: civil(toDay),
        madeAt: iso(madeAt),
      })),
      freezes: grants.filter(ofIt).map(({ day, n }) => ({ day: civil(day), count: n })),
      addedDays: checkIns.filter((each) => ofIt(each) && each.proofId === null).map(checkInOf),
    };
  });
}

function challengeOf(row: Challenge) {
  return {
    id: row.id,
    title: row.title,
    emoji: row.emoji,
    category: row.category,
    channel: row.channelRef,
    goal: row.goal,
    ruleFrom: row.ruleFrom && civil(row.ruleFrom),
    earlierRules: row.earlierRules,
    proofKind: row.proofKind,
    startsOn: civil(row.startsOn),
    endsOn: row.endsOn && civil(row.endsOn),
    timezone: row.timezone,
    weekStart: row.weekStart,
    graceMinutes: row.graceMinutes,
    startedAt: isoOr(row.startedAt),
    endedAt: isoOr(row.endedAt),
  };
}

async function readTalks(
  prisma: PrismaTx,
  memberId: MemberId,
  linkTo: LinkTo,
): Promise<MemberExport['talks']> {
  const rows = await prisma.talkTurn.findMany({
    where: { memberId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    thread: row.threadRef,
    message: row.messageRef,
    link: row.deletedAt === null ? linkTo(row.messageRef as MessageRef) : null,
    at: iso(row.at),
    text: row.text,
    answer: row.answer,
    source: row.source,
    reason: row.reason,
    deletedAt: isoOr(row.deletedAt),
  }));
}

async function readNudges(prisma: PrismaTx, memberId: MemberId): Promise<MemberExport['nudges']> {
  const rows = await prisma.memberNudgeSlot.findMany({ where: { memberId }, orderBy: { day: 'asc' } });
  return rows.map((slot) => ({
    day: civil(slot.day),
    plannedAt: iso(slot.plannedAt),
    state: slot.state,
    reason: slot.reason,
    turn: slot.turn,
    at: iso(slot.updatedAt),
  }));
}

/** A call that nobody settled counts at what was held back for it, as it does for the budget. */
const readModelUse = (prisma: PrismaTx, member: MemberId) =>
  prisma.$queryRaw<MemberExport['modelUse']>`
    select day::text as day, purpose, model, count(*)::int as calls, coalesce(sum(tokens_in), 0)::int as "tokensIn",
      coalesce(sum(tokens_cached), 0)::int as "tokensCached", coalesce(sum(tokens_out), 0)::int as "tokensOut",
      coalesce(sum(coalesce(spent, reserved)), 0)::float8 as microdollars
    from model_call where member_id = ${member}::uuid
    group by 1, 2, 3 order by 1, 2, 3`;
