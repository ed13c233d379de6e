import { actionId } from '../../actions.ts';
import type { Messages } from '../../messages/index.ts';
import { shortWeekday } from '../../messages/weekday.ts';
import type { Weekday } from '../../model/day.ts';
import type { Locale } from '../../model/locale.ts';
import type { FormView } from '../../views.ts';
import { isQuiet, type QuietHours } from '../days-off.ts';
import { clockText, readTimes, type TimesProblem } from '../read-times.ts';
import { type PersonalTimes, styles, vias } from './settings.ts';

const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** The form for a member's own nudges, filled with their settings or the usual ones: five fields, the most Discord takes. Pure. */
export function personalForm(
  times: PersonalTimes,
  {
    texts,
    locale,
    zone,
    privately,
  }: {
    readonly texts: Messages;
    readonly locale: Locale;
    readonly zone: string;
    /** Whether the platform can show a line to one member alone. */
    readonly privately: boolean;
  },
): FormView {
  const { form } = texts.personal;
  const viaNames = form.vias(privately);
  return {
    action: actionId({ do: 'nudgeSave' }),
    title: form.title,
    submit: form.submit,
    fields: [
      {
        kind: 'text',
        name: 'time',
        label: form.time,
        hint: form.timeHint(zone),
        value: clockText(times.minute),
        required: true,
        maxLength: 40,
      },
      {
        kind: 'choices',
        name: 'weekdays',
        label: form.weekdays,
        values: times.weekdays.map(String),
        required: true,
        options: everyDay.map((day) => ({ value: String(day), label: shortWeekday(day, locale) })),
      },
      {
        kind: 'choice',
        name: 'when',
        label: form.when,
        value: times.onlyAtRisk ? 'atRisk' : 'always',
        required: true,
        options: [
          { value: 'always', label: form.always },
          { value: 'atRisk', label: form.onlyAtRisk },
        ],
      },
      {
        kind: 'choice',
        name: 'style',
        label: form.style,
        value: times.style,
        required: true,
        options: styles.map((style) => ({ value: style, label: form.styles[style] })),
      },
      {
        kind: 'choice',
        name: 'via',
        label: form.via,
        hint: form.viaHint(privately),
        value: times.via,
        required: true,
        options: vias.map((via) => ({ value: via, label: viaNames[via] })),
      },
    ],
  };
}

/** Why a submitted form cannot be saved. */
export type PersonalProblem =
  | { readonly what: 'time'; readonly problem: TimesProblem }
  | { readonly what: 'weekdays' }
  | { readonly what: 'quiet'; readonly time: string };

export type ReadPersonal =
  | { readonly ok: true; readonly times: PersonalTimes }
  | { readonly ok: false; readonly problem: PersonalProblem };

/** Reads the submitted form. A time in quiet hours is refused, since nothing would ever be sent. Pure. */
export function readPersonal(
  values: Readonly<Record<string, string>>,
  before: PersonalTimes,
  quiet: QuietHours,
): ReadPersonal {
  const typed = values.time ?? '';
  const read = readTimes(typed);
  if (!read.ok) return refused({ what: 'time', problem: read.problem });
  const [minute, ...more] = read.times;
  if (minute === undefined || more.length > 0)
    return refused({ what: 'time', problem: { what: 'tooMany', typed: typed.trim().slice(0, 60) } });
  if (isQuiet(minute, quiet.from, quiet.to)) return refused({ what: 'quiet', time: clockText(minute) });
  const asked = (values.weekdays ?? '').split(',').map(Number);
  const weekdays = everyDay.filter((day) => asked.includes(day));
  if (weekdays.length === 0) return refused({ what: 'weekdays' });
  return {
    ok: true,
    times: {
      minute,
      weekdays,
      onlyAtRisk:
        values.when === undefined || values.when === '' ? before.onlyAtRisk : values.when === 'atRisk',
      style: styles.find((style) => style === values.style) ?? before.style,
      via: vias.find((via) => via === values.via) ?? before.via,
    },
  };
}

const refused = (problem: PersonalProblem): ReadPersonal => ({ ok: false, problem });
