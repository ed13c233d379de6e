-- An effect (core/delivery/effect.ts) without its text: an empty note replaces its view. The rest stays, so that nothing is sent
-- again. Reads no table.
create or replace function boost_wordless(effect jsonb) returns jsonb language sql immutable parallel safe as $$
  select case when effect ? 'view' then jsonb_set(effect, '{view}', '{"view": "note", "line": []}') else effect end
$$;
