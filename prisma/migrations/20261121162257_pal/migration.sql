-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "cap_day" BIGINT,
ADD COLUMN     "cap_month" BIGINT,
ADD COLUMN     "character" TEXT NOT NULL DEFAULT 'damjji',
ADD COLUMN     "days_off" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "quiet_from" INTEGER NOT NULL DEFAULT 1320,
ADD COLUMN     "quiet_to" INTEGER NOT NULL DEFAULT 480;

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "character" TEXT,
ADD COLUMN     "tone" TEXT NOT NULL DEFAULT 'warm';

-- AlterTable
ALTER TABLE "challenge" ADD COLUMN     "monthly_picture" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "weekly_summary" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "cheer" ADD COLUMN     "angle" TEXT,
ADD COLUMN     "care" TEXT,
ADD COLUMN     "character" TEXT,
ADD COLUMN     "memory_id" UUID;

-- CreateTable
CREATE TABLE "holiday" (
    "workspace_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("workspace_id","day")
);

-- CreateTable
CREATE TABLE "member_nudge" (
    "member_id" UUID NOT NULL,
    "offered_at" TIMESTAMPTZ(3),
    "on" BOOLEAN NOT NULL DEFAULT false,
    "minute" INTEGER NOT NULL DEFAULT 1200,
    "weekdays" INTEGER[] DEFAULT ARRAY[1, 2, 3, 4, 5, 6, 7]::INTEGER[],
    "zone" TEXT NOT NULL,
    "only_at_risk" BOOLEAN NOT NULL DEFAULT false,
    "style" TEXT NOT NULL DEFAULT 'standard',
    "via" TEXT NOT NULL DEFAULT 'direct',
    "version" INTEGER NOT NULL DEFAULT 1,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "paused_reason" TEXT,
    "muted_until" DATE,

    CONSTRAINT "member_nudge_pkey" PRIMARY KEY ("member_id")
);

-- CreateTable
CREATE TABLE "member_nudge_slot" (
    "member_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "turn" INTEGER NOT NULL DEFAULT 0,
    "opening" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_nudge_slot_pkey" PRIMARY KEY ("member_id","day")
);

-- CreateTable
CREATE TABLE "summary" (
    "challenge_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "summary_pkey" PRIMARY KEY ("challenge_id","kind","from")
);

-- CreateTable
CREATE TABLE "outage" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "platform" TEXT NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3),

    CONSTRAINT "outage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outage_day" (
    "challenge_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "outage_id" UUID NOT NULL,
    "offered_at" TIMESTAMPTZ(3),
    "excused_at" TIMESTAMPTZ(3),

    CONSTRAINT "outage_day_pkey" PRIMARY KEY ("challenge_id","day")
);

-- CreateTable
CREATE TABLE "memory" (
    "proof_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "embedder" TEXT NOT NULL,
    "vector" BYTEA NOT NULL,
    "hidden_at" TIMESTAMPTZ(3),

    CONSTRAINT "memory_pkey" PRIMARY KEY ("proof_id")
);

-- CreateTable
CREATE TABLE "budget" (
    "workspace_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "reserved" BIGINT NOT NULL DEFAULT 0,
    "spent" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("workspace_id","day")
);

-- CreateTable
CREATE TABLE "model_call" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "member_id" UUID,
    "purpose" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reserved" BIGINT NOT NULL,
    "spent" BIGINT,
    "tokens_in" INTEGER,
    "tokens_cached" INTEGER,
    "tokens_out" INTEGER,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "model_call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "talk_turn" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "thread_ref" TEXT NOT NULL,
    "message_ref" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "reason" TEXT,
    "answer" TEXT,
    "source" TEXT,
    "begun" INTEGER NOT NULL DEFAULT 0,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "talk_turn_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "member_nudge_zone_minute_idx" ON "member_nudge"("zone", "minute");

-- CreateIndex
CREATE INDEX "member_nudge_slot_updated_at_idx" ON "member_nudge_slot"("updated_at");

-- CreateIndex
CREATE INDEX "summary_updated_at_idx" ON "summary"("updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "outage_platform_from_key" ON "outage"("platform", "from");

-- CreateIndex
CREATE INDEX "memory_member_id_embedder_idx" ON "memory"("member_id", "embedder");

-- CreateIndex
CREATE INDEX "model_call_workspace_id_day_idx" ON "model_call"("workspace_id", "day");

-- CreateIndex
CREATE INDEX "model_call_member_id_day_idx" ON "model_call"("member_id", "day");

-- CreateIndex
CREATE INDEX "talk_turn_workspace_id_thread_ref_at_idx" ON "talk_turn"("workspace_id", "thread_ref", "at");

-- CreateIndex
CREATE INDEX "talk_turn_member_id_at_idx" ON "talk_turn"("member_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "talk_turn_workspace_id_message_ref_key" ON "talk_turn"("workspace_id", "message_ref");

-- AddForeignKey
ALTER TABLE "holiday" ADD CONSTRAINT "holiday_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_nudge" ADD CONSTRAINT "member_nudge_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_nudge_slot" ADD CONSTRAINT "member_nudge_slot_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "summary" ADD CONSTRAINT "summary_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outage_day" ADD CONSTRAINT "outage_day_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory" ADD CONSTRAINT "memory_proof_id_fkey" FOREIGN KEY ("proof_id") REFERENCES "proof"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budget" ADD CONSTRAINT "budget_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
