import type { CivilDay } from '../../model/day.ts';
import type { Line } from '../../views.ts';

/** The line under a cheer that recalls a proof, and the answers of its button. */
export interface MemoryTexts {
  /** `url`: the earlier proof's address, or null. `withYear`: it is of another year. */
  recalled(day: CivilDay, url: string | null, withYear: boolean): Line;
  forget: string;
  forgotten(day: CivilDay): Line;
  /** The button was pressed by another member. */
  notYours(name: string): Line;
  /** The memory is not kept any more. */
  over(): Line;
}
