import type { Action } from './actions.ts';

/** What platforms must know about an action before the core has answered it. */
interface ActionTraits {
  /** The answer is a form: the platform must open it at once, before doing anything slow. */
  readonly opensForm?: true;
  /**
   * The answer replaces the private card that the button stands on: it is another page of something long, or the same card with
   * what was just chosen.
   */
  readonly turnsPage?: true;
  /** Either any member may do it or managers alone: the roles or groups of the member who pressed make no difference. */
  readonly ignoresGroups?: true;
}

/** The traits of every action. No traits is the safe default: the answer is a new message, and the member's groups are looked up. */
export const actionTraits: Readonly<Record<Action['do'], ActionTraits>> = {
  join: { ignoresGroups: true },
  leave: { ignoresGroups: true },
  leaveErase: { ignoresGroups: true },
  info: {},
  preview: {},
  start: {},
  end: {},
  endNow: {},
  pause: {},
  resume: {},
  delete: {},
  deleteNow: {},
  handOver: { opensForm: true },
  handOverTo: {},
  again: {},
  myCard: { ignoresGroups: true },
  boardOn: { ignoresGroups: true },
  boardOff: { ignoresGroups: true },
  streak: { ignoresGroups: true },
  stats: { ignoresGroups: true },
  restToday: { ignoresGroups: true },
  restBack: { ignoresGroups: true },
  restCancel: { ignoresGroups: true },
  createChallenge: {},
  openCreateForm: { opensForm: true },
  edit: { opensForm: true },
  saveEdit: {},
  applyEdit: {},
  choose: { ignoresGroups: true },
  chooseFor: { ignoresGroups: true },
  forDay: { turnsPage: true, ignoresGroups: true },
  palCharacter: { turnsPage: true, ignoresGroups: true },
  palTone: { turnsPage: true, ignoresGroups: true },
  forget: { ignoresGroups: true },
  why: { turnsPage: true, ignoresGroups: true },
  calendar: { turnsPage: true, ignoresGroups: true },
  board: { turnsPage: true, ignoresGroups: true },
  records: { turnsPage: true, ignoresGroups: true },
  search: { turnsPage: true, ignoresGroups: true },
  summary: {},
  nudgeLog: { turnsPage: true, ignoresGroups: true },
  log: { turnsPage: true, ignoresGroups: true },
  redrive: {},
  excuseDays: {},
  keepDays: {},
  openPal: { ignoresGroups: true },
  openRest: { ignoresGroups: true },
  nudgeForm: { opensForm: true, ignoresGroups: true },
  nudgeSave: { ignoresGroups: true },
  nudgeNo: { ignoresGroups: true },
  nudgeLater: { ignoresGroups: true },
  nudgeRest: { ignoresGroups: true },
  nudgeAgain: { ignoresGroups: true },
  nudgeOff: { ignoresGroups: true },
  appeal: { opensForm: true, ignoresGroups: true },
  sendAppeal: { ignoresGroups: true },
  eraseMe: { turnsPage: true, ignoresGroups: true },
  keepMe: { turnsPage: true, ignoresGroups: true },
};

/** Whether the action is answered by a form. */
export function opensForm({ do: what }: Action): boolean {
  return actionTraits[what].opensForm === true;
}

/** Whether the action's answer replaces the card that its button stands on. */
export function turnsPage({ do: what }: Action): boolean {
  return actionTraits[what].turnsPage === true;
}

/** Whether the action can be decided without knowing the member's roles or groups. */
export function ignoresGroups({ do: what }: Action): boolean {
  return actionTraits[what].ignoresGroups === true;
}
