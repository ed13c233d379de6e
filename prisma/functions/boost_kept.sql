-- The words of a kept streak (core/model/streak/kept.ts, packState), `streak` of an enrollment; null for none, and for one of
-- another form, which is folded anew when it is asked for. Reads nothing.
-- A board counts thousands of streaks at once: SQL reads the few words it needs instead of sending all to be unpacked. Only this
-- function and the two that follow from it, boost_kept_days and boost_kept_alive, know the form; the number at its beginning is
-- that of kept.ts.
create or replace function boost_kept(streak jsonb) returns text language sql immutable parallel safe as $$
  select case when streak #>> '{}' like '2 %' then streak #>> '{}' end
$$;
