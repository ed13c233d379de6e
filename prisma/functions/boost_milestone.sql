-- Which milestone of whom a card tells: the key of its delivery without the proof that reached it, its last part. Reads nothing.
-- Keys are made by core/streak/milestone-card.ts. The index delivery_milestone is of this function: another text of it needs the
-- index built anew.
create or replace function boost_milestone(key_ text) returns text language sql immutable as $$
  select regexp_replace(key_, ':[^:]*$', '')
$$;
