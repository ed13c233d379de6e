-- Whether a kept streak may still be alive: a run up to the day it is folded to (second word), or a day done since (the last word
-- is not `-`). Null where boost_kept is: then nobody knows, and the caller looks. Reads nothing. The morning asks it to pass over
-- the many members who have nothing to lose (core/model/streak/kept.ts, packState).
create or replace function boost_kept_alive(streak jsonb) returns boolean language sql immutable parallel safe as $$
  select split_part(boost_kept(streak), ' ', 2) <> '0' or right(boost_kept(streak), 2) <> ' -'
$$;
