import type { ModelPurpose } from '../language-model.ts';
import type { CivilDay } from '../model/day.ts';
import type { MemberId, WorkspaceId } from '../model/ids.ts';

/** Calls of one purpose. Amounts are millionths of a US dollar; a call that is still under way counts at the most it can cost. */
export interface Spending {
  readonly purpose: ModelPurpose;
  readonly calls: number;
  readonly spent: number;
  /** As far as servers told. */
  readonly tokens: number;
}

/** What was spent on a day of UTC and in its month so far. */
export interface Costs {
  readonly day: readonly Spending[];
  readonly month: readonly Spending[];
}

/** A workspace's own caps, in millionths of a US dollar; null: the operator's. */
export interface OwnCaps {
  readonly day: number | null;
  readonly month: number | null;
}

/** What `/cost` tells and sets, of one transaction. */
export interface BudgetTx {
  costs(workspace: WorkspaceId, day: CivilDay): Promise<Costs>;
  /** The member's own share of them. */
  memberCosts(member: MemberId, day: CivilDay): Promise<Costs>;
  ownCaps(workspace: WorkspaceId): Promise<OwnCaps>;
  saveCaps(workspace: WorkspaceId, caps: Partial<OwnCaps>): Promise<void>;
}
