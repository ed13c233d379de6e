-- An effect (core/delivery/effect.ts) without its text and without whom it is for: an empty note replaces its view, and the target names
-- nobody any more. The rest stays, so that nothing is sent again. Reads no table.
create or replace function boost_wordless(effect jsonb) returns jsonb language sql immutable parallel safe as $$
  select jsonb_set(
    case when effect ? 'view' then jsonb_set(effect, '{view}', '{"view": "note", "line": []}') else effect end,
    '{target,title}', '""', false) #- '{target,member}' #- '{target,mention}' #- '{opensFor}'
$$;
