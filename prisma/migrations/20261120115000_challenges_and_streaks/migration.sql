-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "host_role" TEXT;

-- AlterTable
ALTER TABLE "challenge" ADD COLUMN     "category" TEXT,
ADD COLUMN     "earlier_rules" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "emoji" TEXT,
ADD COLUMN     "end_notices" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "freeze_cap" INTEGER NOT NULL DEFAULT 2,
ADD COLUMN     "freeze_every" INTEGER DEFAULT 14,
ADD COLUMN     "min_length" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "pauses" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "rule_from" DATE,
ADD COLUMN     "started_at" TIMESTAMPTZ(3),
ADD COLUMN     "team_goal" INTEGER,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "enrollment" ADD COLUMN     "on_board" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "streak" JSONB,
ADD COLUMN     "streak_version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "check_in" ALTER COLUMN "proof_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "rest" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "challenge_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "call" TEXT,

    CONSTRAINT "rest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "freeze_grant" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "challenge_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "n" INTEGER NOT NULL,
    "call" TEXT,

    CONSTRAINT "freeze_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proof_choice" (
    "member_id" UUID NOT NULL,
    "channel_ref" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "challenge_id" UUID NOT NULL,
    "chosen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proof_choice_pkey" PRIMARY KEY ("member_id","channel_ref","kind")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "what" TEXT NOT NULL,
    "challenge_id" UUID,
    "member_id" UUID,
    "proof_id" UUID,
    "day" DATE,
    "reason" TEXT,
    "detail" JSONB,
    "call" TEXT,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "picture" (
    "id" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "picture_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "rest_challenge_id_member_id_from_day_idx" ON "rest"("challenge_id", "member_id", "from_day");

-- CreateIndex
CREATE UNIQUE INDEX "rest_challenge_id_member_id_call_key" ON "rest"("challenge_id", "member_id", "call");

-- CreateIndex
CREATE UNIQUE INDEX "freeze_grant_call_key" ON "freeze_grant"("call");

-- CreateIndex
CREATE INDEX "freeze_grant_challenge_id_member_id_idx" ON "freeze_grant"("challenge_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_call_key" ON "audit"("call");

-- CreateIndex
CREATE INDEX "audit_workspace_id_at_idx" ON "audit"("workspace_id", "at");

-- AddForeignKey
ALTER TABLE "rest" ADD CONSTRAINT "rest_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rest" ADD CONSTRAINT "rest_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "freeze_grant" ADD CONSTRAINT "freeze_grant_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "freeze_grant" ADD CONSTRAINT "freeze_grant_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proof_choice" ADD CONSTRAINT "proof_choice_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proof_choice" ADD CONSTRAINT "proof_choice_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit" ADD CONSTRAINT "audit_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
