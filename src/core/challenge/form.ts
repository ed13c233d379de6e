import type { ActionId } from '../actions.ts';
import type { Messages } from '../messages/index.ts';
import type { CivilDay, Weekday } from '../model/day.ts';
import { formatGoal, type Goal } from '../model/goal.ts';
import type { FormField, FormView } from '../views.ts';
import { categories, proofKinds } from './challenge.ts';
import { type FieldName, fieldsOf } from './form-fields.ts';
import type { FormPart } from './form-parts.ts';
import type { ChallengeSettings } from './settings.ts';
import { nameOf } from './title.ts';

interface FormOptions {
  readonly action: ActionId;
  readonly title: string;
  readonly submit: string;
  readonly part: FormPart;
  readonly texts: Messages;
}

const week: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** A part of a challenge's form, filled with the given settings. */
export function challengeForm(settings: ChallengeSettings, options: FormOptions): FormView {
  const { action, title, submit, part, texts } = options;
  const fields = fieldsOf(part, settings.goal).map((name) => fieldOf(name, settings, part, texts));
  return { action, title, submit, fields };
}

function fieldOf(
  name: FieldName,
  settings: ChallengeSettings,
  part: FormPart,
  messages: Messages,
): FormField {
  const texts = messages.challenge;
  const label = texts.label[name];
  const hint = texts.hint[name];
  const head = { name, label, ...(hint === undefined ? {} : { hint }) };
  const text = (value: string, maxLength: number, required = false): FormField => ({
    ...head,
    kind: 'text',
    value,
    required,
    maxLength,
  });
  const choice = (value: string, options: readonly Option[]): FormField => ({
    ...head,
    kind: 'choice',
    value,
    required: true,
    options: withCurrent(options, value),
  });
  switch (name) {
    case 'title':
      return text(part === 'all' ? settings.title : nameOf(settings), 100, true);
    case 'goal':
      return choice(goalValue(settings.goal), goalOptions(settings.goal, messages));
    case 'weekdays':
      return {
        ...head,
        kind: 'choices',
        values: settings.goal.kind === 'weekdays' ? settings.goal.days.map(String) : [],
        required: false,
        options: week.map((day) => ({ value: String(day), label: texts.weekday(day) })),
      };
    case 'startsOn':
      return { ...head, kind: 'date', value: settings.startsOn, required: true };
    case 'endsOn':
      return { ...head, kind: 'date', ...dateValue(settings.endsOn), required: false };
    case 'proof':
      return choice(
        settings.proofKind,
        proofKinds.map((kind) => ({ value: kind, label: messages.proofKind(kind) })),
      );
    case 'minLength':
      return text(settings.minLength === 0 ? '' : String(settings.minLength), 5);
    case 'channel':
      return { ...head, kind: 'channel', value: settings.channel, required: true };
    case 'timezone':
      return text(settings.timezone, 60, true);
    case 'grace':
      return choice(
        String(settings.graceMinutes),
        [0, 60, 120, 180].map((minutes) => ({ value: String(minutes), label: texts.dayEnds(minutes) })),
      );
    case 'weekStart':
      return choice(
        String(settings.weekStart),
        week.map((day) => ({ value: String(day), label: texts.weekday(day) })),
      );
    case 'backfill':
      return choice(
        String(settings.backfillDays),
        [0, 1, 2, 3, 7].map((days) => ({ value: String(days), label: texts.backfill(days) })),
      );
    case 'freezes':
      return choice(freezeValue(settings), freezeOptions(settings, messages));
    case 'teamGoal':
      return text(settings.teamGoal === null ? '' : String(settings.teamGoal), 7);
    case 'category':
      return {
        ...head,
        kind: 'choice',
        ...(settings.category === null ? {} : { value: settings.category }),
        required: false,
        options: categories.map((category) => ({ value: category, label: texts.category(category) })),
      };
    case 'emoji':
      return text(settings.emoji ?? '', 30);
    case 'endNotices':
      return {
        ...head,
        kind: 'choices',
        values: settings.endNotices.map(String),
        required: false,
        options: [14, 3].map((days) => ({ value: String(days), label: texts.noticeDays(days) })),
      };
  }
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/**
 * The options and the current value: a value that is set is offered, so that it can be kept, even if it is no longer a regular
 * option.
 */
function withCurrent(options: readonly Option[], value: string): readonly Option[] {
  return options.some((option) => option.value === value) ? options : [...options, { value, label: value }];
}

const dateValue = (day: CivilDay | null) => (day === null ? {} : { value: day });

const goalValue = (goal: Goal): string =>
  goal.kind === 'weekdays' && !namedWeekdays.includes(formatGoal(goal)) ? 'weekdays' : formatGoal(goal);
const namedWeekdays = ['weekdays:1,2,3,4,5', 'weekdays:6,7'];

function goalOptions(current: Goal, messages: Messages): readonly Option[] {
  const goals: readonly Goal[] = [
    { kind: 'daily' },
    ...([1, 2, 3, 4, 5, 6] as const).map((n) => ({ kind: 'perWeek', n }) as const),
    ...([2, 3, 4, 5, 7, 10, 14] as const).map((n) => ({ kind: 'everyNDays', n }) as const),
  ];
  const offered = goals.map((goal) => ({ value: formatGoal(goal), label: messages.challenge.goal(goal) }));
  const { form, challenge } = messages;
  const isOffered = current.kind === 'weekdays' || offered.some(({ value }) => value === formatGoal(current));
  return [
    ...offered.slice(0, 1),
    { value: 'weekdays:1,2,3,4,5', label: form.weekdays },
    { value: 'weekdays:6,7', label: form.weekends },
    { value: 'weekdays', label: challenge.pickedWeekdays },
    ...offered.slice(1),
    ...(isOffered ? [] : [{ value: formatGoal(current), label: messages.challenge.goal(current) }]),
  ];
}

function freezeValue({ freezeCap, freezeEvery }: ChallengeSettings): string {
  return freezeEvery === null ? 'none' : `${freezeCap}:${freezeEvery}`;
}

function freezeOptions(settings: ChallengeSettings, messages: Messages): readonly Option[] {
  const offered: (readonly [cap: number, every: number])[] = [1, 2, 3].flatMap((cap) =>
    [7, 14, 30].map((every) => [cap, every] as const),
  );
  const { freezeCap: cap, freezeEvery: every } = settings;
  if (every !== null && !offered.some((pair) => pair[0] === cap && pair[1] === every))
    offered.push([cap, every]);
  const { freezes } = messages.challenge;
  return [
    { value: 'none', label: freezes(null) },
    ...offered.map(([cap, every]) => ({ value: `${cap}:${every}`, label: freezes({ cap, every }) })),
  ];
}
