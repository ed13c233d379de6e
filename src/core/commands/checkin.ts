import type { Reply } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import type { CountedVerdict } from '../check-in/judge.ts';
import type { Plan } from '../check-in/plan.ts';
import type { ProofPost } from '../check-in/post.ts';
import type { RecordOutcome } from '../check-in/record-proof.ts';
import { choiceButtons, noteFor, whichOne } from '../check-in/sayings.ts';
import type { InboundCommand } from '../inbound.ts';
import type { Messages } from '../messages/index.ts';
import { dayOf } from '../model/day.ts';
import { callRef } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import { creditOf } from '../streak/credit.ts';
import { graceOf } from '../streak/terms.ts';
import type { Button, Line } from '../views.ts';
import { meantChallenge } from './meant-challenge.ts';
import { readDay } from './read-day.ts';
import { asking, type CommandDeps, done, problem } from './run.ts';

/**
 * How long after it a day can still be named (R3), even when its challenge is over (R15); whether it still counts is decided by
 * the rule.
 */
const longestBackfillMs = 16 * 24 * 60 * 60_000;

/**
 * `/checkin`: the given words and photos count at once. The challenge's channel sees what counted on a card in the member's name,
 * wherever the command was typed. Only members of a challenge may check in to it from another channel.
 */
export function checkin(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  const text = event.options.text ?? '';
  return asking(deps, event, async (tx, asked) => {
    const { texts, member, workspace, locale } = asked;
    if (text.trim() === '' && event.attachments.length === 0) return problem(texts.answer.emptyCheckIn());
    const typed = event.options.day?.trim() ?? '';
    const over = typed === '' ? {} : { overSince: event.at - longestBackfillMs };
    const found = await meantChallenge(tx, asked, event.options.challenge, { ownFirst: true, ...over });
    if (!found.ok) return found.reply;
    const { id: challenge, channel } = found.challenge;
    if (channel !== event.channel && !(await tx.enrolledIn(member.id)).includes(challenge))
      return problem(texts.answer.joinFirst(nameOf(found.challenge)));
    const today = dayOf(event.at, member.zone ?? workspace.timezone, graceOf(found.challenge));
    const read = typed === '' ? null : readDay(typed, today);
    if (read?.kind === 'noSuchDate') return problem(texts.answer.noSuchDate(read.text));
    return async () => {
      const post: ProofPost = {
        // The command call stands in for the message until the card is posted.
        message: callRef(event.platform, event.id),
        channel,
        member: {
          ref: event.member.ref,
          name: event.member.name,
          locale: event.member.locale ?? null,
          zone: event.member.zone ?? null,
        },
        at: event.at,
        text,
        attachments: event.attachments,
        origin: { kind: 'command', challenge, forDay: read?.day ?? null },
        privateNotice: false,
      };
      return replyTo(await deps.recordProof(event, post), texts, locale);
    };
  });
}

/**
 * What a member is told about a proof they asked us to count, one line for each challenge. `more` is added where it counted.
 * `own`: the proof is a message of theirs, which they may edit.
 */
export function replyTo(
  outcome: RecordOutcome,
  texts: Messages,
  locale: Locale,
  {
    more = null,
    own = false,
    buttons = [],
  }: { readonly more?: Line | null; readonly own?: boolean; readonly buttons?: readonly Button[] } = {},
): Reply {
  switch (outcome.kind) {
    case 'noChallenge':
      return problem(texts.answer.noChallengeHere());
    case 'nothing':
      return { kind: 'none' };
    case 'recorded': {
      const { verdicts, among, proof, plan } = outcome;
      if (among.length > 0) return done(whichOne(plan, null, locale), choiceButtons(proof, plan));
      const judgedAnew = own && !verdicts.some(({ kind }) => kind === 'counted' || kind === 'alreadyCounted');
      const lines = verdicts.flatMap((verdict) => {
        const line =
          verdict.kind === 'counted'
            ? creditFor(verdict, plan, texts, locale)
            : noteFor(verdict, verdict.title, locale, judgedAnew);
        return line ? [line] : [];
      });
      if (lines.length === 0) return { kind: 'none' };
      const counts = verdicts.some(({ kind }) => kind === 'counted');
      if (counts && more) lines.push([...lines.pop()!, between, ...more]);
      const tone = counts ? 'done' : 'problem';
      return { kind: 'message', view: { view: 'answer', tone, lines, buttons } };
    }
  }
}

const between = ' · ';

function creditFor(verdict: CountedVerdict, { folded }: Plan, texts: Messages, locale: Locale): Line {
  const numbers = folded.get(verdict.challenge)?.after;
  const line = texts.answer.checkedIn(
    verdict.title,
    numbers ? texts.counting.credit(creditOf(numbers, verdict)) : [],
  );
  // The credit names the day; when the check-in came within the grace, a note explains more.
  const note = verdict.calendarDayFrom ? noteFor(verdict, null, locale) : null;
  return note ? [...line, between, ...note] : line;
}
