import type { Messages } from '../messages/index.ts';
import { daysBetween } from '../model/day.ts';
import type { Line } from '../views.ts';
import type { ChallengeSettings } from './settings.ts';

export interface Field {
  readonly label: string;
  readonly value: Line;
}

/** A challenge's settings as labels and values, as its preview and its info show them. What is not set is left out. */
export function settingsFields(settings: ChallengeSettings, messages: Messages): readonly Field[] {
  const { challenge: texts } = messages;
  const { startsOn, endsOn, minLength, teamGoal, category, endNotices, freezeEvery, freezeCap } = settings;
  const days = endsOn === null ? null : daysBetween(startsOn, endsOn) + 1;
  const freezes = freezeEvery === null ? null : { cap: freezeCap, every: freezeEvery };
  const proof = [
    messages.proofKind(settings.proofKind),
    ...(minLength > 0 ? [texts.value.minLength(minLength)] : []),
  ];
  const { label, value } = texts;
  return [
    { label: messages.info.period, value: [value.period(startsOn, endsOn, days)] },
    { label: label.proof, value: [proof.join(' · ')] },
    { label: label.channel, value: [{ kind: 'channel', ref: settings.channel }] },
    { label: label.grace, value: [`${texts.dayEnds(settings.graceMinutes)} (${settings.timezone})`] },
    { label: label.backfill, value: [texts.backfill(settings.backfillDays)] },
    { label: label.freezes, value: [texts.freezes(freezes)] },
    ...(teamGoal === null ? [] : [{ label: label.teamGoal, value: [value.teamGoal(teamGoal)] }]),
    ...(category === null ? [] : [{ label: label.category, value: [texts.category(category)] }]),
    {
      label: label.endNotices,
      value: [endNotices.length === 0 ? value.none : value.notices(endNotices)],
    },
  ];
}
