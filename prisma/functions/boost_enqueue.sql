-- Adds jobs to the queue in the caller's transaction, so that a fact and what follows from it are written together or not at all.
-- `jobs` is an array of {task, payload, key, runAt, maxAttempts, priority} (adapters/postgres/jobs/row.ts); without `runAt` due
-- now, without `maxAttempts` tried four times, without `priority` 0. Null or [] adds none.
-- A job with a key replaces the one of that key that waits, which graphile_worker.add_jobs does; those without one are new, and a
-- plain insert is cheaper. Unlike add_jobs it tells workers which tasks were added (docs/decisions, 62).
-- Every row is reached by its key, also where a plan was made while the queue was empty: hence the settings.
-- A SELECT in a WITH clause calls this only as far as its rows are read: see `enqueued` in adapters/postgres/jobs/row.ts.
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
