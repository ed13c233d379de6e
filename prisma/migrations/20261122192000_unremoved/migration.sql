-- What was to be removed and was not: looked for when a workspace that was parked is back, which any message of it may show
-- (adapters/postgres/tx/workspaces.ts, removeAfterAll). They are few, and the table holds all that was ever said.
create index delivery_unremoved on delivery (workspace_id) where state = 'skipped' and effect->>'do' in ('remove', 'unreact');
