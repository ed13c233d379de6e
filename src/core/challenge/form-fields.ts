import type { Goal } from '../model/goal.ts';
import type { FormPart } from './form-parts.ts';

/** Everything a challenge's form asks, in the order in which it is asked. */
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

/** The parts a form is asked in on a platform whose forms hold so many fields. */
export function partsFor(formFields: number): readonly FormPart[] {
  return formFields >= fieldNames.length ? ['all'] : ['basics', 'rule', 'extras'];
}

/** What a part asks: at most five fields, but for `all`. Where the emoji has no field, it stands in front of the title. */
export function fieldsOf(part: FormPart, goal: Goal): readonly FieldName[] {
  switch (part) {
    case 'all':
      return fieldNames;
    case 'basics':
      return ['title', 'goal', 'startsOn', 'endsOn', 'proof'];
    case 'rule':
      // A week's first day matters to goals that count weeks, the weekdays to those that name them.
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
