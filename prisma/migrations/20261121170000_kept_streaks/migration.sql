-- The streak kept with an enrollment is one short line in a JSON string (core/model/streak/kept.ts, form 2): a board reads
-- thousands at once. What was kept as an object is put away, to be folded anew when it is asked for.
update enrollment set streak = null, streak_version = streak_version + 1 where streak is not null;

-- The words of a kept streak; null for none, or for one of another form.
create function boost_kept(streak jsonb) returns text language sql immutable parallel safe as $$
  select case when streak #>> '{}' like '2 %' then streak #>> '{}' end
$$;

-- The days done in all.
create function boost_kept_days(streak jsonb) returns int language sql immutable parallel safe as $$
  select split_part(boost_kept(streak), ' ', 3)::int
$$;

-- Alive: a run up to where it is folded, or a day done since.
create function boost_kept_alive(streak jsonb) returns boolean language sql immutable parallel safe as $$
  select split_part(boost_kept(streak), ' ', 2) <> '0' or right(boost_kept(streak), 2) <> ' -'
$$;
