import { actionId } from '../actions.ts';
import { messagesFor } from '../messages/index.ts';
import { dayOf, type Instant } from '../model/day.ts';
import { goalSentence } from '../model/goal.ts';
import type { Locale } from '../model/locale.ts';
import { dateAndTime } from '../record/moment.ts';
import type { ChallengeRow } from '../store.ts';
import { graceOf } from '../streak/terms.ts';
import type { Button, CardView } from '../views.ts';
import { dryRun, type ToldPlans } from './dry-run.ts';
import type { FormPart } from './form-parts.ts';
import { nextWeeks } from './next-weeks.ts';
import { settingsFields } from './settings-fields.ts';
import { nameOf } from './title.ts';

/** What the preview depends on besides the challenge. */
export interface PreviewOptions {
  readonly now: Instant;
  readonly locale: Locale;
  /** The character that speaks in the workspace (core/characters). */
  readonly character: string;
  /** The parts in which the form is asked on the platform that shows the card. */
  readonly parts: readonly FormPart[];
  /** The workspace's zone, then those of the members. */
  readonly zones: readonly string[];
  readonly plans: Omit<ToldPlans, 'summaries'>;
}

/** The preview of a draft: its rule, its settings, the next weeks, and every message that the next 30 days would bring. */
export function previewCard(challenge: ChallengeRow, options: PreviewOptions): CardView {
  const { now, locale, character, zones } = options;
  const plans = { ...options.plans, summaries: challenge.summaries };
  const messages = messagesFor(locale);
  const { challenge: texts } = messages;
  const { timezone } = challenge;
  const today = dayOf(now, timezone, graceOf(challenge));
  const time = (at: Instant) => dateAndTime(at, timezone, messages);
  return {
    view: 'card',
    title: nameOf(challenge),
    lines: [
      ...texts.preview.intro(goalSentence(challenge.goal, challenge, locale)),
      texts.preview.whatComes(),
      ...dryRun(challenge, now, zones, plans).map((message) => texts.preview.planned(message, time)),
      texts.preview.notStartedYet(),
    ],
    fields: settingsFields(challenge, messages),
    picture: nextWeeks(challenge, { from: challenge.startsOn, today, locale, character }),
    buttons: previewButtons(challenge, options),
  };
}

function previewButtons({ id }: ChallengeRow, { locale, parts }: PreviewOptions): readonly Button[] {
  const { button } = messagesFor(locale).challenge;
  const labels: Record<FormPart, string> = {
    all: button.edit,
    basics: button.edit,
    rule: button.moreRule,
    extras: button.moreExtras,
  };
  return [
    { action: actionId({ do: 'start', challenge: id }), label: button.start, style: 'primary' },
    ...parts.map(
      (part): Button => ({
        action: actionId({ do: 'edit', challenge: id, part }),
        label: labels[part],
        style: 'secondary',
      }),
    ),
    { action: actionId({ do: 'delete', challenge: id }), label: button.discard, style: 'danger' },
  ];
}
