-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "platform" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "mark" TEXT NOT NULL DEFAULT '🐹',
    "parked_at" TIMESTAMPTZ(3),
    "park_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member_zone" (
    "member_id" UUID NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL,

    CONSTRAINT "member_zone_pkey" PRIMARY KEY ("member_id","from")
);

-- CreateTable
CREATE TABLE "challenge" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "channel_ref" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "goal" JSONB NOT NULL,
    "proof_kind" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,
    "timezone" TEXT NOT NULL,
    "week_start" INTEGER NOT NULL DEFAULT 1,
    "grace_minutes" INTEGER NOT NULL DEFAULT 180,
    "backfill_days" INTEGER NOT NULL DEFAULT 2,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "created_by_call" TEXT,

    CONSTRAINT "challenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrollment" (
    "challenge_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "joined_on" DATE NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "enrollment_pkey" PRIMARY KEY ("challenge_id","member_id")
);

-- CreateTable
CREATE TABLE "proof" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "message_ref" TEXT NOT NULL,
    "channel_ref" TEXT NOT NULL,
    "member_id" UUID,
    "posted_at" TIMESTAMPTZ(3),
    "text" TEXT NOT NULL DEFAULT '',
    "edited_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proof_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "photo" (
    "proof_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "attachment_ref" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "claimed_type" TEXT,
    "claimed_size" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "large_blob" TEXT,
    "small_blob" TEXT,
    "width" INTEGER,
    "height" INTEGER,

    CONSTRAINT "photo_pkey" PRIMARY KEY ("proof_id","ordinal")
);

-- CreateTable
CREATE TABLE "check_in" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "challenge_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "proof_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,
    "counted" BOOLEAN NOT NULL DEFAULT true,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "check_in_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cheer" (
    "proof_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "reason" TEXT,
    "situation" TEXT,
    "line1" TEXT,
    "line2" TEXT,
    "source" TEXT,
    "model" TEXT,
    "prompt_version" TEXT,
    "template_id" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "begun" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "posted_at" TIMESTAMPTZ(3),

    CONSTRAINT "cheer_pkey" PRIMARY KEY ("proof_id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "key" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "proof_id" UUID,
    "effect" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claim" TEXT,
    "claimed_at" TIMESTAMPTZ(3),
    "maybe_sent" BOOLEAN NOT NULL DEFAULT false,
    "message_ref" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "channel_cursor" (
    "workspace_id" UUID NOT NULL,
    "channel_ref" TEXT NOT NULL,
    "message_ref" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_cursor_pkey" PRIMARY KEY ("workspace_id","channel_ref")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "term" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "instance" (
    "id" TEXT NOT NULL,
    "pool_ids" TEXT[],
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "note" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "note_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "web_message" (
    "id" BIGSERIAL NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "parent_id" BIGINT,
    "author" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "view" JSONB,
    "files" JSONB NOT NULL DEFAULT '[]',
    "only_for" TEXT,
    "key" TEXT,
    "posted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "web_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "web_reaction" (
    "message_id" BIGINT NOT NULL,
    "mark" TEXT NOT NULL,
    "author" TEXT NOT NULL,

    CONSTRAINT "web_reaction_pkey" PRIMARY KEY ("message_id","mark","author")
);

-- CreateTable
CREATE TABLE "web_event" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "only_for" TEXT,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "web_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "web_file" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT,
    "size" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "web_file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "workspace_platform_ref_key" ON "workspace"("platform", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "member_workspace_id_ref_key" ON "member"("workspace_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "challenge_created_by_call_key" ON "challenge"("created_by_call");

-- CreateIndex
CREATE INDEX "challenge_workspace_id_channel_ref_idx" ON "challenge"("workspace_id", "channel_ref");

-- CreateIndex
CREATE INDEX "proof_member_id_posted_at_idx" ON "proof"("member_id", "posted_at");

-- CreateIndex
CREATE UNIQUE INDEX "proof_workspace_id_message_ref_key" ON "proof"("workspace_id", "message_ref");

-- CreateIndex
CREATE INDEX "photo_large_blob_idx" ON "photo"("large_blob");

-- CreateIndex
CREATE INDEX "photo_small_blob_idx" ON "photo"("small_blob");

-- CreateIndex
CREATE INDEX "check_in_challenge_id_member_id_day_idx" ON "check_in"("challenge_id", "member_id", "day");

-- CreateIndex
CREATE UNIQUE INDEX "check_in_proof_id_challenge_id_key" ON "check_in"("proof_id", "challenge_id");

-- CreateIndex
CREATE INDEX "delivery_proof_id_idx" ON "delivery"("proof_id");

-- CreateIndex
CREATE INDEX "delivery_state_updated_at_idx" ON "delivery"("state", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "web_message_key_key" ON "web_message"("key");

-- CreateIndex
CREATE INDEX "web_message_channel_id_idx" ON "web_message"("channel", "id");

-- CreateIndex
CREATE INDEX "web_message_parent_id_idx" ON "web_message"("parent_id");

-- CreateIndex
CREATE INDEX "web_event_channel_id_idx" ON "web_event"("channel", "id");

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_zone" ADD CONSTRAINT "member_zone_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge" ADD CONSTRAINT "challenge_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proof" ADD CONSTRAINT "proof_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proof" ADD CONSTRAINT "proof_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "photo" ADD CONSTRAINT "photo_proof_id_fkey" FOREIGN KEY ("proof_id") REFERENCES "proof"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_proof_id_fkey" FOREIGN KEY ("proof_id") REFERENCES "proof"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cheer" ADD CONSTRAINT "cheer_proof_id_fkey" FOREIGN KEY ("proof_id") REFERENCES "proof"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_proof_id_fkey" FOREIGN KEY ("proof_id") REFERENCES "proof"("id") ON DELETE CASCADE ON UPDATE CASCADE;
