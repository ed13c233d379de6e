-- An effect (core/delivery/effect.ts) without a word of what was to be said: an empty note in the place of its view. Where, how and
-- when stay known, so that nothing is said again. Reads nothing.
create or replace function boost_wordless(effect jsonb) returns jsonb language sql immutable parallel safe as $$
  select case when effect ? 'view' then jsonb_set(effect, '{view}', '{"view": "note", "line": []}') else effect end
$$;
