import { actionId, type Reply } from '../actions.ts';
import { type ProofKind, proofKinds } from '../challenge/challenge.ts';
import { newChallenge } from '../challenge/new-challenge.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { type Messages, messagesFor } from '../messages/index.ts';
import { type CivilDay, dayOf, parseDay } from '../model/day.ts';
import { formatGoal, type Goal, goalSentence, parseGoal } from '../model/goal.ts';
import type { ChallengeId, DeliveryKey } from '../model/ids.ts';
import type { Locale } from '../model/locale.ts';
import type { FormView } from '../views.ts';
import { asking, type CommandDeps, done, problem } from './run.ts';

const maxTitle = 100;
/** The ends of a day and a week that a challenge starts with (product: 03:00, Monday). */
const terms = { weekStart: 1, graceMinutes: 180 } as const;

/** `/challenge create`: the form, answered at once from nothing but the event. */
export function challengeCreateForm(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  fallback: Locale,
): Reply {
  const texts = messagesFor(event.locale ?? fallback);
  if (!event.member.manager) return problem(texts.answer.managersOnly());
  const today = dayOf(deps.clock.now(), event.member.zone ?? 'UTC', 0);
  return { kind: 'form', form: createForm(texts, today) };
}

function createForm(texts: Messages, today: CivilDay): FormView {
  const goals: readonly { goal: Goal; label: string }[] = [
    { goal: { kind: 'daily' }, label: texts.goal({ kind: 'daily' }) },
    { goal: { kind: 'weekdays', days: [1, 2, 3, 4, 5] }, label: texts.form.weekdays },
    { goal: { kind: 'weekdays', days: [6, 7] }, label: texts.form.weekends },
    ...([1, 2, 3, 4, 5, 6] as const).map((n) => {
      const goal = { kind: 'perWeek', n } as const;
      return { goal, label: texts.goal(goal) };
    }),
    ...([2, 3, 7] as const).map((n) => {
      const goal = { kind: 'everyNDays', n } as const;
      return { goal, label: texts.goal(goal) };
    }),
  ];
  const { form } = texts;
  return {
    action: actionId({ do: 'createChallenge' }),
    title: form.createTitle,
    submit: form.submit,
    fields: [
      {
        kind: 'text',
        name: 'title',
        label: form.title,
        hint: form.titleHint,
        required: true,
        maxLength: maxTitle,
      },
      {
        kind: 'choice',
        name: 'goal',
        label: form.goal,
        value: 'daily',
        required: true,
        options: goals.map(({ goal, label }) => ({ value: formatGoal(goal), label })),
      },
      {
        kind: 'choice',
        name: 'proof',
        label: form.proof,
        value: 'either',
        required: true,
        options: proofKinds.map((kind) => ({ value: kind, label: texts.proofKind(kind) })),
      },
      { kind: 'text', name: 'startsOn', label: form.startsOn, value: today, required: true, maxLength: 10 },
      {
        kind: 'text',
        name: 'endsOn',
        label: form.endsOn,
        hint: form.endsOnHint,
        required: false,
        maxLength: 10,
      },
    ],
  };
}

/** The form, sent: checked, made once, and the channel welcomed. */
export function challengeCreate(deps: CommandDeps, event: InboundAction): Promise<Reply> {
  return asking(deps, event, async (tx, { workspace, member, texts, locale }) => {
    if (!event.member.manager) return problem(texts.answer.managersOnly());
    const read = readForm(event.values, texts);
    if (!read.ok) return problem(read.line);
    const { id, made } = await tx.createChallenge(
      newChallenge({
        ...read.rule,
        workspace: workspace.id,
        channel: event.channel,
        timezone: workspace.timezone,
        createdBy: member.id,
        startedAt: deps.clock.now(),
        call: `${event.platform}:${event.id}`,
      }),
    );
    const sentence = goalSentence(read.rule.goal, terms, locale);
    if (made) {
      deps.log.info('challenge.created', { challenge: id, workspace: workspace.id });
      const said = messagesFor(workspace.locale);
      await tx.deliver(workspace.id, null, `welcome:${id}` as DeliveryKey, {
        do: 'post',
        target: { kind: 'channel', channel: event.channel },
        view: welcomeView(said, workspace.locale, id, read.rule),
      });
    }
    return done(texts.answer.challengeCreated(read.rule.title, sentence));
  });
}

/** What the channel sees when a challenge starts. */
export function welcomeView(
  texts: Messages,
  locale: Locale,
  challenge: ChallengeId,
  rule: { title: string; goal: Goal; proofKind: ProofKind; startsOn: CivilDay },
) {
  return {
    view: 'welcome',
    title: rule.title,
    lines: texts.welcome(goalSentence(rule.goal, terms, locale), rule.proofKind, rule.startsOn),
    buttons: [
      { action: actionId({ do: 'join', challenge }), label: texts.button.join, style: 'primary' },
      { action: actionId({ do: 'info', challenge }), label: texts.button.info, style: 'secondary' },
    ],
  } as const;
}

type ReadForm =
  | {
      readonly ok: true;
      readonly rule: {
        title: string;
        goal: Goal;
        proofKind: ProofKind;
        startsOn: CivilDay;
        endsOn: CivilDay | null;
      };
    }
  | { readonly ok: false; readonly line: ReturnType<Messages['answer']['failed']> };

/** Reads a sent form; what is wrong is named with what was typed. */
function readForm(values: Readonly<Record<string, string>>, texts: Messages): ReadForm {
  const title = cleanTitle(values.title ?? '');
  if (title === '') return { ok: false, line: texts.answer.titleMissing() };
  const goal = parseGoal(values.goal ?? 'daily');
  if (goal.kind === 'invalid') return { ok: false, line: texts.answer.failed() };
  const proofKind = proofKinds.find((kind) => kind === (values.proof ?? 'either')) ?? 'either';
  const startText = (values.startsOn ?? '').trim();
  const startsOn = parseDay(startText);
  if (!startsOn) return { ok: false, line: texts.answer.noSuchDate(startText) };
  const endText = (values.endsOn ?? '').trim();
  const endsOn = endText === '' ? null : parseDay(endText);
  if (endText !== '' && !endsOn) return { ok: false, line: texts.answer.noSuchDate(endText) };
  if (endsOn !== null && endsOn < startsOn) return { ok: false, line: texts.answer.endBeforeStart() };
  return { ok: true, rule: { title, goal: goal.goal, proofKind, startsOn, endsOn } };
}

/** One line, nothing invisible, no direction tricks, at most a hundred graphemes. */
export function cleanTitle(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, (run) => (/\u200d/.test(run) ? '\u200d' : ' '));
  const graphemes = [
    ...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(plain.replace(/\s+/g, ' ').trim()),
  ];
  return graphemes
    .slice(0, maxTitle)
    .map(({ segment }) => segment)
    .join('');
}
