-- CreateTable
CREATE TABLE "erasure" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "member_hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "check_ins" INTEGER NOT NULL,
    "photos" INTEGER NOT NULL,
    "challenges" INTEGER NOT NULL,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "erasure_workspace_id_member_hash_at_idx" ON "erasure"("workspace_id", "member_hash", "at");

-- AddForeignKey
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is for one member, wherever it is said: found when everything about them is erased (adapters/postgres/tx/erase-member.ts).
create index delivery_for_member on delivery (workspace_id, (coalesce(effect->'target'->>'member', effect->'target'->>'mention')))
where coalesce(effect->'target'->>'member', effect->'target'->>'mention') is not null;

-- The keyed hash by which the tombstone of an erased member (table erasure) knows them again, of their workspace and their id on the
-- platform. It says whether somebody is the one, and never who it was. Null until somebody was erased in this database: the first erasure
-- makes the key, the note `erasure-key` (adapters/postgres/tx/erase-member.ts). A lost key only means that the tombstones know nobody.
-- Hashed twice with the key, so that a hash tells nothing about that of a longer id. Reads note.
create or replace function boost_member_hash(workspace_ uuid, ref_ text) returns bytea language sql stable as $$
  select sha256(k.secret || sha256(k.secret || convert_to(workspace_ || ':' || ref_, 'utf8')))
  from (select decode(value, 'hex') as secret from note where key = 'erasure-key') k
$$;

-- When everything about somebody was last erased in a workspace, by the platform's clock; null if it never was. `ref_` is their id on
-- the platform: nothing else of an erased member is known (boost_member_hash). What they posted before is not taken in again. Reads
-- erasure.
create or replace function boost_erased_at(workspace_ uuid, ref_ text) returns timestamptz language sql stable as $$
  select max(e.at) from erasure e where e.workspace_id = workspace_ and e.member_hash = (select boost_member_hash(workspace_, ref_))
$$;

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
      'character', coalesce((select m.character from member m where m.workspace_id = w.id and m.ref = member_), w.character),
      'workspace', jsonb_build_object('id', w.id, 'locale', w.locale, 'timezone', w.timezone, 'mark', w.mark, 'parked', w.parked_at is not null),
      'member', (
        select jsonb_build_object('id', m.id, 'name', m.name, 'locale', m.locale, 'zones', (
          select coalesce(jsonb_agg(jsonb_build_object('from', extract(epoch from z."from") * 1000, 'zone', z.zone) order by z."from"), '[]')
          from member_zone z where z.member_id = m.id
        ), 'ownZone', exists (select from note n where n.key = 'own-zone:' || m.id), 'choices', (
          select coalesce(jsonb_object_agg(pc.kind, pc.challenge_id), '{}')
          from proof_choice pc where pc.member_id = m.id and pc.channel_ref = channel_
        )) from member m where m.workspace_id = w.id and m.ref = member_
      ),
      'proof', (
        select jsonb_build_object('id', p.id, 'known', p.member_id is not null, 'deleted', p.deleted_at is not null, 'text', p.text,
          'undecided', p.member_id is not null and p.undone_at is null and exists (select from delivery q where q.key = 'choose:' || p.id)
            and not exists (select from check_in k where k.proof_id = p.id))
        from proof p where p.workspace_id = w.id and p.message_ref = message_
      ),
      'challenges', c.list
    )
    from workspace w
    cross join lateral (select extract(epoch from boost_erased_at(w.id, member_))::float8 * 1000 as at) gone
    cross join lateral (
      select jsonb_agg(jsonb_build_object(
        'id', c.id, 'title', c.title, 'emoji', c.emoji, 'channel', c.channel_ref, 'closed', c.closed, 'goal', c.goal, 'proofKind', c.proof_kind, 'minLength', c.min_length,
        'startsOn', c.starts_on, 'endsOn', c.ends_on, 'weekStart', c.week_start, 'graceMinutes', c.grace_minutes,
        'backfillDays', c.backfill_days, 'ruleFrom', c.rule_from, 'earlierRules', c.earlier_rules, 'pauses', c.pauses,
        'freezeCap', c.freeze_cap, 'freezeEvery', c.freeze_every,
        'enrolled', e.joined_on is not null and e.left_at is null, 'enrollment', e.kept,
        'inChannelSince', extract(epoch from coalesce(c.in_channel_since, c.started_at)) * 1000,
        'leftAt', extract(epoch from e.left_at) * 1000, 'erasedAt', greatest(gone.at, (
          select n.value::float8 from note n where n.key = 'erased:' || c.id || ':' || m.id)),
        'daysDone', coalesce(d.days, 0), 'lastDay', d.last, 'near', coalesce(d.near, '[]')
      ) order by c.created_at, c.id) as list
      from challenge c
      left join member m on m.workspace_id = w.id and m.ref = member_
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

-- The last step of the ledger (core/delivery/ledger.ts, `settle`): stores how a try ended. Returns false, and writes nothing, when the
-- claim was lost meanwhile.
-- Writes state, reason and message to the delivery; whether a cheer, in the revision that its key names, was posted or given up; and, for
-- `pending`, the job that tries again in `after_ms`. With `counts_` false the try is subtracted from the number of tries.
-- Locks the proof's row first, as deletions, undoing and care do: they either see what was sent, or are seen here. In the latter case a
-- delivery `undo:<key>`, added in the same transaction, removes what was just posted or marked, and the text is not kept
-- (boost_wordless). The same happens to a question that was answered while it was being asked, to a message that was withdrawn
-- while it was being sent (`withdrawn` of its effect), and to one that was put to the rest of an erased member meanwhile (another proof).
-- One round trip, since nothing may happen between reading and writing, and every delivery ends with it.
create or replace function boost_settle_delivery(key_ text, claim_ text, state_ text, reason_ text, message_ text, after_ms float8,
  maybe_sent_ boolean, counts_ boolean) returns boolean language plpgsql
set plan_cache_mode = 'force_generic_plan' as $$
declare
  d delivery;
  gone boolean := false;
  withdrawn boolean;
  undo text := 'undo:' || key_;
begin
  select * into d from delivery where key = key_;
  if d.proof_id is not null and state_ <> 'pending' and d.effect->>'do' in ('post', 'react', 'edit') then
    select deleted_at is not null or undone_at is not null into gone from proof where id = d.proof_id for share;
    -- A question that was answered while it was being asked.
    gone := gone or (key_ like 'choose:%' and exists (select from check_in where proof_id = d.proof_id));
    gone := gone or boost_in_care(key_, d.proof_id);
  end if;
  update delivery set
    state = state_, reason = reason_, message_ref = coalesce(message_, message_ref),
    effect = case when gone or proof_id is distinct from d.proof_id then boost_wordless(effect) else effect end,
    claim = null, claimed_at = null, maybe_sent = coalesce(maybe_sent_, maybe_sent),
    attempts = attempts - case when counts_ is false then 1 else 0 end, updated_at = clock_timestamp()
  where key = key_ and claim = claim_ and state = 'sending'
  returning effect ? 'withdrawn' or proof_id is distinct from d.proof_id into withdrawn;
  if not found then
    return false;
  end if;
  gone := gone or withdrawn;
  if state_ = 'pending' then
    perform boost_deliver_again(key_, after_ms);
  elsif state_ = 'sent' and gone and d.effect->>'do' in ('post', 'react') then
    insert into delivery (key, workspace_id, proof_id, effect) values (undo, d.workspace_id, (select proof_id from delivery where key = key_),
      case when d.effect->>'do' = 'post' then jsonb_build_object('do', 'remove', 'message', message_)
      else jsonb_build_object('do', 'unreact', 'message', d.effect->>'message', 'mark', d.effect->>'mark') end)
    on conflict (key) do nothing;
    perform boost_enqueue(jsonb_build_array(jsonb_build_object('task', 'deliver', 'payload', jsonb_build_object('key', undo))));
  end if;
  if key_ like 'cheer%' and d.proof_id is not null and not gone and state_ <> 'pending' then
    update cheer set
      state = case when state_ = 'sent' then 'posted' else 'givenUp' end,
      posted_at = case when state_ = 'sent' then clock_timestamp() else posted_at end,
      reason = case when state_ = 'sent' then reason else reason_ end,
      updated_at = clock_timestamp()
    where proof_id = d.proof_id and state in ('verified', 'posting')
      and revision = coalesce(nullif(split_part(key_, ':', 3), ''), '0')::int;
  end if;
  return true;
end
$$;

-- An effect (core/delivery/effect.ts) without its text and without whom it is for: an empty note replaces its view, and the target names
-- nobody any more. The rest stays, so that nothing is sent again. Reads no table.
create or replace function boost_wordless(effect jsonb) returns jsonb language sql immutable parallel safe as $$
  select jsonb_set(
    case when effect ? 'view' then jsonb_set(effect, '{view}', '{"view": "note", "line": []}') else effect end,
    '{target,title}', '""', false) #- '{target,member}' #- '{target,mention}' #- '{opensFor}'
$$;
