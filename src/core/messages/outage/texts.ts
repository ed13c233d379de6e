import type { CivilDay } from '../../model/day.ts';
import type { OutageDecision } from '../../outage/store.ts';
import type { Inline, Line } from '../../views.ts';

/** Days on which nobody could post because the bot was away: what managers are told and answered. */
export interface OutageTexts {
  /** Days as a list is read: "11월 19일 ~ 11월 21일, 11월 23일". */
  days(runs: readonly { readonly from: CivilDay; readonly to: CivilDay }[]): string;
  offer: {
    title: string;
    away(from: Inline, to: Inline): Line;
    how(): Line;
    /** So many further challenges. */
    more(challenges: number): Line;
    excuse: string;
    keep: string;
  };
  answer: {
    excused(days: number): Line;
    kept(): Line;
    /** `by` null: whoever it was is gone. */
    already(by: string | null, what: OutageDecision['what']): Line;
    /** Nothing of the offer is left. */
    gone(): Line;
  };
}
