-- Reserves the most that a call of the model may cost in a workspace's budget, before the call is made. Returns {id} of the new
-- model_call, or {refused} with the reason:
--   photo   the budget is nearly used up (four fifths, core/budget/cost-card.ts): ask again without the picture
--   day     today's budget is used up (month: this month's)
--   member  the member had enough calls today; calls for guarding and remembering are not asked for by members and do not count
--   gone    there is no such workspace
-- The caps given are the operator's; a workspace may have set lower ones. Amounts are millionths of a US dollar, days are UTC days.
-- Writes budget (the reserved amount) and model_call (settled later by adapters/postgres/budget-store.ts).
-- One statement under a lock, so that two calls at the same time cannot both spend the same last cent (docs/decisions, 23).
create or replace function boost_reserve(workspace_ uuid, member_ uuid, purpose_ text, model_ text, day_ date, at_ timestamptz,
  amount_ bigint, photo_ boolean, cap_day_ bigint, cap_month_ bigint, member_calls_ int) returns jsonb language plpgsql as $$
declare
  caps record;
  used record;
  id_ uuid;
begin
  -- Serializes the calls of one workspace: each statement below sees what the call before has committed.
  perform pg_advisory_xact_lock(hashtextextended('budget:' || workspace_, 0));
  select least(cap_day, cap_day_) as of_day, least(cap_month, cap_month_) as of_month into caps
    from workspace where id = workspace_;
  if not found then return jsonb_build_object('refused', 'gone'); end if;
  -- Calls for guarding and remembering cost money, but no member asks for them.
  if member_ is not null and purpose_ not in ('guard', 'embed') and (select count(*) from model_call
      where member_id = member_ and day = day_ and purpose not in ('guard', 'embed')) >= member_calls_ then
    return jsonb_build_object('refused', 'member');
  end if;
  select coalesce(sum(reserved + spent) filter (where day = day_), 0)::bigint as of_day,
      coalesce(sum(reserved + spent), 0)::bigint as of_month into used
    from budget where workspace_id = workspace_
      and day >= date_trunc('month', day_)::date and day < (date_trunc('month', day_) + interval '1 month')::date;
  -- A call that costs nothing is never refused.
  if amount_ > 0 then
    if photo_ and (used.of_day >= caps.of_day * 0.8 or used.of_month >= caps.of_month * 0.8) then
      return jsonb_build_object('refused', 'photo');
    end if;
    if used.of_day + amount_ > caps.of_day then return jsonb_build_object('refused', 'day'); end if;
    if used.of_month + amount_ > caps.of_month then return jsonb_build_object('refused', 'month'); end if;
  end if;
  insert into budget as b (workspace_id, day, reserved) values (workspace_, day_, amount_)
    on conflict (workspace_id, day) do update set reserved = b.reserved + amount_;
  insert into model_call (workspace_id, member_id, purpose, model, day, at, reserved)
    values (workspace_, member_, purpose_, model_, day_, at_, amount_) returning id into id_;
  return jsonb_build_object('id', id_);
end
$$;
