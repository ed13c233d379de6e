-- Identifies the member and milestone that a card is about: the key of its delivery without the last part, the proof that reached it.
-- Reads no table. Keys are made by core/streak/milestone-card.ts. The index delivery_milestone is built on this function: a change of
-- the function requires that the index is rebuilt.
create or replace function boost_milestone(key_ text) returns text language sql immutable as $$
  select regexp_replace(key_, ':[^:]*$', '')
$$;
