import type { CivilDay } from '../../model/day.ts';
import type { OutageDecision } from '../../outage/store.ts';
import type { Inline, Line } from '../../views.ts';

/** Texts for managers about days on which nobody could check in because the bot was away. */
export interface OutageTexts {
  /** A list of days and spans: "11월 19일 ~ 11월 21일, 11월 23일". */
  days(runs: readonly { readonly from: CivilDay; readonly to: CivilDay }[]): string;
  offer: {
    title: string;
    away(from: Inline, to: Inline): Line;
    how(): Line;
    /** `challenges`: how many more are not listed. */
    more(challenges: number): Line;
    excuse: string;
    keep: string;
  };
  answer: {
    excused(days: number): Line;
    kept(): Line;
    /** The offer was answered before; `by` is null if that manager is gone. */
    already(by: string | null, what: OutageDecision['what']): Line;
    /** None of the offered days and challenges is left. */
    gone(): Line;
  };
}
