/** Answered calls have 200. RFC 3261 has the others. */
export const sip = { ok: 200, notFound: 404, busy: 486, cancelled: 487, declined: 603 };
