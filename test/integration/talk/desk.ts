import { randomUUID } from 'node:crypto';
import type { CareKind } from '../../../src/core/care/guard.ts';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import type { InboundMessage } from '../../../src/core/inbound.ts';
import type { LanguageModel, ModelQuestion } from '../../../src/core/language-model.ts';
import type { DeliveryKey, MemberRef } from '../../../src/core/model/ids.ts';
import { createAnswerTurn } from '../../../src/core/talk/answer-turn.ts';
import { createTalkCare } from '../../../src/core/talk/give-care.ts';
import { createTalkMoot } from '../../../src/core/talk/moot.ts';
import type { TurnId } from '../../../src/core/talk/store.ts';
import { createUnsayLater } from '../../../src/core/talk/unsay.ts';
import type { CheerView } from '../../../src/core/views.ts';
import { wordsAlone } from '../../support/guard.ts';
import { quietLog } from '../../support/quiet.ts';
import { openDesk as openCheerDesk } from '../cheer/desk.ts';

/** What one said to us came to. */
export interface Told {
  readonly state: string;
  readonly reason: string | null;
  readonly source: string | null;
  readonly view: CheerView | null;
}

/**
 * The core on a real database with all that answers, its jobs done one at a time when they are told to be. Proofs are cheered
 * by templates; `model` null: so is talk.
 */
export async function openTalkDesk(begun: number, model: LanguageModel | null = null) {
  const desk = await openCheerDesk(begun, () => ({
    kind: 'unavailable',
    reason: 'none',
    retryAfterMs: null,
    fatal: true,
  }));
  const { storage, clock } = desk;
  const { db, unitOfWork, talks } = storage;
  const care = createTalkCare({ unitOfWork, privateNotice: () => true, clock, log: quietLog });
  const answerTurn = createAnswerTurn({
    talks,
    guard: wordsAlone,
    model,
    giveCare: (turn: TurnId, what: CareKind) => care.giveCare(turn, what),
    nonce: randomUUID,
    clock,
    log: quietLog,
  });
  const unsayLater = createUnsayLater({ unitOfWork, clock });

  const answerAll = () => desk.work<Parameters<typeof answerTurn>[0]>('talk', answerTurn);

  return {
    ...desk,
    answerTurn,
    answerAll,
    moot: createTalkMoot({ talks, clock }),
    unsayLater: () => desk.work<{ turn: TurnId }>('unsay', unsayLater),
    /** Posts a proof that is cheered; its message. */
    async proof(member: string, text: string): Promise<InboundMessage> {
      const event = await desk.post(member, text);
      await desk.write();
      await desk.postAll();
      return event;
    },
    /** Says something in a thread. */
    say: (member: string, on: InboundMessage, text: string, change: Partial<InboundMessage> = {}) =>
      desk.post(member, text, { inThread: true, thread: on.message, ...change }),
    /** Whatever is to be answered is, and posted. */
    async settle(): Promise<void> {
      await answerAll();
      await desk.postAll();
    },
    async told({ message }: InboundMessage): Promise<Told | null> {
      const turn = await db.talkTurn.findFirst({ where: { messageRef: message } });
      if (!turn) return null;
      const keys = [`talk-more:${turn.id}`, `talk:${turn.id}`];
      const rows = await db.delivery.findMany({ where: { key: { in: keys } } });
      // Of an answer said line by line, the whole.
      const whole = rows.find(({ key }) => key.startsWith('talk-more')) ?? rows[0];
      const effect = whole?.effect as unknown as Extract<Effect, { view: unknown }> | undefined;
      const { state, reason, source } = turn;
      return { state, reason, source, view: (effect?.view as CheerView | undefined) ?? null };
    },
    async turnOf({ message }: InboundMessage) {
      return db.talkTurn.findFirstOrThrow({ where: { messageRef: message } });
    },
    /** The state a key of the ledger is in; null: there is none. */
    async state(key: string): Promise<string | null> {
      return (await db.delivery.findUnique({ where: { key: key as DeliveryKey } }))?.state ?? null;
    },
    unsay: (event: InboundMessage) => desk.remove(event),
    reword: (event: InboundMessage, text: string) =>
      desk.inbound.edited({ ...event, text, editedAt: clock.now(), inThread: true }),
  };
}

export type TalkDesk = Awaited<ReturnType<typeof openTalkDesk>>;

export const ref = (name: string) => name as MemberRef;

/** A model that says what it is told to, and remembers what it was asked. */
export function scriptedModel() {
  const asked: ModelQuestion<unknown>[] = [];
  const script: unknown[] = [];
  const model: LanguageModel = {
    async ask(question) {
      asked.push(question as ModelQuestion<unknown>);
      const next = script.shift();
      if (next === undefined)
        return { kind: 'unavailable', reason: 'nothing to say', retryAfterMs: null, fatal: true };
      return { kind: 'answer', value: question.schema.parse(next), model: 'scripted', usage: null };
    },
  };
  return {
    model,
    asked,
    says(quote: string, ...lines: string[]) {
      script.push({ about: 'chat', evidence: [{ source: 'message', quote }], lines });
    },
    answers(wire: unknown) {
      script.push(wire);
    },
  };
}
