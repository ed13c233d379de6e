import { describe, expect, test } from 'vitest';
import { toDiscordCommands } from '../../../src/adapters/discord/commands.ts';
import { commandGroups, commandTable } from '../../../src/core/commands/table.ts';

// Discord hides a managers' command from everybody else, and cannot tell hosts apart: theirs are seen by all.
describe('who sees which command in Discord', () => {
  const bodies = toDiscordCommands(commandTable, commandGroups);
  const hidden = bodies.filter((body) => 'default_member_permissions' in body).map(({ name }) => name);

  test('what is for managers alone is hidden, and nothing else', () => {
    expect([...hidden].sort()).toEqual(['admin', 'settings']);
  });

  test('no group is hidden for some of its commands, nor shown with a managers’ command in it', () => {
    for (const { name } of commandGroups) {
      const forManagers = commandTable
        .filter(({ path }) => path[0] === name)
        .map(({ managersOnly }) => managersOnly);
      expect(new Set(forManagers).size).toBe(1);
      expect(hidden.includes(name)).toBe(forManagers[0]);
    }
  });
});
