/** The most files on one message. */
export const MAX_PHOTOS = 5;
/** The most characters in one message, as on Discord. */
export const MAX_TEXT = 2000;
/** The most bytes in a request body that is not a file. */
export const MAX_BODY = 64 * 1024;
/** The most characters in a file's name; of a longer name the end is kept, with its extension. */
export const MAX_NAME = 200;
/** The most files being received at one time in the whole process, which limits its memory. */
export const MAX_UPLOADS = 4;
/** The most files waiting to be received. */
export const MAX_WAITING_UPLOADS = 60;
/** The most open event streams in the whole process. */
export const MAX_STREAMS = 200;
/** The number of the channel's messages loaded at first and with each step back. */
export const PAGE_SIZE = 40;
/** The most bytes in all files that the page keeps, so that nobody can fill the disk through a page without a login. */
export const MAX_KEPT = 2 * 1024 * 1024 * 1024;
/** The most cards being drawn at one time for the page or Slack, and the most waiting to be drawn. */
export const MAX_DRAWINGS = 4;
export const MAX_WAITING_DRAWINGS = 60;
