import type { Line } from '../../views.ts';

/** Texts for the end of a challenge. */
export interface ClosingTexts {
  /** Posted to the channel, once. `name` is the challenge's emoji and title. */
  post: {
    title(name: string): string;
    together(members: number, days: number): Line;
    team(days: number, goal: number): Line;
    /** `pal`: the name of the workspace's character. */
    thanks(pal: string): Line;
    /** If nobody has done a day. */
    quiet(): Line;
    again: string;
    mine: string;
  };
  /** To those who press `mine` and have no card. */
  none: {
    /** To members who left before the end or have no day done; `days` may be 0. */
    partOfIt(name: string, days: number): Line;
    stranger(name: string): Line;
  };
  /** Private, to each finisher. */
  card: {
    title(name: string): string;
    together(member: string, days: number): Line;
    /** `pal`: the name of the character that speaks. */
    thanks(pal: string): Line;
    days: string;
    longest: string;
    completion: string;
    best: string;
    quote(text: string): string;
    see: string;
  };
}
