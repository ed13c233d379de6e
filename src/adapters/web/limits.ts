/** Files on one message. */
export const MAX_PHOTOS = 5;
/** Characters of one message, as on Discord. */
export const MAX_TEXT = 2000;
/** Bytes of any request body that is not a file. */
export const MAX_BODY = 64 * 1024;
/** Characters of a file's name; the end of a longer one is kept, with its type. */
export const MAX_NAME = 200;
/** Files being received at one time, in the whole process: bounds its memory. */
export const MAX_UPLOADS = 4;
/** Files waiting to be received. */
export const MAX_WAITING_UPLOADS = 60;
/** Open event streams in the whole process. */
export const MAX_STREAMS = 200;
/** Messages of the channel shown at first, and with each step back. */
export const PAGE_SIZE = 40;
/** Bytes of all files the page keeps: nobody can fill the disk through a page without a login. */
export const MAX_KEPT = 2 * 1024 * 1024 * 1024;
/** Cards being drawn for the page or for Slack at one time, and waiting to be. */
export const MAX_DRAWINGS = 4;
export const MAX_WAITING_DRAWINGS = 60;
