-- Reads all that the verdict on one message depends on: the workspace, the member with zones and choices, the proof already stored for
-- the message, and each challenge it could be for, with its rules and the member's standing in it (core/check-in/context.ts,
-- ProofContext). Writes nothing.
-- Null when there is nothing to judge: an unknown workspace, or a channel without a current challenge. With `challenge_` it reads that
-- one alone, in whatever channel it is, and also when it is over as long as one of its days can still be named (R15). `around` is the
-- date of the message in UTC: a verdict depends on no counted days but those within two days of it (`near`).
-- For each challenge: its channel, and whether not everybody may read that (`closed`); since when it has been there; and when the member
-- left, or left with everything erased (the note `erased:<challenge>:<member>`), or had everything about them erased in the workspace
-- (boost_erased_at). Posts from before neither bring a member back nor are they stored again.
-- One round trip, since it comes first for every message of a channel, before the member sees a mark (docs/decisions, 2); messages
-- that come at the same time share one (docs/decisions, 60). The settings make its cached plan reach every row by an index, even if
-- it was made while the tables were empty.
create or replace function boost_proof_context(platform_ text, workspace_ text, channel_ text, member_ text, message_ text, around date, challenge_ uuid)
returns jsonb language plpgsql stable
set plan_cache_mode = 'force_generic_plan' set enable_seqscan = 'off' as $$
begin
  return (
    select jsonb_build_object(
      'character', coalesce(m.character, w.character),
      'workspace', jsonb_build_object('id', w.id, 'locale', w.locale, 'timezone', w.timezone, 'mark', w.mark, 'parked', w.parked_at is not null),
      'member', case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name, 'locale', m.locale, 'zones', (
        select coalesce(jsonb_agg(jsonb_build_object('from', extract(epoch from z."from") * 1000, 'zone', z.zone) order by z."from"), '[]')
        from member_zone z where z.member_id = m.id
      ), 'ownZone', exists (select from note n where n.key = 'own-zone:' || m.id), 'choices', (
        select coalesce(jsonb_object_agg(pc.kind, pc.challenge_id), '{}')
        from proof_choice pc where pc.member_id = m.id and pc.channel_ref = channel_
      )) end,
      'proof', (
        select jsonb_build_object('id', p.id, 'known', p.member_id is not null, 'deleted', p.deleted_at is not null, 'text', p.text,
          'undecided', p.member_id is not null and p.undone_at is null and exists (select from delivery q where q.key = 'choose:' || p.id)
            and not exists (select from check_in k where k.proof_id = p.id))
        from proof p where p.workspace_id = w.id and p.message_ref = message_
      ),
      'challenges', c.list
    )
    from workspace w
    left join member m on m.workspace_id = w.id and m.ref = member_
    -- Only a workspace with tombstones is worth the hashing.
    cross join lateral (
      select case when exists (select from erasure x where x.workspace_id = w.id)
        then extract(epoch from boost_erased_at(w.id, member_))::float8 * 1000 end as at offset 0
    ) gone
    cross join lateral (
      select jsonb_agg(jsonb_build_object(
        'id', c.id, 'title', c.title, 'emoji', c.emoji, 'channel', c.channel_ref, 'closed', c.closed, 'goal', c.goal, 'proofKind', c.proof_kind, 'minLength', c.min_length,
        'startsOn', c.starts_on, 'endsOn', c.ends_on, 'weekStart', c.week_start, 'graceMinutes', c.grace_minutes,
        'backfillDays', c.backfill_days, 'ruleFrom', c.rule_from, 'earlierRules', c.earlier_rules, 'pauses', c.pauses,
        'freezeCap', c.freeze_cap, 'freezeEvery', c.freeze_every,
        'enrolled', e.joined_on is not null and e.left_at is null, 'enrollment', e.kept,
        'inChannelSince', extract(epoch from coalesce(c.in_channel_since, c.started_at)) * 1000,
        'leftAt', extract(epoch from e.left_at) * 1000, 'erasedAt', greatest(gone.at, n.value::float8),
        'daysDone', coalesce(d.days, 0), 'lastDay', d.last, 'near', coalesce(d.near, '[]')
      ) order by c.created_at, c.id) as list
      from challenge c
      left join note n on n.key = 'erased:' || c.id || ':' || m.id
      left join lateral (
        select o.joined_on, o.left_at, o.own || jsonb_build_object('streak', o.streak, 'version', o.streak_version) as kept
        from enrollment_terms o where o.challenge_id = c.id and o.member_id = m.id
      ) e on true
      left join lateral (
        select count(*) as days, max(k.day) as last, jsonb_agg(k.day) filter (where k.day between around - 2 and around + 2) as near
        from check_in k
        where k.challenge_id = c.id and k.member_id = m.id and k.counted and k.revoked_at is null
      ) d on true
      where c.workspace_id = w.id and c.started_at is not null
        and case when challenge_ is null then c.channel_ref = channel_ and c.ended_at is null
          else c.id = challenge_ and (c.ended_at is null or around <= c.ends_on + c.backfill_days + 1) end
    ) c
    where w.platform = platform_ and w.ref = workspace_ and c.list is not null
  );
end
$$;
