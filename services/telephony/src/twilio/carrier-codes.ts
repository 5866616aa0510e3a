/**
 * The carrier's numbered REST errors that we act on (Twilio docs, error pages of these numbers). A test holds this
 * list to the table in docs/telephony.md.
 */
export type RefusalReason =
  | 'number_invalid'
  | 'number_not_allowed'
  | 'limited'
  | 'not_authorised'
  | 'unreachable'
  | 'rejected';

/** Certain: no call was made, and this is why. */
export const refusals: Readonly<Partial<Record<number, RefusalReason>>> = {
  20003: 'not_authorised',
  20429: 'limited',
  10004: 'limited',
  15002: 'limited',
  21211: 'number_invalid',
  21217: 'number_invalid',
  13224: 'number_invalid',
  21215: 'number_not_allowed',
  13227: 'number_not_allowed',
  21210: 'rejected',
};

/** The carrier says that it already has this call. It may exist, so we wait for it. */
export const alreadyInitiated = 21204;

/** The call is over or was never known: a request to end it is fulfilled. */
export const notInProgress = 21220;
export const notFound = 20404;
