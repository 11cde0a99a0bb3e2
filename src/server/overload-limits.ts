/** Named bounds of what the server takes on at once; those an operator moves are settings. */

/** Bodies being received at once; slow ones hold no place of an operation. */
export const bodiesMax = 1_000;
/** Connections at once, WebSockets among them; further ones are closed unread. */
export const connectionsMax = 8_000;
/** Connections the system keeps until they are accepted; it may keep fewer. */
export const connectionsWaitingMax = 4_096;
/** Subscriptions at once, on all WebSockets together. */
export const subscriptionsMax = 10_000;
/** Time for operations in one turn of the event loop, between looks at what has arrived. */
export const turnMs = 10;
/** Time for arrivals between two turns, when they do not cease. */
export const arrivalsMs = 20;
export const startedAtOnceMax = 64;
/** When a refused client is asked to come again. */
export const retryAfterSeconds = 1;
/** Bytes that may wait for one WebSocket to be read. */
export const socketBytesMax = 8 * 1024 * 1024;
/** How often sockets are looked at for whether they are read. */
export const socketCheckMs = 500;
/** How long a socket that is cut may take to read that it is. */
export const farewellMs = 5_000;
/** Pings on WebSockets, longer apart than a reader may stall: it is to be told before it is gone. */
export const socketPingMs = 60_000;
