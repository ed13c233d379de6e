import type { CivilDay } from '../../../model/day.ts';
import type { Goal } from '../../../model/goal.ts';
import type { Line } from '../../../views.ts';

/** What is answered to whoever sets up, changes, joins or leaves a challenge. `name` is its emoji and title. */
export interface ChallengeAnswers {
  hostsOnly(): Line;
  isDraft(name: string): Line;
  started(name: string, sentence: string): Line;
  /** After that, where the welcome scrolls away with the talk: how to keep it, and its button, in sight. */
  pinWelcome(): Line;
  /** After that: the first challenge of a workspace brought its zone along. */
  zoneAdopted(zone: string): Line;
  alreadyStarted(name: string): Line;
  discarded(name: string): Line;
  saved(name: string): Line;
  nothingChanged(name: string): Line;
  /** Somebody else saved first. */
  changedMeanwhile(name: string): Line;
  editWhat(name: string): Line;
  /** Before a changed rule is saved. */
  ruleWould(name: string): string;
  ruleBefore: string;
  ruleAfter: string;
  ruleFrom(from: CivilDay): Line;
  /** `members`: whose streak or risk would differ; `all`: who take part. */
  /** So many of the `counted` members; fewer than `all` where only some were looked at. */
  ruleTouches(members: number, counted: number, all: number): Line;
  /** Where the new rule counts other periods than the one before: what a streak grows by. */
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
  /** `ended`: it has ended already. */
  deleteWould(name: string, members: number, checkIns: number, ended: boolean): Line;
  deleted(name: string, checkIns: number): Line;
  handedOver(name: string, to: string): Line;
  unknownMember(): Line;
  /** A bot was picked to hand it over to. */
  notToBots(): Line;
  hostsAlready(name: string, to: string): Line;
  joined(name: string, sentence: string): Line;
  /** Not begun yet. */
  joinedEarly(name: string, sentence: string, startsOn: CivilDay): Line;
  joinedAgain(name: string): Line;
  alreadyJoined(name: string): Line;
  leaveHow(name: string): Line;
  left(name: string): Line;
  leftErased(name: string, checkIns: number): Line;
  notJoined(name: string): Line;
  which(): Line;
  /** It was deleted. */
  gone(): Line;
}
