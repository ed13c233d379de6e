-- AlterTable
ALTER TABLE "challenge" ADD COLUMN     "closed" BOOLEAN NOT NULL DEFAULT false;
