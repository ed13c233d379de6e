import { afterAll, beforeAll, expect, test } from 'vitest';
import { keptWords } from '../../support/kept-words.ts';
import { palHere } from '../../support/pal.ts';
import { freshFolder } from '../../support/program.ts';
import { type Desk, junho, openDesk, person } from '../challenge/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const pal = async (member: string, ...more: string[]) =>
  palHere(['member', 'delete', '--workspace', 'slack:T1', '--member', member, ...more], {
    DATABASE_URL: desk.storage.url,
    BOOST_DATA_DIR: await freshFolder(),
  });

test('pal member delete erases somebody who left: first it says what there is, then with --yes, and again with the same receipt', async () => {
  const gone = person('U-gone-4711', '떠난사람');
  await desk.begin({}, 'C1');
  await desk.post(gone, '해오라기를 봤어요');
  await desk.post(junho, '저도요');

  const looked = await pal(gone.ref);
  expect(looked).toMatchObject({ code: 0, stderr: '' });
  expect(looked.stdout).toContain('1 check-ins, 0 photos, 1 challenges');
  expect(looked.stdout).toContain('Add --yes');
  expect(await desk.db.member.count({ where: { ref: gone.ref } })).toBe(1);

  const erased = await pal(gone.ref, '--yes', '--json');
  const receipt = JSON.parse(erased.stdout) as Record<string, unknown>;
  expect(receipt).toEqual({
    ...{ checkIns: 1, photos: 0, challenges: 1, erased: true },
    ...{ receipt: expect.stringMatching(/^[0-9a-f-]{36}$/), at: expect.any(String) },
  });
  expect(await keptWords(desk.storage, [gone.ref, gone.name, '해오라기'])).toEqual([]);
  expect(await desk.db.proof.count({ where: { text: '저도요' } })).toBe(1);

  for (const more of [[], ['--yes']]) {
    const again = await pal(gone.ref, ...more, '--json');
    expect([again.code, JSON.parse(again.stdout)]).toEqual([0, receipt]);
  }
  // Their old post, told again: by the clock of this machine it was before.
  await desk.post(gone, '해오라기를 봤어요', 'C1', Date.now() - 60_000);
  expect(await desk.db.member.count({ where: { ref: gone.ref } })).toBe(0);
});

test('somebody whom nobody knows is named, and nothing is made of them', async () => {
  const unknown = await pal('U-nobody', '--yes');
  expect([unknown.code, unknown.stderr]).toEqual([
    1,
    'Nothing is kept about --member U-nobody in this workspace.\n',
  ]);
  const elsewhere = await palHere(
    ['member', 'delete', '--workspace', 'slack:T9', '--member', 'U-junho', '--yes'],
    {
      DATABASE_URL: desk.storage.url,
      BOOST_DATA_DIR: await freshFolder(),
    },
  );
  expect(elsewhere.code).toBe(1);
  expect(await desk.db.workspace.count({ where: { ref: 'T9' } })).toBe(0);
  expect(await desk.db.member.count({ where: { ref: 'U-junho' } })).toBe(1);
});
