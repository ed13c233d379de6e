-- Jobs that follow from facts, as before; the word to workers now tells which jobs they are.
create or replace function boost_enqueue(jobs jsonb) returns void language plpgsql
set enable_seqscan = 'off' set enable_hashjoin = 'off' set enable_mergejoin = 'off' as $$
declare
  word text;
begin
  if jobs @? '$[*].key ? (@ != null)' then
    perform graphile_worker.add_jobs(array_agg((
      job->>'task',
      (job->'payload')::json,
      null::text,
      (job->>'runAt')::timestamptz,
      coalesce((job->>'maxAttempts')::int, 4),
      job->>'key',
      coalesce((job->>'priority')::int, 0),
      null::text[]
    )::graphile_worker.job_spec))
    from jsonb_array_elements(jobs) job where job->>'key' is not null;
  end if;
  insert into graphile_worker._private_tasks (identifier)
  select distinct job->>'task' from jsonb_array_elements(jobs) job
  where not exists (select from graphile_worker._private_tasks where identifier = job->>'task')
  on conflict do nothing;
  insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts, priority)
  select (select id from graphile_worker._private_tasks where identifier = job->>'task'), (job->'payload')::json,
    coalesce((job->>'runAt')::timestamptz, now()), coalesce((job->>'maxAttempts')::int, 4), coalesce((job->>'priority')::int, 0)
  from jsonb_array_elements(jobs) job where job->>'key' is null;
  -- As add_jobs says it, and which jobs they are: only whoever does such jobs looks for them. The same twice in a transaction would
  -- be heard once. What is due later is found by looking.
  select json_build_object('r', random()::text, 'count', count(*), 'tasks', json_agg(distinct job->>'task'))::text into word
  from jsonb_array_elements(jobs) job
  where job->>'key' is null and coalesce((job->>'runAt')::timestamptz <= clock_timestamp(), true)
  having count(*) > 0;
  if word is not null then
    perform pg_notify('jobs:insert', word);
  end if;
end
$$;
