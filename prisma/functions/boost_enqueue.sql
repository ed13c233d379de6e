-- Adds jobs to the queue in the caller's transaction, so that a fact and what follows from it are written together or not at all.
-- `jobs` is an array of {task, payload, key, runAt, maxAttempts, priority} (adapters/postgres/jobs/row.ts). Defaults: due now, four
-- tries, priority 0. Null or [] adds none.
-- A job with a key replaces a waiting job with the same key; graphile_worker.add_jobs does that. Jobs without a key are always new, so
-- a plain insert, which is cheaper, adds them. Unlike add_jobs it tells the workers which tasks were added (docs/decisions, 62).
-- The settings make every plan reach rows by their keys, even one that was made while the queue was empty.
-- A SELECT in a WITH clause calls this only for the rows that are read from it: see `enqueued` in adapters/postgres/jobs/row.ts.
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
  -- Notifies as add_jobs does, and adds which tasks: only the workers of these tasks then look for jobs. Equal notifications in one
  -- transaction arrive once. Jobs that are due later are found by polling.
  select json_build_object('r', random()::text, 'count', count(*), 'tasks', json_agg(distinct job->>'task'))::text into word
  from jsonb_array_elements(jobs) job
  where job->>'key' is null and coalesce((job->>'runAt')::timestamptz <= clock_timestamp(), true)
  having count(*) > 0;
  if word is not null then
    perform pg_notify('jobs:insert', word);
  end if;
end
$$;
