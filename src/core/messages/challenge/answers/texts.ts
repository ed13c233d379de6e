import type { CivilDay } from '../../../model/day.ts';
import type { Goal } from '../../../model/goal.ts';
import type { Line } from '../../../views.ts';

/** Answers to people who set up, change, join or leave a challenge. `name` is its emoji and title. */
export interface ChallengeAnswers {
  hostsOnly(): Line;
  isDraft(name: string): Line;
  started(name: string, sentence: string): Line;
  /** Follows `started` in channels where the welcome scrolls away: how to pin it, so that its button stays in sight. */
  pinWelcome(): Line;
  /** Follows `started`: the workspace took over the zone of its first challenge. */
  zoneAdopted(zone: string): Line;
  alreadyStarted(name: string): Line;
  discarded(name: string): Line;
  saved(name: string): Line;
  nothingChanged(name: string): Line;
  /** Another manager saved the form first. */
  changedMeanwhile(name: string): Line;
  editWhat(name: string): Line;
  /** Asks before a changed rule is saved. */
  ruleWould(name: string): string;
  ruleBefore: string;
  ruleAfter: string;
  ruleFrom(from: CivilDay): Line;
  /**
   * `members`: of the `counted` ones, how many streaks or states of risk would change. `counted` is fewer than `all` who take part
   * if the effect was computed for some only.
   */
  ruleTouches(members: number, counted: number, all: number): Line;
  /** Said if the new rule counts other periods than the old one: by what a streak will grow. */
  ruleCounts(goal: Goal): Line;
  ruleSaved(name: string, sentence: string, from: CivilDay): Line;
  alreadySaved(name: string): Line;
  paused(name: string): Line;
  alreadyPaused(name: string): Line;
  resumed(name: string): Line;
  notPaused(name: string): Line;
  endWould(name: string, members: number): Line;
  ended(name: string): Line;
  alreadyEnded(name: string): Line;
  /** `ended`: whether the challenge has ended already. */
  deleteWould(name: string, members: number, checkIns: number, ended: boolean): Line;
  deleted(name: string, checkIns: number): Line;
  handedOver(name: string, to: string): Line;
  unknownMember(): Line;
  /** A bot was chosen as the new host. */
  notToBots(): Line;
  hostsAlready(name: string, to: string): Line;
  joined(name: string, sentence: string): Line;
  /** The challenge has not begun yet. */
  joinedEarly(name: string, sentence: string, startsOn: CivilDay): Line;
  joinedAgain(name: string): Line;
  alreadyJoined(name: string): Line;
  leaveHow(name: string): Line;
  left(name: string): Line;
  leftErased(name: string, checkIns: number): Line;
  notJoined(name: string): Line;
  which(): Line;
  /** The challenge was deleted. */
  gone(): Line;
}
