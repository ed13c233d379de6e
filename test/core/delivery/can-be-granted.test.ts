import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canBeGranted } from '../../../src/core/delivery/can-be-granted.ts';
import { permissionName } from '../../../src/core/messages/permissions.ts';
import { LOCALES } from '../../../src/core/model/locale.ts';

test.each([
  ['50013 SEND_MESSAGES', true],
  ['50001 VIEW_CHANNEL', true],
  ['missing_scope reactions:write', true],
  ['missing_scope channels:history', true],
  ['file HTTP 403 files:read', true],
  ['not_in_channel', true],
  ['restricted_action_read_only_channel', true],
  ['90001', false],
  ['160005', false],
  ['thread_locked', false],
  ['user_not_in_channel', false],
  ['cant_update_message', false],
  ['not a message of ours', false],
])('%s is something a manager can grant: %s', (detail, granted) => {
  expect(canBeGranted(detail)).toBe(granted);
});

test('whatever Discord can lack is named as its screens name it, in each language; what is unknown as it is', () => {
  const source = globSync('src/adapters/discord/**/*.ts').map((file) => readFileSync(file, 'utf8'));
  const needed = source.flatMap((text) => text.match(/(?<=needs: '|needed\(guildId, ')[A-Z_]+/g) ?? []);
  expect(needed).toContain('ADD_REACTIONS');
  expect(needed).toContain('CREATE_PUBLIC_THREADS');
  for (const permission of new Set([...needed, 'ATTACH_FILES', 'EMBED_LINKS']))
    for (const locale of LOCALES) expect(permissionName(permission, locale)).not.toBe(permission);
  expect(permissionName('reactions:write', 'ko')).toBe('reactions:write');
});
