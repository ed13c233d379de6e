import { afterAll, beforeAll, expect, test } from 'vitest';
import { messagesFor } from '../../src/core/messages/index.ts';
import type { ChannelRef } from '../../src/core/model/ids.ts';
import { LOCALES } from '../../src/core/model/locale.ts';
import type { Button } from '../../src/core/views.ts';
import { button, buttonsOf, conversation, read } from '../support/conversation.ts';
import { type Core, openCore } from '../support/core.ts';
import { inboundOver } from '../support/inbound.ts';

/** What members read who have everything erased, in each language: `vitest run test/transcripts/erasing.test.ts --update` writes it anew. */
const now = Date.parse('2026-11-20T07:10:00+09:00');
let here: Core;
beforeAll(async () => {
  here = await openCore(now);
});
afterAll(() => here.stop());

test.each(LOCALES)('is asked for and done in %s', async (locale) => {
  const lines: string[] = [];
  const inbound = inboundOver(here.storage, { clock: here.clock });
  const talk = conversation(inbound, { workspace: 'T1', channel: 'C1', now: here.clock.now, locale });
  const { button: labels } = messagesFor(locale).my.erasing;
  const channel = `C-${locale}` as ChannelRef;
  const who = { ref: `minji-${locale}`, name: `minji-${locale}` };
  const tell = (what: string, said: readonly string[], buttons: readonly Button[] = []) => {
    const shown = said.map((line) => line.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '(receipt)'));
    const pressable = buttons.map(({ label, style }) => `(${label}${style === 'danger' ? ', danger' : ''})`);
    lines.push(`* ${what}`, ...[...shown, ...pressable].map((line) => `    ${line}`), '');
  };
  const asks = async () => {
    const reply = await talk.command(who, 'my delete');
    tell('/my delete', read(reply), buttonsOf(reply));
    return reply;
  };
  lines.push('# somebody who never posted', '');
  await asks();
  lines.push('# a member who also hosts', '');
  await here.challenge({ title: `run-${locale}`, channel });
  await here.post(who.ref, '강변 5km, 물소리가 좋았어요', { channel });
  const { id } = await here.storage.db.member.findFirstOrThrow({ where: { ref: who.ref } });
  await here.storage.db.challenge.updateMany({
    where: { channelRef: channel },
    data: { createdBy: id },
  });
  const question = await asks();
  tell(`(${labels.keep})`, read(await talk.press(who, button(question, labels.keep))));
  const stranger = { ref: `junho-${locale}`, name: 'junho' };
  tell(
    `(${labels.erase}), pressed by somebody else`,
    read(await talk.press(stranger, button(question, labels.erase))),
  );
  tell(`(${labels.erase})`, read(await talk.press(who, button(question, labels.erase))));
  lines.push('# afterwards', '');
  await asks();
  await here.post(who.ref, '다시 왔어요, 3km 달렸어요', { channel });
  tell(
    `(${labels.erase}) of before, pressed after a new post`,
    read(await talk.press(who, button(question, labels.erase))),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`erasing.${locale}.txt`);
});
