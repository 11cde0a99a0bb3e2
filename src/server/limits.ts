/** Named bounds of the server. */

export const bodyTimeoutMs = 30_000;
/** What is left of a refused body is still received up to here, so that its sender reads why. */
export const letPassBytesMax = 32 * 1024 * 1024;
export const headersTimeoutMs = 10_000;
/** How often connections are looked at for these two; Node would look every 30 seconds. */
export const slowCheckMs = 2_000;
export const socketsMax = 2_000;
export const subscriptionsPerSocketMax = 100;
/** How long an opened socket may stay without connection_init. */
export const connectionInitTimeoutMs = 5_000;
/** The longest a timer of Node can wait. */
export const timerMsMax = 2 ** 31 - 1;
