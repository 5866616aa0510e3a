/**
 * TwiML documents: what the carrier is told to do. Built with the carrier's own library. Every word comes from
 * `spokenWords` and is said in the carrier's voice for the language.
 */
import { dialInDigits } from '@ringback/shared/contract/dial-in-digits';
import twilio from 'twilio';
import { carrierVoices, type FarewellOccasion, type SpokenLanguage, spokenWords } from './spoken-words.ts';

type Response = InstanceType<typeof twilio.twiml.VoiceResponse>;
type Gather = ReturnType<Response['gather']>;

const gateWaitSeconds = 5;
/** The caller may have to find the page first. */
const codeWaitSeconds = 8;
const waitSeconds = 2;
/** The number of digits in the gate's code. */
const codeLength = 6;

/** What the gate says before it waits for keys. */
export type GatePrompt = 'gate' | 'codeGate' | 'wrongKey' | 'wrongGateCode' | 'confirmBlock';

/**
 * The answer gate. Says the prompt and waits for a key or for the code from the page. At its first prompt it asks
 * twice. The keys go to `readyUrl`, which is also asked, without digits, when no key is pressed. Even at its longest,
 * the gate is over before an answered call has to be ready.
 */
export function toGateTwiml(options: {
  readyUrl: string;
  language: SpokenLanguage;
  prompt: GatePrompt;
}): string {
  const { readyUrl, language, prompt } = options;
  const isCode = prompt === 'codeGate' || prompt === 'wrongGateCode';
  const keys = {
    action: readyUrl,
    numDigits: isCode ? codeLength : 1,
    timeoutSeconds: isCode ? codeWaitSeconds : gateWaitSeconds,
    language,
  };
  const response = newResponse();
  askForKeys(response, { ...keys, words: spokenWords[language][prompt] });
  if (prompt === 'gate') askForKeys(response, { ...keys, words: spokenWords[language].begin });
  response.redirect({ method: 'POST' }, readyUrl);
  return response.toString();
}

/** Asks a dial-in caller for the code from the page, as six digits or all ten. Without any code the call ends. */
export function toCodeTwiml(options: {
  codeUrl: string;
  language: SpokenLanguage;
  words: 'askForCode' | 'askForCodeAgain' | 'askForLongCode';
}): string {
  const { codeUrl, language, words } = options;
  const response = newResponse();
  askForKeys(response, {
    action: codeUrl,
    numDigits: dialInDigits[words === 'askForLongCode' ? 'long' : 'short'],
    timeoutSeconds: codeWaitSeconds,
    language,
    words: spokenWords[language][words],
  });
  farewell(response, language, 'code_unknown');
  return response.toString();
}

/**
 * Joins the call to our media socket. The token travels as a parameter because Twilio drops the query of a stream URL
 * (docs, "TwiML Voice: Stream"). When the socket is gone, the call comes back to `resumeUrl`.
 * @param options.mediaUrl a `wss:` address without a query.
 */
export function toConnectTwiml(options: {
  mediaUrl: string;
  token: string;
  resumeUrl: string;
  /** Said first, while the interviewer prepares. */
  says?: { language: SpokenLanguage; words: 'welcome' | 'oneMoment' };
}): string {
  const response = newResponse();
  if (options.says !== undefined) {
    const { language, words } = options.says;
    say(response, language, spokenWords[language][words]);
  }
  const stream = response.connect().stream({ url: options.mediaUrl });
  stream.parameter({ name: 'token', value: options.token });
  response.redirect({ method: 'POST' }, options.resumeUrl);
  return response.toString();
}

/** Asks the call to wait and to ask again at `retryUrl`, because the answer is not known at the moment. */
export function toWaitTwiml(retryUrl: string, language: SpokenLanguage): string {
  const response = newResponse();
  say(response, language, spokenWords[language].oneMoment);
  response.pause({ length: waitSeconds });
  response.redirect({ method: 'POST' }, retryUrl);
  return response.toString();
}

/** Says why the call ends, and hangs up. */
export function toFarewellTwiml(occasion: FarewellOccasion, language: SpokenLanguage): string {
  const response = newResponse();
  farewell(response, language, occasion);
  return response.toString();
}

export function toHangupTwiml(): string {
  const response = newResponse();
  response.hangup();
  return response.toString();
}

function newResponse(): Response {
  return new twilio.twiml.VoiceResponse();
}

function say(to: Response | Gather, language: SpokenLanguage, words: string): void {
  to.say(carrierVoices[language], words);
}

function farewell(response: Response, language: SpokenLanguage, occasion: FarewellOccasion): void {
  say(response, language, spokenWords[language].farewells[occasion]);
  response.hangup();
}

function askForKeys(
  response: Response,
  ask: {
    action: string;
    numDigits: number;
    timeoutSeconds: number;
    language: SpokenLanguage;
    words: string;
  },
): void {
  const gather = response.gather({
    input: ['dtmf'],
    action: ask.action,
    method: 'POST',
    numDigits: ask.numDigits,
    timeout: ask.timeoutSeconds,
  });
  say(gather, ask.language, ask.words);
}
