import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { changedFunctions, functionFiles, functionsIn, functionsOf } from '../../../tools/functions.ts';
import { freshDatabase } from '../../support/database.ts';

// prisma/functions says what is in force; migrations bring it there.
let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let client: Client;
let files: Map<string, string>;
beforeAll(async () => {
  fresh = await freshDatabase();
  client = new Client({ connectionString: fresh.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await fresh.drop();
});
beforeEach(async () => {
  files = new Map(await functionFiles());
});

test('every function of a migrated database is the one its file holds, and every file is in force', async () => {
  const inForce = await functionsOf(client);
  expect(inForce.size).toBeGreaterThan(20);
  expect(Object.fromEntries(await functionsIn(client, files.values()))).toEqual(Object.fromEntries(inForce));
});

test('a file holds one function, under its name, and says what it is for', async () => {
  for (const [name, text] of files) {
    const made = [...(await functionsIn(client, [text])).keys()].map((each) => each.split('(')[0]);
    expect(made).toEqual([name]);
    expect(text, name).toMatch(/^(?:--.*\n)+create or replace function /);
  }
});

test('the next migration carries what changed in its files, and nothing for another comment', async () => {
  expect(await changedFunctions(client, files)).toBe('');
  const before = files.get('boost_wordless')!;
  const commented = before
    .replace(/(?= {2}select)/, "  -- It isn't said, in other words.\n")
    .replaceAll('\n', '\n\n');
  files.set('boost_wordless', `-- More of it.\n${commented}`);
  expect(files.get('boost_wordless')).toContain("isn't");
  expect(await changedFunctions(client, files)).toBe('');

  const changed = before.replace('"note"', '"nothing"');
  files.set('boost_wordless', changed);
  expect(await changedFunctions(client, files)).toBe(changed);
});

test('the next migration drops what has no file any more, and what has other arguments', async () => {
  const settleMarks = files.get('boost_settle_marks')!;
  files.delete('boost_deliver_again');
  files.set('boost_settle_marks', settleMarks.replace('claims text[]', 'claims varchar[]'));
  const sql = await changedFunctions(client, files);
  expect(sql).toContain('drop function boost_deliver_again(key_ text, after_ms double precision);');
  expect(sql).toContain('drop function boost_settle_marks(keys text[], claims text[]);');
  expect(sql).toContain(files.get('boost_settle_marks'));

  await client.query(sql);
  expect(await changedFunctions(client, files)).toBe('');
});
