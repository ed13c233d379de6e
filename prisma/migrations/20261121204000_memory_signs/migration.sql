-- Of each number of a vector whether it is above 0, then of each whether it is below: what likeness is guessed from
-- without reading the vector itself.
create function boost_signs(vector bytea) returns varbit language sql immutable strict parallel safe as $$
  select string_agg(case when byte between 1 and 127 then '1' else '0' end, '' order by n)::varbit
    || string_agg(case when byte > 127 then '1' else '0' end, '' order by n)::varbit
  from (select n, get_byte(vector, n) as byte from generate_series(0, length(vector) - 1) n) bytes
$$;

alter table "memory" add column "signs" varbit generated always as (boost_signs("vector")) stored;
