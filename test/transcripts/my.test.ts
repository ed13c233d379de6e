import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboundDeps } from '../../src/core/create-inbound.ts';
import { LOCALES } from '../../src/core/model/locale.ts';
import type { Sharing } from '../../src/core/own/sharing.ts';
import { conversation, read } from '../support/conversation.ts';
import { type Core, openCore } from '../support/core.ts';
import { inboundOver } from '../support/inbound.ts';

/** What members read about what is kept of them, in each language: `vitest run test/transcripts/my.test.ts --update` writes it anew. */
const now = Date.parse('2026-11-20T07:10:00+09:00');
let here: Core;
beforeAll(async () => {
  here = await openCore(now);
  await here.challenge();
});
afterAll(() => here.stop());

const setups: readonly (readonly [string, Sharing | null])[] = [
  ['no model', null],
  ['a model', { photos: false, safety: false }],
  ['a model that sees photos, and moderation', { photos: true, safety: true }],
];

test.each(LOCALES)('asked for in %s', async (locale) => {
  const lines: string[] = [];
  const asks = async (who: string, change: Partial<InboundDeps> = {}, words = 'my info') => {
    const inbound = inboundOver(here.storage, { clock: here.clock, ...change });
    const talk = conversation(inbound, { workspace: 'T1', channel: 'C1', now: here.clock.now, locale });
    const reply = await talk.command({ ref: who, name: who }, words);
    const file = reply.kind === 'message' && reply.file ? [`    (${reply.file.name})`] : [];
    lines.push(`* /${words}`, ...read(reply).map((line) => `    ${line}`), ...file, '');
  };
  lines.push('# somebody who never posted', '');
  await asks(`new-${locale}`);
  const who = `minji-${locale}`;
  const post = await here.post(who, '강변 5km, 물소리가 좋았어요');
  const proof = await here.storage.db.proof.findFirstOrThrow({ where: { messageRef: post.message } });
  await here.storage.db.photo.createMany({
    data: [0, 1].map((ordinal) => ({
      proofId: proof.id,
      ordinal,
      attachmentRef: `F${ordinal}`,
      name: 'river.jpg',
      state: 'kept',
    })),
  });
  for (const [name, sharing] of setups) {
    lines.push(`# ${name}`, '');
    await asks(who, { sharing });
  }
  lines.push('# taken along', '');
  await asks(`new-${locale}`, {}, 'my export');
  await asks(who, {}, 'my export');
  await asks(who, { fileGoes: () => 'direct' }, 'my export');
  lines.push('# more than can be sent', '');
  const own: InboundDeps['own'] = {
    ...here.storage.own,
    async export(...asked) {
      const all = await here.storage.own.export(...asked);
      return { ...all!, talks: [], workspace: { ...all!.workspace, name: 'x'.repeat(10 * 1024 * 1024) } };
    },
  };
  await asks(who, { own }, 'my export');
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`my.${locale}.txt`);
});
