/** Largest body of an exchange, either way. */
export const maxBodyBytes = 8 * 1024 * 1024;
/** Exchanges of one peer at once: a push and a question, and their repetitions after a broken connection. */
export const maxExchangesPerPeer = 4;
/** Open connections to the link port. */
export const maxConnections = 256;
