import { randomUUID } from 'node:crypto';
import type { Limits } from '../../../src/core/budget/budget.ts';
import type { InboundCommand } from '../../../src/core/inbound.ts';
import type { ModelPayer, ModelPurpose } from '../../../src/core/language-model.ts';
import type { ChannelRef, MemberRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import type { Locale } from '../../../src/core/model/locale.ts';
import { plain } from '../../support/core.ts';
import { inboundOver } from '../../support/inbound.ts';
import type { Ledger } from './ledger.ts';

/** A workspace of its own in which somebody asks what the model costs. `limits` null: there is no model. */
export async function openAsking({ payer: newPayer, storage, clock }: Ledger, limits: Limits | null) {
  const payer = await newPayer();
  const [row] = await storage.db.$queryRaw<{ ref: string }[]>`
    select ref from workspace where id = ${payer.workspace}::uuid`;
  const inbound = inboundOver(storage, { clock, limits });

  /** Title, lines and fields of the answer. */
  async function ask(
    words: string,
    {
      options = {},
      manager = false,
      locale = 'ko',
    }: { options?: Record<string, string>; manager?: boolean; locale?: Locale } = {},
  ): Promise<string[]> {
    const event: InboundCommand = {
      platform: 'slack',
      workspace: row!.ref as WorkspaceRef,
      channel: 'C1' as ChannelRef,
      member: { ref: 'M1' as MemberRef, name: '하나', manager },
      id: randomUUID(),
      at: clock.now(),
      locale,
      path: words.split(' '),
      options,
      attachments: [],
      target: null,
    };
    const reply = await inbound.command(event);
    if (reply.kind !== 'message') return [reply.kind];
    const { view } = reply;
    if (view.view === 'answer') return view.lines.map(plain);
    if (view.view !== 'card') return [view.view];
    const fields = view.fields.map(({ label, value }) => `${label}: ${plain(value)}`);
    return [view.title, ...view.lines.map(plain), ...fields];
  }
  return { payer, ask };
}

/** A call that came to so much. */
export async function spend(
  { storage }: Ledger,
  {
    payer,
    purpose,
    spent,
    tokens = 1_000,
  }: {
    readonly payer: ModelPayer;
    readonly purpose: ModelPurpose;
    readonly spent: number;
    readonly tokens?: number;
  },
): Promise<void> {
  const budget = storage.budget({ day: 1e9, month: 1e9, memberCalls: 1e6 });
  const made = await budget.reserve({ payer, purpose, model: 'm', most: spent, photo: false });
  if ('id' in made) await budget.settle(made.id, spent, { input: tokens, cached: 0, output: 0 });
}
