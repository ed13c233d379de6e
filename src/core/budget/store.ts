import type { ModelPurpose } from '../language-model.ts';
import type { CivilDay } from '../model/day.ts';
import type { MemberId, WorkspaceId } from '../model/ids.ts';

/** Spending on one purpose, in millionths of a US dollar; calls under way count with the most they can cost. */
export interface Spending {
  readonly purpose: ModelPurpose;
  readonly calls: number;
  readonly spent: number;
  /** Tokens, as far as servers reported them. */
  readonly tokens: number;
}

/** Spending on a day of UTC and in its month so far. */
export interface Costs {
  readonly day: readonly Spending[];
  readonly month: readonly Spending[];
}

/** A workspace's own caps, in millionths of a US dollar; null where the operator's cap applies. */
export interface OwnCaps {
  readonly day: number | null;
  readonly month: number | null;
}

/** What a transaction can read and set for `/cost` and `/admin cost`. */
export interface BudgetTx {
  costs(workspace: WorkspaceId, day: CivilDay): Promise<Costs>;
  /** The part of those costs that one member caused. */
  memberCosts(member: MemberId, day: CivilDay): Promise<Costs>;
  ownCaps(workspace: WorkspaceId): Promise<OwnCaps>;
  saveCaps(workspace: WorkspaceId, caps: Partial<OwnCaps>): Promise<void>;
}
