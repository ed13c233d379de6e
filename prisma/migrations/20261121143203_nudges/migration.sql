-- CreateTable
CREATE TABLE "nudge_schedule" (
    "challenge_id" UUID NOT NULL,
    "weekdays" INTEGER[],
    "zone" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "paused_reason" TEXT,

    CONSTRAINT "nudge_schedule_pkey" PRIMARY KEY ("challenge_id")
);

-- CreateTable
CREATE TABLE "nudge_time" (
    "challenge_id" UUID NOT NULL,
    "minute" INTEGER NOT NULL,
    "zone" TEXT NOT NULL,

    CONSTRAINT "nudge_time_pkey" PRIMARY KEY ("challenge_id","minute")
);

-- CreateTable
CREATE TABLE "nudge_slot" (
    "challenge_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "opening" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "nudge_slot_pkey" PRIMARY KEY ("challenge_id","day")
);

-- CreateIndex
CREATE INDEX "nudge_time_zone_minute_idx" ON "nudge_time"("zone", "minute");

-- AddForeignKey
ALTER TABLE "nudge_schedule" ADD CONSTRAINT "nudge_schedule_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge_time" ADD CONSTRAINT "nudge_time_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "nudge_schedule"("challenge_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge_slot" ADD CONSTRAINT "nudge_slot_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was said lately in a channel, so that no opening comes again soon.
CREATE INDEX "nudge_slot_said" ON "nudge_slot"("challenge_id", "planned_at" DESC) WHERE "opening" IS NOT NULL;
