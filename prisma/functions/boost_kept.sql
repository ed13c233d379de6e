-- Splits a kept streak (column `streak` of an enrollment; core/model/streak/kept.ts, packState) into its words. Null when there is
-- none, or when it has another format; such a streak is replayed when it is next needed. Reads no table.
-- A board needs thousands of streaks at once, so SQL reads the few words it needs instead of sending all of them to be unpacked. Only
-- this function and those built on it, boost_kept_days and boost_kept_alive, know the format. The number at its beginning is the
-- version in kept.ts.
create or replace function boost_kept(streak jsonb) returns text language sql immutable parallel safe as $$
  select case when streak #>> '{}' like '2 %' then streak #>> '{}' end
$$;
