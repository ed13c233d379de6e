import type { CivilDay } from '../../model/day.ts';
import type { Line } from '../../views.ts';

/** What stands under a cheer that recalls something, and what its button answers. */
export interface MemoryTexts {
  /** `url`: where the earlier proof can be seen; null where there is no such address. `withYear`: of an earlier year. */
  recalled(day: CivilDay, url: string | null, withYear: boolean): Line;
  forget: string;
  forgotten(day: CivilDay): Line;
  /** Pressed by somebody else. */
  notYours(name: string): Line;
  /** It is not kept any more. */
  over(): Line;
}
