import type { Action } from './actions.ts';

/** What platforms have to know of an action before the core has answered it. */
interface ActionTraits {
  /** Answered by a form: a platform must open it at once, before anything slow. */
  readonly opensForm?: true;
  /**
   * The answer is another state of the private card the button stands on, and takes its place: another page of something long,
   * or the card with what was just chosen.
   */
  readonly turnsPage?: true;
  /** Any member's, or managers' alone: which roles or groups the presser is in changes nothing. */
  readonly ignoresGroups?: true;
}

/** Every action. One without a trait is safe: it is answered beside what was pressed, and groups are asked for. */
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
};

export function opensForm({ do: what }: Action): boolean {
  return actionTraits[what].opensForm === true;
}

export function turnsPage({ do: what }: Action): boolean {
  return actionTraits[what].turnsPage === true;
}

export function ignoresGroups({ do: what }: Action): boolean {
  return actionTraits[what].ignoresGroups === true;
}
