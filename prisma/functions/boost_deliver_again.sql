-- Runs a delivery's job again in `after_ms`, replacing a waiting one, since both have the same key. Writes a job
-- (boost_enqueue). Uses the database's clock, so that instances whose clocks differ agree.
create or replace function boost_deliver_again(key_ text, after_ms float8) returns void language sql as $$
  select boost_enqueue(jsonb_build_array(jsonb_build_object('task', 'deliver', 'payload', jsonb_build_object('key', key_),
    'runAt', clock_timestamp() + make_interval(secs => after_ms / 1000), 'key', 'deliver:' || key_)))
$$;
