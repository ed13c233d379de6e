import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { permissionName } from '../../../src/core/messages/permissions.ts';
import { LOCALES } from '../../../src/core/model/locale.ts';

test('whatever Discord can lack is named as its screens name it, in each language; what is unknown as it is', () => {
  const source = globSync('src/adapters/discord/**/*.ts').map((file) => readFileSync(file, 'utf8'));
  const needed = source.flatMap((text) => text.match(/(?<=needs: '|needed\(guildId, ')[A-Z_]+/g) ?? []);
  expect(needed).toContain('ADD_REACTIONS');
  expect(needed).toContain('CREATE_PUBLIC_THREADS');
  for (const permission of new Set([...needed, 'ATTACH_FILES', 'EMBED_LINKS']))
    for (const locale of LOCALES) expect(permissionName(permission, locale)).not.toBe(permission);
  expect(permissionName('reactions:write', 'ko')).toBe('reactions:write');
});
