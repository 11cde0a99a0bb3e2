/** Named bounds of the server. */

export const bodyTimeoutMs = 30_000;
/** What is left of a refused body is still received up to here, so that its sender reads why. */
export const letPassBytesMax = 32 * 1024 * 1024;
/** How often, in the time headers may take, connections are looked at; Node looks every 30 s. */
export const looksAtSlowHeaders = 5;
export const socketsMax = 2_000;
export const subscriptionsPerSocketMax = 100;
/** How long an opened socket may stay without connection_init. */
export const connectionInitTimeoutMs = 5_000;
/** The longest a timer of Node can wait. */
export const timerMsMax = 2 ** 31 - 1;
