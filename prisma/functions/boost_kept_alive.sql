-- Whether a kept streak may still be alive: it has a run up to its closed day (second word), or a day done since (the last word is
-- not `-`; core/model/streak/kept.ts, packState). Null where boost_kept is null: then the caller must compute the streak. Reads no
-- table. The job `mornings` uses it to skip the many members who have no streak to lose.
create or replace function boost_kept_alive(streak jsonb) returns boolean language sql immutable parallel safe as $$
  select split_part(boost_kept(streak), ' ', 2) <> '0' or right(boost_kept(streak), 2) <> ' -'
$$;
