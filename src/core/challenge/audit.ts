import { z } from 'zod';
import { type CivilDay, type Instant, parseDay } from '../model/day.ts';
import { goalSchema } from '../model/goal.ts';
import type { ChallengeId, MemberId, ProofId, WorkspaceId } from '../model/ids.ts';

/** What managers and hosts do to challenges and records, as it is kept in the log. */
export const auditedActs = [
  'started',
  'edited',
  /** A change of the rule that was shown and waits to be saved. */
  'editProposed',
  'ruleChanged',
  'paused',
  'resumed',
  'ended',
  'deleted',
  'handedOver',
  'copied',
  'checkInRemoved',
  'checkInAdded',
  'freezeGranted',
  'appealed',
  'settingsChanged',
  /** What could not be said, tried again. */
  'redriven',
  /** Days an outage took: days off for everybody, or left as they are. */
  'daysExcused',
  'daysKept',
  'nudgesSet',
  'nudgesRemoved',
  'summariesSet',
] as const;
export type AuditedAct = (typeof auditedActs)[number];

export interface AuditEntry {
  readonly workspace: WorkspaceId;
  /** Null: nobody, the calendar did it. */
  readonly actor: MemberId | null;
  readonly what: AuditedAct;
  readonly challenge: ChallengeId | null;
  readonly member?: MemberId;
  readonly proof?: ProofId;
  readonly day?: CivilDay;
  readonly reason?: string;
  /** Further facts, as plain data. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** The press or command that asked for it: done once. */
  readonly call: string;
}

export interface AuditRow extends AuditEntry {
  readonly id: string;
  readonly at: Instant;
}

/** The log of what managers and hosts did, of one transaction. */
export interface AuditTx {
  /** `isNew` false: this call is in the log already, and what it asks for was done. */
  audit(entry: AuditEntry): Promise<{ readonly id: string; readonly isNew: boolean }>;
  /** Whether what this call asked for was done before. */
  wasAudited(call: string): Promise<boolean>;
  findAudit(workspace: WorkspaceId, id: string): Promise<AuditRow | null>;
}

const day = z.custom<CivilDay>((value) => typeof value === 'string' && parseDay(value) !== null);

/** The detail of `editProposed`: the rule, from when, and which version of the challenge it was shown for. */
export const proposedRule = z.object({
  goal: goalSchema,
  weekStart: z.literal([1, 2, 3, 4, 5, 6, 7]),
  from: day,
  freezeCap: z.int().min(0),
  freezeEvery: z.int().min(1).nullable(),
  /** Missing where it was shown before this was among what is shown. */
  graceMinutes: z.int().min(0).optional(),
  version: z.int(),
});
