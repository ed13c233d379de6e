-- The days done in all, of a kept streak (R17); null where boost_kept is, and the caller counts the check-ins. Reads nothing. The
-- third word of packState (core/model/streak/kept.ts).
create or replace function boost_kept_days(streak jsonb) returns int language sql immutable parallel safe as $$
  select split_part(boost_kept(streak), ' ', 3)::int
$$;
