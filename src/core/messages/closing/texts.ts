import type { Line } from '../../views.ts';

/** What is said when a challenge is over. */
export interface ClosingTexts {
  /** To the channel, once. `name`: emoji and title. */
  post: {
    title(name: string): string;
    together(members: number, days: number): Line;
    team(days: number, goal: number): Line;
    /** `pal`: the name of who speaks there. */
    thanks(pal: string): Line;
    /** Nobody has done a day. */
    quiet(): Line;
    again: string;
    mine: string;
  };
  /** To who presses `mine` and has no card. */
  none: {
    /** Left on the way; `days` may be 0, also of who stayed. */
    partOfIt(name: string, days: number): Line;
    stranger(name: string): Line;
  };
  /** To each finisher, privately. */
  card: {
    title(name: string): string;
    together(member: string, days: number): Line;
    /** `pal`: the name of who speaks there. */
    thanks(pal: string): Line;
    days: string;
    longest: string;
    completion: string;
    best: string;
    quote(text: string): string;
    see: string;
  };
}
