import type { CivilDay } from '../../model/day.ts';
import type { LoggedKind, NudgeCount } from '../../nudge/log/store.ts';
import type { PersonalSilence } from '../../nudge/personal/judge.ts';
import type { Line } from '../../views.ts';

/** To managers: what became of nudges, day by day. */
export interface NudgeLogTexts {
  heading(from: CivilDay, to: CivilDay): string;
  intro(): Line;
  nothing(): Line;
  kind: Readonly<Record<LoggedKind, string>>;
  outcome: Readonly<Record<NudgeCount['outcome'], string>>;
  /** Those that ended alike: how many, whose challenges, and why. */
  entry(told: {
    readonly count: number;
    readonly reason: string | null;
    readonly names: readonly string[];
  }): string;
  /** Why personal nudges were not said; for those of channels see `nudge.silence`. */
  silence: Readonly<Record<PersonalSilence, string>>;
  gone: string;
  /** A mistake of ours kept it from being said. */
  broken: string;
  newer: string;
  older: string;
}
