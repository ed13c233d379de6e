-- The number of days done in all, from a kept streak (R17): the third word of packState (core/model/streak/kept.ts). Null where
-- boost_kept is null: then the caller counts the check-ins. Reads no table.
create or replace function boost_kept_days(streak jsonb) returns int language sql immutable parallel safe as $$
  select split_part(boost_kept(streak), ' ', 3)::int
$$;
