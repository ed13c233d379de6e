import type { Goal } from '../model/goal.ts';
import type { FormPart } from './form-parts.ts';

/** All fields of a challenge's form, in the order in which they are asked. */
export const fieldNames = [
  'title',
  'goal',
  'weekdays',
  'startsOn',
  'endsOn',
  'proof',
  'minLength',
  'channel',
  'timezone',
  'grace',
  'weekStart',
  'backfill',
  'freezes',
  'teamGoal',
  'category',
  'emoji',
  'endNotices',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** The parts in which the form is asked on a platform whose forms hold at most `formFields` fields. */
export function partsFor(formFields: number): readonly FormPart[] {
  return formFields >= fieldNames.length ? ['all'] : ['basics', 'rule', 'extras'];
}

/** The fields of a part: at most five, except in `all`. Where the emoji has no field of its own, it stands in front of the title. */
export function fieldsOf(part: FormPart, goal: Goal): readonly FieldName[] {
  switch (part) {
    case 'all':
      return fieldNames;
    case 'basics':
      return ['title', 'goal', 'startsOn', 'endsOn', 'proof'];
    case 'rule':
      // The first weekday matters to goals that count weeks, the choice of weekdays to goals that name them.
      return [
        goal.kind === 'weekdays' ? 'weekdays' : 'weekStart',
        'grace',
        'timezone',
        'backfill',
        'freezes',
      ];
    case 'extras':
      return ['channel', 'minLength', 'teamGoal', 'category', 'endNotices'];
  }
}
