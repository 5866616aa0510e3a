/**
 * What the carrier is told to do, as TwiML documents. Built with the carrier's own library; text of people passes
 * through `toSpeakable`, since XML 1.0 has no way at all to write some characters.
 */
import twilio from 'twilio';

type Response = InstanceType<typeof twilio.twiml.VoiceResponse>;

const language = 'en-US';
/** The gate's waits and words together stay below the 30 s that an answered call may take to become ready. */
const gateWaitSeconds = 5;
const codeWaitSeconds = 8;
const waitSeconds = 2;
/** The digits of a dial-in code. */
const codeLength = 6;
const maxSpokenLength = 160;

const farewells = {
  // Short: it is said while the session closes.
  not_ready: 'Nobody pressed 1, so this call ends here. Goodbye.',
  unavailable:
    'We are sorry, your interviewer cannot be reached at the moment. Please try again later. Goodbye.',
  blocked: 'This number will not be called again. Goodbye.',
  too_many_codes: 'There were too many wrong codes from this phone. Please try again later. Goodbye.',
  code_unknown: 'That code is not known, or no longer valid. Please start again on the page. Goodbye.',
  no_session: 'There is no practice interview for this call. Goodbye.',
} as const;
export type FarewellOccasion = keyof typeof farewells;

/**
 * The answer gate: who calls and why, then a wait for the key 1 (ready) or 2 (never call again), twice. The key goes to `readyUrl`; without any key
 * `readyUrl` is asked too, with no digits.
 */
export function toGateTwiml(options: {
  readyUrl: string;
  jobTitle: string;
  company?: string | null;
}): string {
  const { readyUrl, jobTitle, company } = options;
  const employer = company ? ` at ${toSpeakable(company)}` : '';
  const response = newResponse();
  askForKeys(response, {
    action: readyUrl,
    numDigits: 1,
    timeoutSeconds: gateWaitSeconds,
    words:
      `Hello. This is Ringback with the practice interview that you asked for: ${toSpeakable(jobTitle)}${employer}. ` +
      'You will speak with an artificial intelligence. Press 1 when you are ready, or 2 never to be called again.',
  });
  askForKeys(response, {
    action: readyUrl,
    numDigits: 1,
    timeoutSeconds: gateWaitSeconds,
    words: 'Press 1 to begin.',
  });
  response.redirect({ method: 'POST' }, readyUrl);
  return response.toString();
}

/** Asks a dial-in caller for the six-digit code of the page; no code at all ends the call. */
export function toCodeTwiml(options: { codeUrl: string; isRepeated: boolean }): string {
  const response = newResponse();
  askForKeys(response, {
    action: options.codeUrl,
    numDigits: codeLength,
    timeoutSeconds: codeWaitSeconds,
    words: options.isRepeated
      ? 'That code is not known. Please enter the six digits that you see on the page.'
      : 'Welcome to Ringback. Please enter the six digits that you see on the page.',
  });
  farewell(response, 'code_unknown');
  return response.toString();
}

/**
 * Joins the call to our media socket. The token travels as a parameter because Twilio drops the query of a stream URL
 * (docs, "TwiML Voice: Stream"). When the socket is gone the call comes back to `resumeUrl`.
 * @param options.mediaUrl a `wss:` address without a query.
 */
export function toConnectTwiml(options: {
  mediaUrl: string;
  token: string;
  resumeUrl: string;
  /** Said before: the interviewer prepares meanwhile. */
  words?: string;
}): string {
  const response = newResponse();
  if (options.words !== undefined) response.say({ language }, options.words);
  const stream = response.connect().stream({ url: options.mediaUrl });
  stream.parameter({ name: 'token', value: options.token });
  response.redirect({ method: 'POST' }, options.resumeUrl);
  return response.toString();
}

/** Asks the call to wait, and to ask again at `retryUrl`: what it needs to be told is not known at the moment. */
export function toWaitTwiml(retryUrl: string): string {
  const response = newResponse();
  response.say({ language }, 'One moment, please.');
  response.pause({ length: waitSeconds });
  response.redirect({ method: 'POST' }, retryUrl);
  return response.toString();
}

/** Says why the call ends, and ends it. */
export function toFarewellTwiml(occasion: FarewellOccasion): string {
  const response = newResponse();
  farewell(response, occasion);
  return response.toString();
}

export function toHangupTwiml(): string {
  const response = newResponse();
  response.hangup();
  return response.toString();
}

/** Text that can stand in XML and be spoken: no character that XML 1.0 forbids, no line breaks, of bounded length. */
export function toSpeakable(text: string): string {
  const allowed = text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return [...allowed].slice(0, maxSpokenLength).join('');
}

function newResponse(): Response {
  return new twilio.twiml.VoiceResponse();
}

function farewell(response: Response, occasion: FarewellOccasion): void {
  response.say({ language }, farewells[occasion]);
  response.hangup();
}

function askForKeys(
  response: Response,
  ask: { action: string; numDigits: number; timeoutSeconds: number; words: string },
): void {
  const gather = response.gather({
    input: ['dtmf'],
    action: ask.action,
    method: 'POST',
    numDigits: ask.numDigits,
    timeout: ask.timeoutSeconds,
  });
  gather.say({ language }, ask.words);
}
